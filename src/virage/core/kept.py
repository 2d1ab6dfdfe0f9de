"""The rows that a payment rests on, as they are kept, in the database and in an auditor’s copy; people are keys.

Field names are those of the columns: a row of a table, or of a CSV file, is read into one of these.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, Self, get_args, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; amounts in dollars, shares from 0 to 1."""

    id: int

    @classmethod
    def read(cls, told: Mapping[str, str | None]) -> Self:
        """Read text, column by column; nothing written is nothing known.

        >>> Signature.read({"id": "1", "agreement_id": "2", "side": "ministry", "signed_on": "2026-11-22",
        ...                 "recorded_at": "2026-11-22 15:00:00+00", "recorded_by": "person:1"}).signed_on
        datetime.date(2026, 11, 22)
        """
        return cls(**{name: _read(kind, told[name]) for name, kind in columns(cls).items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Row):
    """A posting of the ledger."""

    envelope_id: int
    fiscal_year: int
    kind: str
    amount: Decimal
    on: date
    project_id: int | None
    agreement_id: int | None
    payable_id: int | None
    about_id: int | None
    corrects_id: int | None
    counterparty: str
    evidence: str
    need: str
    proven_need: Decimal | None
    posted_at: datetime
    posted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(Row):
    """A fiscal year of an envelope, closed."""

    envelope_id: int
    fiscal_year: int
    closed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Row):
    """An agreement, or an amendment to ``amends_id``."""

    reference: str
    number: int
    amends_id: int | None
    project_id: int
    promoter_id: int
    route: str
    authorisation: str
    state: str
    turn: int
    begins_on: date
    ends_on: date
    signed_on: date | None
    announced_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Row):
    """What a funder brings; ``own``: from the initiative; ``changed_id``: the row that a signed amendment changes."""

    agreement_id: int
    changed_id: int | None = None
    kind: str
    nature: str
    amount: Decimal
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche(Row):
    """A part of the share, due on a day or on a condition."""

    agreement_id: int
    changed_id: int | None = None
    amount: Decimal
    fiscal_year: int
    due_on: date | None
    condition: str
    advance: bool
    proven_need: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable(Row):
    """What the promoter hands in, by when."""

    agreement_id: int
    changed_id: int | None = None
    kind: str
    title: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit(Row):
    """A deliverable handed in, and the day of the answer; ``content`` is the SHA-256 of the file."""

    deliverable_id: int
    content: str | None
    received_on: date
    by: str
    accepted: bool | None
    answered_on: date | None
    answered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Row):
    """A step of the chain, as a table of thresholds asked for it."""

    agreement_id: int
    turn: int
    rank: int
    table: str
    step: str
    asked_by: str
    asked_at: datetime
    given_on: date | None
    given_by: str
    given_at: datetime | None
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Row):
    """One side, signed."""

    agreement_id: int
    side: str
    signed_on: date
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payable(Row):
    """An amount found owed, by whom and on what."""

    agreement_id: int
    kind: str
    amount: Decimal
    tranche_id: int | None
    reference: str
    evidence: str
    need: str
    proven_need: Decimal | None
    released_on: date
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTerms(Row):
    """What an agreement pays by claims; ``categories``: separated by spaces, all when none."""

    agreement_id: int
    categories: str
    rate: Decimal
    holdback: Decimal
    need_months: int
    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Row):
    """A claim, and what it came to."""

    agreement_id: int
    rank: int
    begins_on: date
    ends_on: date
    state: str
    submitted_at: datetime | None
    submitted_by: str
    answered_at: datetime | None
    answered_by: str
    accepted: Decimal | None
    share: Decimal | None
    justifies: Decimal | None
    held: Decimal | None
    payable_id: int | None
    released_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine(Row):
    """One invoice, and what was decided of it; ``content`` is the SHA-256 of its evidence."""

    claim_id: int
    category: str
    supplier_key: str
    number_key: str
    on: date
    amount: Decimal
    content: str | None
    accepted: Decimal | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal(Row):
    """What made a line worth a second look, as worked out when the copy was made."""

    line_id: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalAnswer(Row):
    """What a person said of a signal."""

    line_id: int
    kind: str
    founded: bool
    why: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis(Row):
    """One criterion of the analysis before a signature; ``content`` is the SHA-256 of what it rests on."""

    agreement_id: int
    criterion: str
    score: int | None
    reason: str
    content: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Row):
    """A field visit; ``content`` is the SHA-256 of its report."""

    agreement_id: int
    on: date
    seen: str
    content: str | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegrantLine(Row):
    """What an agreement sets aside for enterprises; shares are of the cost of a project."""

    agreement_id: int
    amount: Decimal
    ceiling: Decimal | None
    repayable: Decimal | None
    tax_credit: Decimal | None
    clause: str
    opened_at: datetime
    opened_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrant(Row):
    """Dollars given on to one enterprise, which is a number here."""

    regrant_line_id: int
    enterprise_id: int | None
    amount: Decimal
    total_cost: Decimal
    state: str
    proposed_at: datetime
    proposed_by: str
    decided_on: date | None
    decided_by: str
    ended_on: date | None


FILES: Mapping[str, type[Row]] = {
    "entries.csv": Entry,
    "closings.csv": Closing,
    "agreements.csv": Agreement,
    "analyses.csv": Analysis,
    "contributions.csv": Contribution,
    "tranches.csv": Tranche,
    "deliverables.csv": Deliverable,
    "deposits.csv": Deposit,
    "approvals.csv": Approval,
    "signatures.csv": Signature,
    "payables.csv": Payable,
    "claim_terms.csv": ClaimTerms,
    "claims.csv": Claim,
    "claim_lines.csv": ClaimLine,
    "signals.csv": Signal,
    "signal_answers.csv": SignalAnswer,
    "visits.csv": Visit,
    "regrant_lines.csv": RegrantLine,
    "regrants.csv": Regrant,
}
"""The files of a copy, and what each holds."""


def columns(row: type[Row]) -> Mapping[str, Any]:
    """Columns of a kind of row, in order, with the type of each."""
    hints = get_type_hints(row)
    return {one.name: hints[one.name] for one in fields(row)}


def _bool(said: str) -> bool:
    return said.lower() == "true"


READ: Mapping[type, Callable[[str], Any]] = {
    bool: _bool,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    Decimal: Decimal,
    int: int,
    str: str,
}


def _read(kind: Any, said: str | None) -> Any:
    if kind is str:
        return said or ""
    if not said:
        if isinstance(kind, UnionType):
            return None
        raise ValueError("empty")
    return READ[next(one for one in (*get_args(kind), kind) if one in READ)](said)
