"""Calls for projects: those one may answer, one's own proposals, step by step."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.calls.forms import FORMS, BeginForm, StepForm
from virage.stages.calls.operations import submit_proposal
from virage.stages.calls.queries import CallCard, ProposalLine, ProposalSheet, calls, own_proposals, proposal_sheet
from virage.stages.calls.states import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPage:
    """Calls that may be answered, and one's proposals."""

    calls: tuple[CallCard, ...]
    proposals: tuple[ProposalLine, ...]
    form: BeginForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """One proposal, its steps, what is missing, its answer."""

    sheet: ProposalSheet
    steps: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """One step being written."""

    sheet: ProposalSheet
    steps: tuple[tuple[str, str, bool], ...]
    step: str
    number: int
    title: str
    form: StepForm
    theirs: tuple[tuple[str, object], ...]


@DESK.form("calls/promoter_calls.html")
def listed(request: ViewerRequest) -> CallsPage | HttpResponse:
    viewer, said = request.viewer, posted(request)
    open_calls = tuple(one for one in calls(viewer) if one.takes_proposals)
    houses = {m.organisation_id: m.organisation for m in viewer.memberships if m.role in ROLES}
    form = BeginForm(said, calls=[(one.id, one.title) for one in open_calls], houses=houses.items())
    if said is not None and form.is_valid() and (number := form.write(viewer)):
        messages.success(request, _("Votre brouillon est ouvert : seul votre organisme le voit."))
        return redirect("promoter:proposal_step", proposal_id=number, step=Step.PROJECT)
    return CallsPage(calls=open_calls, proposals=own_proposals(viewer), form=form)


@DESK.form("calls/proposal.html")
def one(request: ViewerRequest, proposal_id: int) -> ProposalPage | HttpResponse:
    sheet = _own(request, proposal_id)
    if posted(request) is not None:
        submit_proposal(request.viewer, proposal_id=proposal_id)
        messages.success(request, _("Votre proposition est déposée. Elle ne change plus; sa réponse paraîtra ici."))
        return redirect("promoter:proposal", proposal_id=proposal_id)
    return ProposalPage(sheet=sheet, steps=_steps(sheet))


@DESK.form("calls/proposal_step.html")
def step(request: ViewerRequest, proposal_id: int, step: str) -> StepPage | HttpResponse:
    sheet, said = _own(request, proposal_id), posted(request)
    if step not in FORMS or sheet.submitted_at:
        raise Http404
    form = FORMS[step](said, sheet=sheet, language=request.viewer.language)
    if said is not None and form.is_valid() and form.write(request.viewer, proposal_id=proposal_id):
        messages.success(request, _("C’est enregistré."))
        return _next(request, proposal_id, step)
    theirs = form.theirs or {}
    return StepPage(
        sheet=sheet,
        steps=_steps(sheet),
        step=step,
        number=list(Step).index(Step(step)) + 1,
        title=str(Step(step).label),
        form=form,
        theirs=tuple(_told(form, theirs)),
    )


def _told(form: StepForm, theirs: object) -> list[tuple[str, object]]:
    """What a colleague wrote, with the labels of the form; rows stand one under the other."""
    found: list[tuple[str, object]] = []
    for name, value in dict(theirs).items() if isinstance(theirs, dict) else ():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            found += [
                (", ".join(str(each) for each in row.values() if each not in {None, "", False}), "") for row in value
            ]
        elif name in form.fields:
            found.append((str(form.fields[name].label), ", ".join(value) if isinstance(value, list) else value))
    return found


def _next(request: ViewerRequest, proposal_id: int, step: str) -> HttpResponse:
    names = [each.value for each in Step]
    place = names.index(step) + 1
    if "stay" in request.POST:
        return redirect("promoter:proposal_step", proposal_id=proposal_id, step=step)
    if place < len(names):
        return redirect("promoter:proposal_step", proposal_id=proposal_id, step=names[place])
    return redirect("promoter:proposal", proposal_id=proposal_id)


def _steps(sheet: ProposalSheet) -> tuple[tuple[str, str, bool], ...]:
    return tuple((each.value, str(each.label), each.value in sheet.savings) for each in Step)


def _own(request: ViewerRequest, proposal_id: int) -> ProposalSheet:
    sheet = proposal_sheet(request.viewer, proposal_id=proposal_id)
    if sheet is None:
        raise Http404
    return sheet
