"""What was promised with a deadline, and what became of it, at any date."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from virage.base.door import ViewerRequest
from virage.base.forms import AsOf
from virage.desks.ministry.door import DESK, keeps_the_books
from virage.stages.insight.queries import FollowedPromise, followed_promises
from virage.stages.ledger.queries import promise_moments


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesPage:
    """Promises made by a date, and the days worth looking at."""

    form: AsOf
    on: date
    today: date
    promises: tuple[FollowedPromise, ...]
    moments: tuple[date, ...]
    opens: bool

    @property
    def fictitious(self) -> bool:
        """A demonstration says so."""
        return any(each.promise.fictitious for each in self.promises)


@DESK.page("ministry/promises.html")
def promises(request: ViewerRequest) -> PromisesPage:
    today = timezone.localdate()
    form, on = AsOf.asked(request.GET, today)
    return PromisesPage(
        form=form,
        on=on,
        today=today,
        promises=followed_promises(request.viewer, on=on),
        moments=promise_moments(request.viewer),
        opens=keeps_the_books(request.viewer),
    )
