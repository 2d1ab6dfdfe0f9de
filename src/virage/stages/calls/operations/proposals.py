"""Write a proposal, step by step, several people together; then submit it, once."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.viewer import Role, Viewer
from virage.core.answers import Answer
from virage.stages.calls.admissibility import facts, findings, measurable, requirements
from virage.stages.calls.models import BudgetLine, Call, Draft, Piece, Proposal, ProposedTarget
from virage.stages.calls.policies import can_write
from virage.stages.calls.refusals import (
    AlreadySubmitted,
    CallIsCancelled,
    EditedMeanwhile,
    Incomplete,
    NotOpen,
    NotYours,
    TooManyPieces,
    in_words,
)
from virage.stages.calls.states import CallState, LineSource, state_of
from virage.stages.calls.written import (
    STEP_OF,
    BudgetWords,
    DeliveryWords,
    ProjectWords,
    StepWords,
    TargetsWords,
    kept,
)
from virage.stages.documents.operations import attach_document, remove_document
from virage.stages.documents.receiving import Received

MOST_PIECES = 5
"""Files that a promoter may join beside those that the call asks for."""
WRITABLE = (CallState.PUBLISHED, CallState.OPEN, CallState.STANDING)


def standing(call: Call) -> CallState:
    """Where a call stands today."""
    return state_of(
        published_on=call.published_on,
        opens_on=call.opens_on,
        closes_on=call.closes_on,
        announced_at=call.announced_at,
        cancelled_at=call.cancelled_at,
        on=timezone.localdate(),
    )


@operation
def begin_proposal(viewer: Viewer, *, call_id: int, promoter_id: int, title: str) -> int:
    """Open a draft for one's organisation, as soon as a call is published; returns its number.

    Raises:
        NotOpen: the call is closed.
        CallIsCancelled: it was called off.
    """
    call = Call.objects.visible_to(viewer).filter(pk=call_id).first()
    if call is None or (not viewer.job and promoter_id not in viewer.organisations(Role.PROMOTER)):
        raise NotYours
    if (state := standing(call)) not in WRITABLE:
        raise CallIsCancelled if state == CallState.CANCELLED else NotOpen
    with in_words():
        proposal = Proposal.objects.create(
            call=call,
            promoter_id=promoter_id,
            title=title,
            direct=state == CallState.STANDING,
            begun_at=timezone.now(),
            begun_by=viewer.by,
        )
    record(viewer, "proposal.begun", kind="proposal", id=proposal.pk, organisation_id=promoter_id)
    return proposal.pk


@operation
def save_step(viewer: Viewer, *, proposal_id: int, words: StepWords, base: int) -> int:
    """Keep one step as written; ``base`` is the saving that the writer started from. Returns the new saving's number.

    Every saving is kept. Two people may write different steps at once.

    Raises:
        EditedMeanwhile: a colleague saved the same step since; it holds what they wrote.
        AlreadySubmitted, CallIsCancelled: it no longer changes.
    """
    proposal = _own(viewer, proposal_id)
    step = STEP_OF[type(words)]
    drafts = Draft.objects.for_operation().filter(proposal=proposal, step=step)
    last = drafts.order_by("-number").first()
    if last is not None and last.number != base:
        raise EditedMeanwhile(number=last.number, theirs=last.said, by=last.by)
    number = base + 1 if last else 1
    with in_words():
        Draft.objects.create(
            proposal=proposal, step=step, number=number, said=kept(words), at=timezone.now(), by=viewer.by
        )
        _write(proposal, words)
    record(
        viewer, "proposal.saved", kind="proposal", id=proposal.pk, organisation_id=proposal.promoter_id, step=step.value
    )
    return number


def _write(proposal: Proposal, words: StepWords) -> None:
    match words:
        case BudgetWords(lines=lines):
            BudgetLine.objects.for_operation().filter(proposal=proposal).delete()
            BudgetLine.objects.bulk_create(
                BudgetLine(
                    proposal=proposal,
                    rank=rank,
                    category=one.category,
                    source=one.source,
                    funder=one.funder,
                    in_kind=one.in_kind,
                    amount=one.amount,
                )
                for rank, one in enumerate(lines, 1)
            )
        case TargetsWords(targets=targets):
            ProposedTarget.objects.for_operation().filter(proposal=proposal).delete()
            ProposedTarget.objects.bulk_create(
                ProposedTarget(
                    proposal=proposal,
                    rank=rank,
                    indicator=one.indicator,
                    definition=one.definition,
                    baseline=one.baseline,
                    method=one.method,
                    value=one.value,
                    due_on=one.due_on,
                )
                for rank, one in enumerate(targets, 1)
            )
        case ProjectWords() | DeliveryWords():
            names = [name for name in words.__dataclass_fields__ if hasattr(Proposal, name)]
            for name in names:
                value = getattr(words, name)
                setattr(proposal, name, list(value) if name in {"sectors", "regions"} else value)
            proposal.save(update_fields=names)


@operation
def submit_proposal(viewer: Viewer, *, proposal_id: int) -> None:
    """Submit it: nothing of it changes any more. The hour counts for nothing, as long as the call is open.

    Raises:
        NotOpen: before the first day or after the last; the draft stays.
        Incomplete: what it lacks, in words.
    """
    proposal = _own(viewer, proposal_id)
    if standing(proposal.call) not in {CallState.OPEN, CallState.STANDING}:
        raise NotOpen
    if lacks := _lacks(viewer, proposal):
        raise Incomplete(lacks)
    lines = list(BudgetLine.objects.for_operation().filter(proposal=proposal))
    proposal.asked = sum(one.amount for one in lines if one.source == LineSource.ASKED)
    proposal.total = sum(one.amount for one in lines)
    proposal.submitted_at, proposal.submitted_by = timezone.now(), viewer.by
    with in_words():
        proposal.save(update_fields=["asked", "total", "submitted_at", "submitted_by"])
    record(
        viewer,
        "proposal.submitted",
        kind="proposal",
        id=proposal.pk,
        organisation_id=proposal.promoter_id,
        asked=str(proposal.asked),
    )


@operation
def attach_piece(viewer: Viewer, *, proposal_id: int, file: Received, wanted: int | None = None) -> int:
    """Join a file to a draft; the one that stood at the same place gives way. Returns the piece's number.

    Raises:
        AlreadySubmitted: it no longer changes.
        TooManyPieces: files beside those asked for are few.
    """
    proposal = _own(viewer, proposal_id)
    if wanted is not None and wanted >= len(proposal.call.pieces):
        raise NotYours
    pieces = Piece.objects.for_operation().filter(proposal=proposal, wanted=wanted)
    if wanted is None and pieces.count() >= MOST_PIECES:
        raise TooManyPieces
    if wanted is not None and (former := pieces.first()):
        drop_piece(viewer, proposal_id=proposal_id, piece_id=former.pk)
    document = attach_document(viewer, file=file, organisation_id=proposal.promoter_id)
    with in_words():
        piece = Piece.objects.create(proposal=proposal, wanted=wanted, document_id=document)
    record(viewer, "proposal.piece_joined", kind="proposal", id=proposal.pk, organisation_id=proposal.promoter_id)
    return piece.pk


@operation
def drop_piece(viewer: Viewer, *, proposal_id: int, piece_id: int) -> None:
    """Take a file out of a draft, and destroy it.

    Raises:
        AlreadySubmitted: it no longer changes.
    """
    proposal = _own(viewer, proposal_id)
    piece = Piece.objects.for_operation().filter(proposal=proposal, pk=piece_id).first()
    if piece is None:
        raise NotYours
    piece.delete()
    remove_document(viewer, document_id=piece.document_id)
    record(viewer, "proposal.piece_dropped", kind="proposal", id=proposal.pk, organisation_id=proposal.promoter_id)


def _lacks(viewer: Viewer, proposal: Proposal) -> list[str]:
    lines = list(BudgetLine.objects.for_operation().filter(proposal=proposal))
    targets = list(ProposedTarget.objects.for_operation().filter(proposal=proposal))
    known = facts(proposal, lines, targets)
    wanted = requirements(proposal.call.requirements, viewer.language)
    lacks: dict[object, bool] = {
        _("un résumé du projet"): not proposal.summary.strip(),
        _("ses dates"): "months" not in known,
        _("l’aide demandée, au budget"): "asked" not in known,
        _("une cible au moins"): not targets,
        _("la définition, la valeur de départ, la valeur visée et la méthode de chaque cible"): not all(
            map(measurable, targets)
        ),
        _("la raison de la proposition directe, et sa norme"): proposal.direct
        and not (proposal.direct_reason.strip() and proposal.norm.strip()),
    }
    held = set(Piece.objects.for_operation().filter(proposal=proposal).values_list("wanted", flat=True))
    language = "en" if viewer.language == "en" else "fr"
    lacks |= {
        _("le fichier « %(piece)s »") % {"piece": piece[language]}: wanted not in held
        for wanted, piece in enumerate(proposal.call.pieces)
    }
    unknown = [one for one in findings(wanted, known) if one.answer is Answer.UNKNOWN and one.missing]
    named = [str(words) for words, lacking in lacks.items() if lacking]
    return named or [one.words for one in unknown]


def _own(viewer: Viewer, proposal_id: int) -> Proposal:
    rows = Proposal.objects.for_operation().select_for_update(of=("self",)).select_related("call")
    proposal = rows.filter(pk=proposal_id).first()
    if proposal is None or not can_write(viewer, proposal):
        raise NotYours
    if proposal.submitted_at is not None:
        raise AlreadySubmitted
    if proposal.call.cancelled_at is not None:
        raise CallIsCancelled
    return proposal
