"""What this installation itself announces: one project, and the envelope that pays for all of them."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone
from django.views.decorators.gzip import gzip_page

from virage.base.door import ViewerRequest
from virage.base.forms import AsOf
from virage.base.paging import Shown, shown
from virage.base.viewer import Viewer
from virage.desks.public.door import PUBLIC
from virage.stages.insight.queries import FollowedPromise, followed_promises
from virage.stages.ledger.queries import (
    PublicAgreement,
    PublicMoney,
    Share,
    StrategySheet,
    promise_moments,
    public_money,
    public_shares,
    strategy as the_strategy,
)
from virage.stages.programme.queries import (
    OfferCard,
    PartnerLine,
    PointLine,
    ProjectCard,
    offers,
    partners,
    points,
    project as project_card,
)
from virage.stages.programme.states import OfferState


@dataclass(frozen=True, slots=True, kw_only=True)
class OurProjectPage:
    """What is in force today: what is over stays with the promoter."""

    project: ProjectCard
    offers: tuple[OfferCard, ...]
    points: tuple[PointLine, ...]
    partners: tuple[PartnerLine, ...]
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OurEnvelopePage:
    """The money; its agreements a page at a time."""

    money: PublicMoney
    shown: Shown

    @property
    def agreements(self) -> tuple[PublicAgreement, ...]:
        """Those of the page."""
        return self.money.agreements[self.shown.rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class OurStrategyPage:
    """A strategy, its initiatives, their phases and their money."""

    strategy: StrategySheet


@dataclass(frozen=True, slots=True, kw_only=True)
class OurPromisesPage:
    """What was promised with a deadline by a date, and what is seen of it that day; the days worth looking at."""

    form: AsOf
    on: date
    today: date
    promises: tuple[FollowedPromise, ...]
    moments: tuple[date, ...]

    @property
    def fictitious(self) -> bool:
        """A demonstration says so."""
        return any(each.promise.fictitious for each in self.promises)


@PUBLIC.page("public/our_project.html")
def our_project(request: ViewerRequest, project_id: int) -> OurProjectPage:
    viewer, on = request.viewer, timezone.localdate()
    card = project_card(viewer, project_id=project_id)
    if card is None:
        raise Http404
    written = offers(viewer, promoters=[card.promoter_id])
    return OurProjectPage(
        project=card,
        offers=tuple(one for one in written if one.project_id == card.id and one.state == OfferState.PUBLISHED),
        points=tuple(one for one in points(viewer, projects=[card.id]) if one.closed_on is None or one.closed_on >= on),
        partners=tuple(one for one in partners(viewer, projects=[card.id]) if one.there(on)),
        shares=public_shares(Viewer.public(), project_id=card.id, on=on),
    )


@gzip_page
@PUBLIC.page("public/our_envelope.html")
def our_envelope(request: ViewerRequest) -> OurEnvelopePage:
    money = public_money(request.viewer, on=timezone.localdate())
    return OurEnvelopePage(money=money, shown=shown(request.GET, len(money.agreements)))


@gzip_page
@PUBLIC.page("public/our_promises.html")
def our_promises(request: ViewerRequest) -> OurPromisesPage:
    today = timezone.localdate()
    form, on = AsOf.asked(request.GET, today)
    viewer = Viewer.public(language=request.viewer.language)
    return OurPromisesPage(
        form=form,
        on=on,
        today=today,
        promises=followed_promises(viewer, on=on),
        moments=promise_moments(viewer),
    )


@gzip_page
@PUBLIC.page("public/our_strategy.html")
def our_strategy(request: ViewerRequest, strategy_id: int) -> OurStrategyPage:
    found = the_strategy(request.viewer, strategy_id=strategy_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return OurStrategyPage(strategy=found)
