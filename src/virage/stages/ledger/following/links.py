"""The links of the chain of one agreement, and the rows from which they are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from virage.base import words
from virage.stages.ledger.models import Entry
from virage.stages.ledger.states import PAYING, EntryKind

Subject = tuple[str, str, str, str]
"""Kind, number, verb of a line of the trail, and the detail that tells it from another: a step, a deposit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of a link: ``on`` its own date, ``at`` when it was written down, ``line`` its number in the trail."""

    what: str
    on: date | None = None
    at: datetime | None = None
    by: str = ""
    amount: Decimal | None = None
    proof: str = ""
    entry_id: int | None = None
    pays: bool = False
    subject: Subject
    line: int | None = None

    @property
    def searched(self) -> str:
        """What to look for in the trail: « entry 12 »."""
        return f"{self.subject[0]} {self.subject[1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link: its acts, oldest first, and what is missing, in words."""

    id: str
    title: str
    acts: tuple[Act, ...]
    missing: tuple[str, ...] = ()
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What was read: rows of one reference, and the entries behind them, each with the kind of what it is about."""

    agreements: Sequence[Any]
    proposal: Any = None
    payables: Sequence[Any]
    unowed: Sequence[Any]
    deposits: Sequence[Mapping[str, Any]]
    entries: Sequence[Any]
    lines: Mapping[Subject, int] = field(default_factory=dict)
    today: date
    language: words.Language

    @property
    def own(self) -> list[Any]:
        """The entries of the agreement itself."""
        return [each for each in self.entries if each.agreement_id is not None]

    @property
    def years(self) -> set[tuple[int, int]]:
        """Where its commitments stand: envelope and fiscal year."""
        return {(each.envelope_id, each.fiscal_year) for each in self.own if each.kind == EntryKind.COMMITTED}

    def local(self, at: datetime) -> date:
        """The day of an instant, here."""
        return timezone.localdate(at)

    def money(self, amount: Decimal) -> str:
        """Dollars, in the viewer's language."""
        return words.money(amount, self.language)

    def day(self, on: date) -> str:
        """A date, in the viewer's language."""
        return words.day(on, self.language)


def act_of(each: Entry) -> Act:
    """An entry, as an act. Hundreds a page: ``get_kind_display`` would translate every kind to name one."""
    return Act(
        what=str(EntryKind(each.kind).label),
        on=each.on,
        at=each.posted_at,
        by=each.posted_by,
        amount=each.amount,
        proof=each.evidence,
        entry_id=each.pk,
        pays=each.kind in PAYING and each.corrects_id is None,
        subject=("entry", str(each.pk), "entry.posted", ""),
    )
