"""An agreement, part by part, as it is shown."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from virage.stages.agreements.states import AgreementState, ContributionKind, Nature

ZERO = Decimal(0)
Stands = Literal["owed", "late", "read", "accepted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionLine:
    """Who brings what, in dollars."""

    id: int
    funder: str
    kind: ContributionKind
    nature: Nature
    amount: Decimal
    own: bool
    number: int

    @property
    def kind_words(self) -> str:
        """In cash or in kind, in words."""
        return str(self.kind.label)

    @property
    def nature_words(self) -> str:
        """Public or private, in words."""
        return str(self.nature.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayableLine:
    """A sum found owed, what of it was paid, and from when it may be."""

    id: int
    kind: str
    said: str
    amount: Decimal
    paid: Decimal
    released_on: date
    evidence: str
    tranche_id: int | None
    advance: bool

    @property
    def left(self) -> Decimal:
        """What remains to be paid."""
        return self.amount - self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheLine:
    """A part of the share, when it is due, and the sum owed that came of it."""

    id: int
    amount: Decimal
    fiscal_year: int
    due_on: date | None
    condition: str
    advance: bool
    proven_need: Decimal | None
    payable: PayableLine | None
    number: int
    due_now: bool
    """Nobody found it owed, though its day has come or hangs on a condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositLine:
    """A deliverable as it was handed in."""

    id: int
    document_id: int
    received_on: date
    accepted: bool | None
    answered_on: date | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverableLine:
    """What the promoter hands in. ``stands``: owed, late, handed in and to be read, or accepted."""

    id: int
    kind_words: str
    title: str
    due_on: date
    stands: Stands
    holds: bool
    number: int
    deposits: tuple[DepositLine, ...]

    @property
    def waiting(self) -> DepositLine | None:
        """What the ministry has to read."""
        return next((one for one in self.deposits if one.accepted is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedLine:
    """A target of the agreement; its version counts the amendments that changed it."""

    id: int
    indicator: str
    definition: str
    baseline: str
    method: str
    value: int
    due_on: date | None
    version: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLine:
    """One agreement of a chain of phases, with its amendments: promised and paid, in dollars."""

    id: int
    reference: str
    state: AgreementState
    begins_on: date
    promised: Decimal
    paid: Decimal

    @property
    def state_words(self) -> str:
        """The state, in words."""
        return str(self.state.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """A target of the project as it stood, version by version."""

    words: str
    version: int
    value: int
    set_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """An agreement or an amendment of the same reference; ``share`` is what it adds, or takes away."""

    id: int
    number: int
    purpose: str
    state: AgreementState
    signed_on: date | None
    ends_on: date
    route: str
    authorisation: str
    share: Decimal
