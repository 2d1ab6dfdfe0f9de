"""The shares that funders promised, what each says, and what it brought."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from virage.base.viewer import Role, Viewer
from virage.stages.agreements.models import Contribution
from virage.stages.agreements.states import AgreementState
from virage.stages.funders.models import Brought, Opinion
from virage.stages.funders.policies import FOLLOW, JUDGED

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionLine:
    """What a funder says, in words."""

    stance_words: str
    verdict: str
    verdict_words: str
    why: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtLine:
    """A part that was brought, in dollars."""

    amount: Decimal
    on: date
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Who else brings what to the same agreement, in dollars."""

    funder: str
    words: str
    amount: Decimal
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one funder promised to one agreement, in dollars, and where that stands."""

    id: int
    agreement_id: int
    reference: str
    number: int
    project: str
    promoter: str
    purpose: str
    funder: str
    words: str
    amount: Decimal
    brought: Decimal
    state: AgreementState
    signed_on: date | None
    opinion: OpinionLine | None

    @property
    def left(self) -> Decimal:
        """Promised, not brought yet."""
        return self.amount - self.brought

    @property
    def state_words(self) -> str:
        """Where the agreement stands, in words."""
        return str(self.state.label)

    @property
    def to_judge(self) -> bool:
        """The funder may still say what it decides or recommends."""
        return self.state in JUDGED

    @property
    def binding(self) -> bool:
        """The agreement is signed: what is promised is owed."""
        return self.state is AgreementState.SIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The shares of a partner, those that wait for its word first; sums of signed agreements, in dollars."""

    lines: tuple[Share, ...]

    @property
    def promised(self) -> Decimal:
        """What signed agreements count on."""
        return sum((one.amount for one in self.lines if one.binding), ZERO)

    @property
    def brought(self) -> Decimal:
        """What of it was brought."""
        return sum((one.brought for one in self.lines if one.binding), ZERO)

    @property
    def left(self) -> Decimal:
        """What of it is still owed."""
        return self.promised - self.brought

    @property
    def waiting(self) -> tuple[Share, ...]:
        """Agreements before their signature on which nothing was said."""
        return tuple(one for one in self.lines if one.to_judge and one.opinion is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSheet:
    """One share whole: what was said, what was brought, and who else pays."""

    share: Share
    lines: tuple[BroughtLine, ...]
    beside: tuple[Beside, ...]

    @property
    def cost(self) -> Decimal:
        """What all of them bring together, in dollars."""
        return sum((one.amount for one in self.beside), ZERO)


def shares(viewer: Viewer) -> Shares:
    """What the viewer's organisations promised, drafts left out. Two queries."""
    found = _shares(viewer, _of_partners(viewer).order_by("-agreement__begins_on", "pk"))
    return Shares(lines=tuple(sorted(found, key=lambda one: not (one.to_judge and one.opinion is None))))


def share(viewer: Viewer, *, contribution_id: int) -> ShareSheet | None:
    """One share of the viewer's organisations; None for anyone else. Four queries."""
    found = _shares(viewer, _of_partners(viewer).filter(pk=contribution_id))
    if not found:
        return None
    lines = Brought.objects.visible_to(viewer).filter(contribution_id=contribution_id).order_by("on", "pk")
    beside = Contribution.objects.for_operation().filter(agreement_id=found[0].agreement_id).select_related("funder")
    return ShareSheet(
        share=found[0],
        lines=tuple(BroughtLine(amount=one.amount, on=one.on, evidence=one.evidence) for one in lines),
        beside=tuple(
            Beside(funder=_funder(one), words=_words(one), amount=one.amount, own=one.own)
            for one in beside.order_by("-own", "-amount", "pk")
        ),
    )


def shares_of(viewer: Viewer, *, agreement_id: int) -> tuple[Share, ...]:
    """What the partners of an agreement say and brought, for those who follow the programme. Two queries."""
    if not (viewer.job or viewer.has(*FOLLOW)):
        return ()
    partners = Contribution.objects.for_operation().filter(agreement_id=agreement_id, funder__isnull=False, own=False)
    return _shares(viewer, partners.order_by("-amount", "pk"))


def _of_partners(viewer: Viewer) -> QuerySet[Contribution]:
    mine = Contribution.objects.for_operation().filter(funder_id__in=viewer.organisations(Role.PARTNER), own=False)
    return mine.exclude(agreement__state=AgreementState.DRAFT)


def _shares(viewer: Viewer, rows: QuerySet[Contribution]) -> tuple[Share, ...]:
    told: Any = rows.select_related("agreement__project", "agreement__promoter", "funder").annotate(
        so_far=Coalesce(Sum("brought__amount"), ZERO)
    )
    found = list(told)
    said = _latest(viewer, {row.agreement_id for row in found})
    return tuple(
        Share(
            id=row.pk,
            agreement_id=row.agreement_id,
            reference=row.agreement.reference,
            number=row.agreement.number,
            project=row.agreement.project.name,
            promoter=row.agreement.promoter.name,
            purpose=row.agreement.purpose,
            funder=_funder(row),
            words=_words(row),
            amount=row.amount,
            brought=row.so_far,
            state=AgreementState(row.agreement.state),
            signed_on=row.agreement.signed_on,
            opinion=said[row.agreement_id].get(row.funder_id),
        )
        for row in found
    )


def _latest(viewer: Viewer, agreements: Iterable[int]) -> dict[int, dict[int, OpinionLine]]:
    rows = Opinion.objects.visible_to(viewer).filter(agreement_id__in=agreements).order_by("pk")
    found: dict[int, dict[int, OpinionLine]] = defaultdict(dict)
    for row in rows:
        found[row.agreement_id][row.funder_id] = OpinionLine(
            stance_words=row.get_stance_display(),
            verdict=row.verdict,
            verdict_words=row.get_verdict_display(),
            why=row.why,
            on=row.on,
        )
    return found


def _funder(row: Contribution) -> str:
    return row.funder.name if row.funder else row.funder_name


def _words(row: Contribution) -> str:
    return f"{row.get_nature_display()}, {row.get_kind_display()}"
