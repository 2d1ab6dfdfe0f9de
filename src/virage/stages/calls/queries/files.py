"""One submitted proposal as those who judge it see it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.accounts.models import Membership
from virage.stages.calls.models import Decision, Proposal, Review, Score, Selection
from virage.stages.calls.policies import can_analyse, can_decide
from virage.stages.calls.queries.calls import CallCard, CriterionLine, card_of, criteria_lines
from virage.stages.calls.queries.proposals import Content, content_of
from virage.stages.calls.states import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLine:
    """One mark; ``reviewer`` is nothing for a discussed one. ``document`` names the file or section it rests on."""

    criterion_id: int
    reviewer: str
    value: int
    reason: str
    document: str
    piece_id: int | None
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One reading: who, whether a conflict was declared, whether the scores are given."""

    id: int
    reviewer: str
    conflict: bool | None
    given: bool
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """What was decided."""

    chosen: bool
    computed: bool | None
    amount: object
    reason: str
    departure: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFile:
    """A file. ``content`` is nothing until the reader it was given to has declared no conflict.

    ``marks`` are those the viewer may read: their own, everyone's once all are given, and those discussed.
    """

    id: int
    call: CallCard
    title: str
    promoter: str
    content: Content | None
    criteria: tuple[CriterionLine, ...]
    reviews: tuple[ReviewLine, ...]
    mine: ReviewLine | None
    marks: tuple[MarkLine, ...]
    discussed: tuple[MarkLine, ...]
    whole: bool
    computed: bool | None
    decision: DecisionLine | None
    analysts: tuple[tuple[int, str], ...]
    may_analyse: bool
    may_decide: bool

    @property
    def mine_given(self) -> bool:
        """The viewer's own scores are given."""
        return self.mine is not None and self.mine.given


def proposal_file(viewer: Viewer, *, proposal_id: int) -> ProposalFile | None:
    """One file, for the ministry, the auditor or whoever was asked to review it; or None. At most ten queries."""
    rows = Proposal.objects.visible_to(viewer).select_related("promoter", "call__initiative__ministry")
    row = rows.filter(pk=proposal_id, submitted_at__isnull=False).first()
    if row is None:
        return None
    asked = Review.objects.for_operation().filter(proposal=row).select_related("reviewer").order_by("pk")
    reviews = tuple(
        ReviewLine(
            id=one.pk,
            reviewer=one.reviewer.name,
            conflict=one.conflict,
            given=one.submitted_at is not None,
            mine=one.reviewer_id == viewer.person_id,
        )
        for one in asked
    )
    mine = next((one for one in reviews if one.mine), None)
    if mine is None and not viewer.has(*MINISTRY, Role.AUDITOR):
        return None
    open_to = mine is None or mine.conflict is False
    marks = _marks(viewer, row) if open_to else ()
    may_analyse = can_analyse(viewer, row.call)
    return ProposalFile(
        id=row.pk,
        call=card_of(row.call, viewer),
        title=row.title,
        promoter=row.promoter.name,
        content=content_of(row, viewer) if open_to else None,
        criteria=criteria_lines(row.call, viewer),
        reviews=reviews,
        mine=mine,
        marks=tuple(one for one in marks if one.reviewer),
        discussed=tuple(one for one in marks if not one.reviewer),
        whole=sum(one.given for one in reviews) > 1 and all(one.given or one.conflict for one in reviews),
        computed=_computed(viewer, row),
        decision=_decision(viewer, row),
        analysts=_analysts(row) if may_analyse else (),
        may_analyse=may_analyse,
        may_decide=mine is None and can_decide(viewer, row.call),
    )


def _marks(viewer: Viewer, row: Proposal) -> tuple[MarkLine, ...]:
    shown = Score.objects.visible_to(viewer).filter(proposal=row)
    shown = shown.select_related("review__reviewer", "piece__document")
    return tuple(
        MarkLine(
            criterion_id=one.criterion_id,
            reviewer=one.review.reviewer.name if one.review else "",
            value=one.value,
            reason=one.reason,
            document=one.piece.document.name if one.piece else str(Step(one.section).label),
            piece_id=one.piece_id,
            section=one.section,
        )
        for one in shown.order_by("review_id", "criterion__rank")
    )


def _computed(viewer: Viewer, row: Proposal) -> bool | None:
    last = Selection.objects.visible_to(viewer).filter(call=row.call_id).order_by("-pk").first()
    return last.answered["findings"].get(str(row.pk), {}).get("chosen", False) if last else None


def _decision(viewer: Viewer, row: Proposal) -> DecisionLine | None:
    one = Decision.objects.visible_to(viewer).filter(proposal=row).first()
    if one is None:
        return None
    return DecisionLine(
        chosen=one.chosen,
        computed=one.computed,
        amount=one.amount,
        reason=one.reason,
        departure=one.departure,
        on=timezone.localdate(one.at),
    )


def _analysts(row: Proposal) -> tuple[tuple[int, str], ...]:
    """The ministry's, then people of partners, each with their organisation; never the promoter's."""
    inside = Q(organisation=row.call.initiative.ministry_id, role=Role.ANALYST)
    held = Membership.objects.for_operation().held_on(timezone.localdate()).select_related("person", "organisation")
    held = held.filter(inside | Q(role=Role.PARTNER), person__is_active=True).exclude(organisation=row.promoter_id)
    found: dict[int, str] = {}
    for one in held.order_by("role", "person__name"):  # analysts come before partners
        outside = one.role == Role.PARTNER
        found.setdefault(one.person_id, f"{one.person.name} – {one.organisation.name}" if outside else one.person.name)
    return tuple(found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """One proposal that the viewer was asked to review."""

    proposal_id: int
    title: str
    promoter: str
    call: str
    conflict: bool | None
    given: bool
    cancelled: bool


def own_readings(viewer: Viewer) -> tuple[ReadingLine, ...]:
    """What one was asked to review, the last asked first; closed by a conflict, only that it was. One query."""
    if not viewer.is_person:
        return ()
    rows = Review.objects.visible_to(viewer).filter(reviewer_id=viewer.person_id)
    return tuple(
        ReadingLine(
            proposal_id=one.proposal_id,
            title=one.proposal.title,
            promoter=one.proposal.promoter.name,
            call=one.proposal.call.title_en if viewer.language == "en" else one.proposal.call.title,
            conflict=one.conflict,
            given=one.submitted_at is not None,
            cancelled=one.proposal.call.cancelled_at is not None,
        )
        for one in rows.select_related("proposal__promoter", "proposal__call").order_by("-pk")
    )
