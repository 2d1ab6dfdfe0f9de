"""Calls for projects: those one may answer, one's own proposals, step by step."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import number_in, posted
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.agreements.queries import agreement_of
from virage.stages.calls.forms import FORMS, BeginForm, PieceForm, StepForm
from virage.stages.calls.operations import drop_piece, submit_proposal
from virage.stages.calls.queries import (
    CallCard,
    ProposalLine,
    ProposalSheet,
    calls,
    own_proposals,
    piece_file,
    proposal_sheet,
)
from virage.stages.calls.states import Step
from virage.stages.documents.serving import served


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPage:
    """Calls that may be answered, and one's proposals."""

    calls: tuple[CallCard, ...]
    proposals: tuple[ProposalLine, ...]
    form: BeginForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """One proposal, its steps, what is missing, its answer; ``joining`` adds a file while it may be written."""

    sheet: ProposalSheet
    steps: tuple[tuple[str, str, bool], ...]
    joining: PieceForm | None
    agreement: tuple[int, str] | None


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
    sheet, said = _own(request, proposal_id), posted(request)
    if said is None or sheet.submitted_at:
        joining = PieceForm(pieces=sheet.content.pieces) if sheet.may_be_written else None
    elif said.get("act") == "join":
        joining = PieceForm(said, request.FILES, pieces=sheet.content.pieces)
        if joining.is_valid() and joining.write(request.viewer, proposal_id=proposal_id):
            messages.success(request, _("Le fichier est joint et gardé."))
            return redirect("promoter:proposal", proposal_id=proposal_id)
    else:
        return _act(request, proposal_id, said)
    bound = agreement_of(request.viewer, proposal_id=proposal_id) if sheet.decision else None
    return ProposalPage(sheet=sheet, steps=_steps(sheet), joining=joining, agreement=bound)


def _act(request: ViewerRequest, proposal_id: int, said: QueryDict) -> HttpResponse:
    match said.get("act"):
        case "submit":
            submit_proposal(request.viewer, proposal_id=proposal_id)
            messages.success(request, _("Votre proposition est déposée. Elle ne change plus; sa réponse paraîtra ici."))
        case "drop":
            drop_piece(request.viewer, proposal_id=proposal_id, piece_id=number_in(said.get("piece")) or 0)
            messages.success(request, _("Le fichier est retiré."))
        case _:
            raise Http404
    return redirect("promoter:proposal", proposal_id=proposal_id)


@DESK.page("")
def piece(request: ViewerRequest, proposal_id: int, piece_id: int) -> HttpResponse:
    if (file := piece_file(request.viewer, proposal_id=proposal_id, piece_id=piece_id)) is None:
        raise Http404
    return served(file)


@DESK.form("calls/proposal_step.html")
def step(request: ViewerRequest, proposal_id: int, step: str) -> StepPage | HttpResponse:
    sheet, said = _own(request, proposal_id), posted(request)
    if step not in FORMS or sheet.submitted_at:
        raise Http404
    if said is None and not sheet.may_be_written:
        return redirect("promoter:proposal", proposal_id=proposal_id)
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
