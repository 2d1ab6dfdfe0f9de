"""What each person of the team takes on, and when they are away: what an assignment is proposed from."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.casefiles.queries import Colleague, colleagues
from virage.stages.programme import operations
from virage.stages.programme.delivery_forms import AbsenceForm, WorkForm, as_described
from virage.stages.programme.queries import AbsenceLine, points, projects, work_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPage:
    person: Colleague
    form: WorkForm
    absences: tuple[AbsenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencePage:
    person: Colleague
    form: AbsenceForm


@DESK.form("promoter/work.html")
def work(request: ViewerRequest, person_id: int) -> WorkPage | HttpResponse:
    viewer, on = request.viewer, timezone.localdate()
    house, person = _person(request, person_id)
    held = work_of(viewer, organisation_id=house, on=on, people=[person_id])[person_id]
    own = projects(viewer, promoters=[house])
    places = [one for one in points(viewer, projects=[one.id for one in own]) if one.open(on)]
    form = WorkForm(posted(request), points=places, tongue=viewer.language, initial=as_described(held.words))
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            operations.describe_work(viewer, organisation_id=house, person_id=person_id, words=form.words())
            messages.success(request, _("Le profil de travail est enregistré."))
            return redirect("promoter:team")
    return WorkPage(person=person, form=form, absences=held.absences)


@DESK.form("promoter/absence.html")
def absence(request: ViewerRequest, person_id: int) -> AbsencePage | HttpResponse:
    house, person = _person(request, person_id)
    form = AbsenceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            operations.note_absence(request.viewer, organisation_id=house, person_id=person_id, **form.cleaned_data)
            messages.success(request, _("L’absence est notée : aucun dossier ne lui est proposé pour ces jours."))
            return redirect("promoter:work", person_id=person_id)
    return AbsencePage(person=person, form=form)


@DESK.act()
def cancel_absence(request: ViewerRequest, absence_id: int) -> HttpResponse:
    person_id = operations.cancel_absence(request.viewer, absence_id=absence_id)
    messages.success(request, _("L’absence est retirée."))
    return redirect("promoter:work", person_id=person_id)


def _person(request: ViewerRequest, person_id: int) -> tuple[int, Colleague]:
    """Someone of the team, and the organisation where they work."""
    house = min(request.viewer.organisations(*ROLES))
    team = {one.id: one for one in colleagues(request.viewer, organisation_id=house)}
    if person_id not in team:
        raise Http404
    return house, team[person_id]
