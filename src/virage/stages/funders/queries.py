"""The shares that funders promised, what each says, and what it brought."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from virage.base.viewer import Role, Viewer
from virage.stages.agreements.models import Agreement, Contribution
from virage.stages.agreements.states import AgreementState
from virage.stages.funders.following import brought_of, formers
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
    """What one funder promised to one agreement, in dollars, and where that stands.

    ``brought`` counts what was brought of the shares that this one stands in place of.
    """

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
        """Promised, not brought yet: nothing once an amendment lowers it below what was brought."""
        return max(self.amount - self.brought, ZERO)

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
        return sum((one.left for one in self.lines if one.binding), ZERO)

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
    """What the viewer's organisations promised, as it stands, drafts left out. Four queries at most."""
    found = _shares(viewer, _of_partners(viewer).order_by("-agreement__begins_on", "pk"))
    return Shares(lines=tuple(sorted(found, key=lambda one: not (one.to_judge and one.opinion is None))))


def share(viewer: Viewer, *, contribution_id: int) -> ShareSheet | None:
    """One share of the viewer's organisations; None for anyone else, or once an amendment replaced it. Six queries."""
    rows = list(_of_partners(viewer).filter(pk=contribution_id))
    found = _shares(viewer, rows)
    if not found:
        return None
    lines = Brought.objects.visible_to(viewer).filter(contribution__in=formers(rows)[contribution_id])
    return ShareSheet(
        share=found[0],
        lines=tuple(
            BroughtLine(amount=one.amount, on=one.on, evidence=one.evidence) for one in lines.order_by("on", "pk")
        ),
        beside=tuple(
            Beside(funder=_funder(one), words=_words(one), amount=one.amount, own=one.own)
            for one in _beside(rows[0].agreement)
        ),
    )


def shares_of(viewer: Viewer, *, agreement_id: int) -> tuple[Share, ...]:
    """What the partners of an agreement say and brought, for those who follow the programme. Four queries at most.

    Of an agreement, what stands with its signed amendments; of an amendment, what it writes.
    """
    if not (viewer.job or viewer.has(*FOLLOW)):
        return ()
    written = Q(agreement=agreement_id) | Q(agreement__amends=agreement_id, agreement__state=AgreementState.SIGNED)
    return _shares(viewer, _partners().filter(written).order_by("-amount", "pk"))


def _partners() -> QuerySet[Contribution]:
    """Shares of funders that have a desk here; not those that a signed amendment replaced."""
    rows = Contribution.objects.for_operation().filter(funder__isnull=False, own=False)
    rows = rows.exclude(changes__agreement__state=AgreementState.SIGNED)
    return rows.select_related("agreement__project", "agreement__promoter", "funder")


def _of_partners(viewer: Viewer) -> QuerySet[Contribution]:
    mine = _partners().filter(funder_id__in=viewer.organisations(Role.PARTNER))
    return mine.exclude(agreement__state=AgreementState.DRAFT)


def _beside(row: Agreement) -> QuerySet[Contribution]:
    """All that pays an agreement once this row of it stands, the initiative first."""
    under = Q(agreement=row.root_id) | Q(agreement__amends=row.root_id)
    kept = Contribution.objects.for_operation().standing().filter(under).exclude(changes__agreement=row)
    counted = Q(pk__in=kept.values("pk")) | Q(agreement=row) & ~Q(changes__agreement__state=AgreementState.SIGNED)
    rows = Contribution.objects.for_operation().filter(counted, amount__gt=0).select_related("funder")
    return rows.order_by("-own", "-amount", "pk")


def _shares(viewer: Viewer, rows: Iterable[Contribution]) -> tuple[Share, ...]:
    found = list(rows)
    before = formers(found)
    brought = brought_of([number for each in before.values() for number in each])
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
            brought=sum((brought.get(number, ZERO) for number in before[row.pk]), ZERO),
            state=AgreementState(row.agreement.state),
            signed_on=row.agreement.signed_on,
            opinion=said[row.agreement_id].get(row.funder_id or 0),
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
