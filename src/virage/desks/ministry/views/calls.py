"""Calls for projects: written, published, compared, chosen, announced; and each file, read, scored, decided."""

from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.ministry.door import DESK, reaches_out
from virage.stages.agreements.queries import agreement_of
from virage.stages.calls.forms import (
    AssignForm,
    CallForm,
    CancelForm,
    DecisionForm,
    ExtendForm,
    InterestForm,
    MarksForm,
)
from virage.stages.calls.operations import announce_results, propose_selection, publish_call
from virage.stages.calls.queries import CallCard, Comparison, ProposalFile, calls, comparison, piece_file, proposal_file
from virage.stages.calls.states import CallState
from virage.stages.documents.serving import served
from virage.stages.programme.queries import initiatives

STANDS = (CallState.PUBLISHED, CallState.OPEN, CallState.CLOSED, CallState.STANDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPage:
    """Every call, drafts included."""

    calls: tuple[CallCard, ...]
    writes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """A call being written."""

    form: CallForm


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """One call, its proposals side by side; ``extending`` while it may close later, ``cancelling`` while it stands."""

    compared: Comparison
    extending: ExtendForm | None
    cancelling: CancelForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    """One file; ``forms`` are those that the viewer may fill today, by name."""

    file: ProposalFile
    forms: dict[str, Form]
    rows: tuple[tuple[str, int, tuple[object, ...], object], ...]
    agreement: tuple[int, str] | None
    may_bind: bool


@DESK.page("calls/ministry_calls.html")
def listed(request: ViewerRequest) -> CallsPage:
    return CallsPage(calls=calls(request.viewer), writes=reaches_out(request.viewer))


@DESK.form("calls/call_form.html", admits=reaches_out)
def draft(request: ViewerRequest) -> DraftPage | HttpResponse:
    viewer, said = request.viewer, posted(request)
    form = CallForm(said, initiatives=initiatives(viewer), language=viewer.language)
    if said is not None and form.is_valid() and (number := form.write(viewer)):
        messages.success(request, _("Le brouillon de l’appel est gardé; personne d’autre ne le voit."))
        return redirect("ministry:call", call_id=number)
    return DraftPage(form=form)


@DESK.form("calls/comparison.html")
def one(request: ViewerRequest, call_id: int) -> CallPage | HttpResponse:
    compared = comparison(request.viewer, call_id=call_id, floor_by_floor="planchers" in request.GET)
    if compared is None:
        raise Http404
    said = posted(request)
    act = said.get("act", "") if said is not None else ""
    open_to = compared.may_announce and compared.card.state in {CallState.PUBLISHED, CallState.OPEN}
    extending = ExtendForm(said if act == "extend" else None) if open_to else None
    stands = compared.may_announce and compared.card.state in STANDS
    cancelling = CancelForm(said if act == "cancel" else None) if stands else None
    if extending is not None and extending.is_valid() and extending.write(request.viewer, call_id=call_id):
        messages.success(request, _("L’appel ferme plus tard; ceux qui y écrivent l’apprennent par courriel."))
    elif cancelling is not None and cancelling.is_valid() and cancelling.write(request.viewer, call_id=call_id):
        messages.success(request, _("L’appel est annulé, la raison est publique, et les organismes sont prévenus."))
    elif said is not None and act not in {"extend", "cancel"}:
        _act(request, call_id, act)
    else:
        return CallPage(compared=compared, extending=extending, cancelling=cancelling)
    return redirect("ministry:call", call_id=call_id)


def _act(request: ViewerRequest, call_id: int, act: str) -> None:
    match act:
        case "publish":
            publish_call(request.viewer, call_id=call_id)
            messages.success(request, _("L’appel est public; ses termes ne changent plus."))
        case "compute":
            propose_selection(request.viewer, call_id=call_id)
            messages.success(request, _("La sélection est calculée. Rien n’est décidé : une personne décide."))
        case "announce":
            announce_results(request.viewer, call_id=call_id)
            messages.success(request, _("Les résultats sont publics, et chaque organisme a reçu ses raisons."))
        case _:
            raise Http404


@DESK.form("calls/file.html")
def proposal(request: ViewerRequest, proposal_id: int) -> FilePage | HttpResponse:
    file = proposal_file(request.viewer, proposal_id=proposal_id)
    if file is None:
        raise Http404
    said = posted(request)
    act = said.get("act", "") if said is not None else ""
    forms = _forms(request, file, act)
    if said is not None:
        if (form := forms.get(act)) is None:
            raise Http404
        if form.is_valid() and _write(request, file, act, form):
            messages.success(request, _("C’est noté."))
            return _after(act, form, file)
    bound = agreement_of(request.viewer, proposal_id=proposal_id) if file.decision else None
    chosen = file.decision is not None and file.decision.chosen and file.call.cancelled_on is None
    may = file.may_analyse and chosen and bound is None
    return FilePage(file=file, forms=forms, rows=_rows(file), agreement=bound, may_bind=may)


@DESK.page("")
def piece(request: ViewerRequest, proposal_id: int, piece_id: int) -> HttpResponse:
    if (kept := piece_file(request.viewer, proposal_id=proposal_id, piece_id=piece_id)) is None:
        raise Http404
    return served(kept)


def _forms(request: ViewerRequest, file: ProposalFile, act: str) -> dict[str, Form]:
    """The forms that stand on the page: only the one that was sent holds what was typed."""

    def said(name: str) -> QueryDict | None:
        return posted(request) if act == name else None

    found: dict[str, Form] = {}
    if file.decision is not None or file.call.cancelled_on is not None:
        return found
    if file.may_analyse:
        found["assign"] = AssignForm(said("assign"), analysts=file.analysts)
    if file.mine and not file.mine.given and file.mine.conflict is None:
        found["interest"] = InterestForm(said("interest"))
    if file.mine and not file.mine.given and file.mine.conflict is False:
        found["score"] = MarksForm(said("score"), file=file)
    if file.may_analyse and file.whole:
        found["discuss"] = MarksForm(said("discuss"), file=file, initial=_initial(file), prefix="d")
    if file.may_decide:
        found["decide"] = DecisionForm(said("decide"))
    return found


def _initial(file: ProposalFile) -> dict[str, object]:
    found: dict[str, object] = {}
    for mark in file.discussed:
        parts = {"value": mark.value, "reason": mark.reason, "document": mark.piece_id or mark.section}
        found |= {f"{part}_{mark.criterion_id}": said for part, said in parts.items()}
    return found


def _write(request: ViewerRequest, file: ProposalFile, act: str, form: Form) -> bool:
    viewer = request.viewer
    match form:
        case MarksForm():
            return form.write(viewer, file, together=act == "discuss")
        case AssignForm() | InterestForm() | DecisionForm():
            return form.write(viewer, file)
    return False


def _after(act: str, form: Form, file: ProposalFile) -> HttpResponse:
    """Back to the file, which a conflict has just closed."""
    if act == "interest" and form.cleaned_data["conflict"] == "yes":
        return redirect("ministry:call", call_id=file.call.id)
    return redirect("ministry:proposal", proposal_id=file.id)


def _rows(file: ProposalFile) -> tuple[tuple[str, int, tuple[object, ...], object], ...]:
    """Each criterion: its name and weight, the marks given apart, the one discussed."""
    return tuple(
        (
            one.name,
            one.weight,
            tuple(mark for mark in file.marks if mark.criterion_id == one.id),
            next((mark for mark in file.discussed if mark.criterion_id == one.id), None),
        )
        for one in file.criteria
    )
