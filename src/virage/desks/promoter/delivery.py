"""Where the projects serve, and the organisations that deliver with the promoter."""

from dataclasses import asdict, dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.programme.delivery_forms import PartnerForm, PointForm
from virage.stages.programme.operations import add_partner, open_point, revise_partner, revise_point
from virage.stages.programme.queries import (
    PartnerLine,
    PointLine,
    ProjectCard,
    partner as partner_line,
    partners,
    point as point_line,
    points,
    projects,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One project: where it serves and with whom, what is over apart."""

    project: ProjectCard
    points: tuple[PointLine, ...]
    closed: tuple[PointLine, ...]
    partners: tuple[PartnerLine, ...]
    gone: tuple[PartnerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPage:
    served: tuple[Served, ...]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingPage:
    """``name`` is empty while it is first written."""

    form: PointForm | PartnerForm
    name: str


@DESK.page("promoter/delivery.html")
def listed(request: ViewerRequest) -> DeliveryPage:
    viewer, on = request.viewer, timezone.localdate()
    own = _own(request)
    numbers = [one.id for one in own]
    places, others = points(viewer, projects=numbers), partners(viewer, projects=numbers)
    return DeliveryPage(
        served=tuple(
            Served(
                project=card,
                points=tuple(one for one in places if one.project_id == card.id and not _over(one.closed_on, on)),
                closed=tuple(one for one in places if one.project_id == card.id and _over(one.closed_on, on)),
                partners=tuple(one for one in others if one.project_id == card.id and not _over(one.until, on)),
                gone=tuple(one for one in others if one.project_id == card.id and _over(one.until, on)),
            )
            for card in own
        ),
        on=on,
    )


@DESK.form("promoter/point_form.html")
def new_point(request: ViewerRequest) -> WritingPage | HttpResponse:
    initial = {"opened_on": timezone.localdate(), "languages": ["fr"], "project": request.GET.get("projet")}
    form = PointForm(posted(request), projects=_choices(request), tongue=request.viewer.language, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            open_point(request.viewer, project_id=form.cleaned_data["project"], words=form.words())
            messages.success(request, _("Le point de service est enregistré : tout le monde peut le voir."))
            return redirect("promoter:delivery")
    return WritingPage(form=form, name="")


@DESK.form("promoter/point_form.html")
def point(request: ViewerRequest, point_id: int) -> WritingPage | HttpResponse:
    line = point_line(request.viewer, point_id=point_id)
    if line is None or line.promoter_id not in request.viewer.organisations(*ROLES):
        raise Http404
    form = PointForm(
        posted(request),
        projects=[(line.project_id, line.project)],
        tongue=request.viewer.language,
        initial={**asdict(line.written), "project": line.project_id},
    )
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            revise_point(request.viewer, point_id=point_id, words=form.words())
            messages.success(request, _("C’est enregistré. Ce qui était écrit avant reste au journal."))
            return redirect("promoter:delivery")
    return WritingPage(form=form, name=line.name)


@DESK.form("promoter/partner_form.html")
def new_partner(request: ViewerRequest) -> WritingPage | HttpResponse:
    initial = {"since": timezone.localdate(), "project": request.GET.get("projet")}
    form = PartnerForm(posted(request), projects=_choices(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            add_partner(request.viewer, project_id=form.cleaned_data["project"], words=form.words())
            messages.success(request, _("L’organisme est enregistré : tout le monde peut le voir."))
            return redirect("promoter:delivery")
    return WritingPage(form=form, name="")


@DESK.form("promoter/partner_form.html")
def partner(request: ViewerRequest, partner_id: int) -> WritingPage | HttpResponse:
    line = partner_line(request.viewer, partner_id=partner_id)
    if line is None or line.promoter_id not in request.viewer.organisations(*ROLES):
        raise Http404
    initial = {**asdict(line.written), "project": line.project_id}
    form = PartnerForm(posted(request), projects=[(line.project_id, line.project)], initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            revise_partner(request.viewer, partner_id=partner_id, words=form.words())
            messages.success(request, _("C’est enregistré. Ce qui était écrit avant reste au journal."))
            return redirect("promoter:delivery")
    return WritingPage(form=form, name=line.name)


def _over(last: date | None, on: date) -> bool:
    return last is not None and last < on


def _own(request: ViewerRequest) -> tuple[ProjectCard, ...]:
    return projects(request.viewer, promoters=request.viewer.organisations(*ROLES))


def _choices(request: ViewerRequest) -> list[tuple[int, str]]:
    return [(one.id, one.name) for one in _own(request)]
