"""One agreement or amendment, as its page shows it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from virage.base.paging import BY_PAGE
from virage.core.leverage import Leverage
from virage.stages.agreements.states import AgreementState, Route
from virage.stages.ledger.queries.entries import EntryLine
from virage.stages.ledger.showing.changes import ChangeLine, OpenTerm
from virage.stages.ledger.showing.origin import Origin
from virage.stages.ledger.showing.parts import (
    AgreedLine,
    ContributionLine,
    DeliverableLine,
    PayableLine,
    PhaseLine,
    RowLine,
    TargetLine,
    TrancheLine,
)
from virage.stages.ledger.showing.reasons import ApprovalLine, CriterionLine, SignatureLine

ZERO, LATEST = Decimal(0), 12


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSheet:
    """One agreement as it stands with its amendments, or one amendment: what it adds and ``changes``.

    Sums owed, payments, rows and ``late`` are those of the whole reference; ``open_terms`` is what a draft amendment
    may still change. ``phases``, oldest first, when there is more than one.
    """

    id: int
    root_id: int
    reference: str
    number: int
    purpose: str
    project_id: int
    project: str
    promoter: str
    promoter_id: int
    initiative: str
    initiative_id: int
    ministry_id: int
    fictitious: bool
    route: Route
    authorisation: str
    begins_on: date
    ends_on: date
    announced_on: date | None
    state: AgreementState
    phases: tuple[PhaseLine, ...]
    origin: Origin | None
    changes: tuple[ChangeLine, ...]
    open_terms: tuple[OpenTerm, ...]
    held: bool
    """A deliverable past its day holds every payment."""
    blocked: Decimal
    """What it holds: found owed and not paid, or due today and not found owed yet. Dollars."""
    caveat: str
    contributions: tuple[ContributionLine, ...]
    leverage: Leverage
    tranches: tuple[TrancheLine, ...]
    deliverables: tuple[DeliverableLine, ...]
    analysis: tuple[CriterionLine, ...]
    approvals: tuple[ApprovalLine, ...]
    signatures: tuple[SignatureLine, ...]
    payables: tuple[PayableLine, ...]
    entries: tuple[EntryLine, ...]
    agreed: tuple[AgreedLine, ...]
    targets: tuple[TargetLine, ...]
    rows: tuple[RowLine, ...]

    @property
    def latest(self) -> tuple[EntryLine, ...]:
        """The postings shown, oldest first."""
        return self.entries[-BY_PAGE:]

    @property
    def earlier(self) -> bool:
        """There are others before those shown."""
        return len(self.entries) > BY_PAGE

    @property
    def draft(self) -> bool:
        """Its terms may be written."""
        return self.state == AgreementState.DRAFT

    @property
    def signed(self) -> bool:
        """It no longer changes."""
        return self.state == AgreementState.SIGNED

    @property
    def moved_to(self) -> RowLine | None:
        """Of an agreement, the last signed amendment, when it names another end."""
        signed = [one for one in self.rows if one.number and one.state == AgreementState.SIGNED]
        return signed[-1] if not self.number and signed and signed[-1].ends_on != self.ends_on else None

    @property
    def state_words(self) -> str:
        """The state, in words."""
        return str(self.state.label)

    @property
    def route_words(self) -> str:
        """The route, in words."""
        return str(self.route.label)

    @property
    def share(self) -> Decimal:
        """What the initiative promises in what is shown, in dollars."""
        return sum((one.amount for one in self.contributions if one.own), ZERO)

    @property
    def total(self) -> Decimal:
        """What everyone brings in what is shown, in dollars."""
        return sum((one.amount for one in self.contributions), ZERO)

    @property
    def next_approval(self) -> ApprovalLine | None:
        """The step that is waited for."""
        return next((one for one in self.approvals if one.given_on is None), None)

    @property
    def claims(self) -> tuple[PayableLine, ...]:
        """Sums owed that came of no tranche: those not wholly paid, and the latest."""
        claimed = [one for one in self.payables if one.tranche_id is None]
        return tuple(one for one in claimed if one.left or one in claimed[-LATEST:])

    @property
    def phases_promised(self) -> Decimal:
        """What every phase promises together."""
        return sum((one.promised for one in self.phases), ZERO)

    @property
    def phases_paid(self) -> Decimal:
        """What every phase was paid together."""
        return sum((one.paid for one in self.phases), ZERO)
