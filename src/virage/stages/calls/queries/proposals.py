"""Proposals as those who write them see them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone

from virage.base.library import library
from virage.base.viewer import Role, Viewer
from virage.core.answers import Answer
from virage.stages.calls.admissibility import Found, Requirement, admissible, facts, findings, requirements
from virage.stages.calls.models import BudgetLine, Decision, Draft, Piece, Proposal, ProposedTarget, Review
from virage.stages.calls.queries.calls import CallCard, card_of
from virage.stages.calls.states import LineSource
from virage.stages.documents.queries import FileLine, file_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """One of one's own; ``chosen`` once the viewer may know; ``erased_after`` is the last day of an abandoned draft."""

    id: int
    title: str
    promoter: str
    call: CallCard
    begun_at: datetime
    submitted_at: datetime | None
    asked: Decimal | None
    chosen: bool | None
    erased_after: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The decision as its promoter reads it."""

    chosen: bool
    amount: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLine:
    """A file of a proposal, or a place that waits for one: then ``id`` and ``file`` are nothing."""

    id: int | None
    wanted: int | None
    words: str
    file: FileLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a proposal says. ``asked`` and ``total`` are the sums of its lines so far."""

    title: str
    summary: str
    promoter: str
    promoter_id: int
    written: Proposal
    lines: tuple[BudgetLine, ...]
    targets: tuple[ProposedTarget, ...]
    pieces: tuple[PieceLine, ...]
    asked: Decimal
    total: Decimal
    found: tuple[Found, ...]
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSheet:
    """One of one's own, with the number of the last saving of each step, and its decision once told."""

    id: int
    call: CallCard
    content: Content
    requirements: tuple[Requirement, ...]
    savings: dict[str, int]
    saved_at: datetime | None
    submitted_at: datetime | None
    decision: Answered | None
    erased_after: date | None

    @property
    def may_be_written(self) -> bool:
        """Neither submitted nor of a cancelled call."""
        return self.submitted_at is None and self.call.cancelled_on is None


def own_proposals(viewer: Viewer) -> tuple[ProposalLine, ...]:
    """Those of the viewer's organisations, the last begun first. Two queries."""
    ours = viewer.organisations(Role.PROMOTER)
    rows = (
        Proposal.objects.visible_to(viewer)
        .filter(promoter_id__in=ours)
        .select_related("promoter", "call__initiative__ministry")
    )
    told = dict(
        Decision.objects.visible_to(viewer).filter(proposal__promoter_id__in=ours).values_list("proposal_id", "chosen")
    )
    return tuple(
        ProposalLine(
            id=row.pk,
            title=row.title,
            promoter=row.promoter.name,
            call=card_of(row.call, viewer),
            begun_at=row.begun_at,
            submitted_at=row.submitted_at,
            asked=row.asked,
            chosen=told.get(row.pk),
            erased_after=_erased_after(row),
        )
        for row in rows.order_by("-begun_at", "-pk")
    )


def proposal_sheet(viewer: Viewer, *, proposal_id: int) -> ProposalSheet | None:
    """One of one's own, or None. Seven queries."""
    ours = viewer.organisations(Role.PROMOTER)
    rows = Proposal.objects.visible_to(viewer).select_related("promoter", "call__initiative__ministry")
    row = rows.filter(pk=proposal_id, promoter_id__in=ours).first()
    if row is None:
        return None
    savings = list(
        Draft.objects.visible_to(viewer).filter(proposal=row).values_list("step").annotate(Max("number"), Max("at"))
    )
    told = Decision.objects.visible_to(viewer).filter(proposal=row).first()
    return ProposalSheet(
        id=row.pk,
        call=card_of(row.call, viewer),
        content=content_of(row, viewer),
        requirements=requirements(row.call.requirements, viewer.language),
        savings={step: number for step, number, _at in savings},
        saved_at=max((at for _step, _number, at in savings), default=None),
        submitted_at=row.submitted_at,
        decision=Answered(chosen=told.chosen, amount=told.amount, reason=told.reason) if told else None,
        erased_after=_erased_after(row),
    )


def _erased_after(row: Proposal) -> date | None:
    """The last day of a draft whose call is over, by the schedule of retention."""
    kept = library().retention.get("proposal_drafts")
    over = timezone.localdate(row.call.cancelled_at) if row.call.cancelled_at else row.call.closes_on
    if row.submitted_at or over is None or kept is None or kept.days is None:
        return None
    ended = row.call.cancelled_at is not None or over < timezone.localdate()
    return over + timedelta(days=kept.days) if ended else None


def content_of(row: Proposal, viewer: Viewer) -> Content:
    """What a row already scoped says. Four queries at most."""
    lines = tuple(BudgetLine.objects.visible_to(viewer).filter(proposal=row).order_by("rank"))
    targets = tuple(ProposedTarget.objects.visible_to(viewer).filter(proposal=row).order_by("rank"))
    found = findings(requirements(row.call.requirements, viewer.language), facts(row, lines, targets))
    return Content(
        title=row.title,
        summary=row.summary,
        promoter=row.promoter.name,
        promoter_id=row.promoter_id,
        written=row,
        lines=lines,
        targets=targets,
        pieces=_pieces(row, viewer),
        asked=sum((one.amount for one in lines if one.source == LineSource.ASKED), Decimal(0)),
        total=sum((one.amount for one in lines), Decimal(0)),
        found=found,
        answer=admissible(found),
    )


def _pieces(row: Proposal, viewer: Viewer) -> tuple[PieceLine, ...]:
    """Those asked for, in order, held or not; then the others."""
    held = list(Piece.objects.visible_to(viewer).filter(proposal=row).order_by("pk"))
    files = file_lines([one.document_id for one in held])
    at = {one.wanted: one for one in held if one.wanted is not None}
    language = "en" if viewer.language == "en" else "fr"
    asked = [
        PieceLine(
            id=at[place].pk if place in at else None,
            wanted=place,
            words=piece[language],
            file=files[at[place].document_id] if place in at else None,
        )
        for place, piece in enumerate(row.call.pieces)
    ]
    more = [
        PieceLine(id=one.pk, wanted=None, words=files[one.document_id].name, file=files[one.document_id])
        for one in held
        if one.wanted is None
    ]
    return (*asked, *more)


def piece_file(viewer: Viewer, *, proposal_id: int, piece_id: int) -> FileLine | None:
    """A file of a proposal, for whoever may read it; whoever is asked to review it says first that they are free."""
    row = Piece.objects.visible_to(viewer).filter(pk=piece_id, proposal=proposal_id).first()
    asked = Review.objects.for_operation().filter(proposal=proposal_id, reviewer_id=viewer.person_id)
    if row is None or (viewer.is_person and asked.exclude(conflict=False).exists()):
        return None
    return file_lines([row.document_id]).get(row.document_id)
