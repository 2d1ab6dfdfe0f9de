"""Entries of the story, posted together; each with its line in the trail."""

from datetime import date
from decimal import Decimal

from virage.base.viewer import Role
from virage.core.periods import fiscal_year
from virage.demo.cast import MINISTRY, Cast
from virage.demo.clock import at
from virage.demo.trail import Trail
from virage.stages.ledger.models import Closing, Entry
from virage.stages.ledger.states import EntryKind


class Postings:
    """Entries to come, each with its date, its evidence and its author."""

    def __init__(
        self, envelope: int, cast: Cast, trail: Trail, *, prefix: str = "demo", ministry: str = MINISTRY
    ) -> None:
        self.envelope, self._trail, self._prefix = envelope, trail, prefix
        self._by, self._ministry = cast.by(ministry, Role.FINANCE), cast.organisations[ministry]
        self.rows: list[Entry] = []
        self._count = 0

    def add(
        self, kind: EntryKind, amount: Decimal, on: date, evidence: str, *, year: int | None = None, **more: object
    ) -> Entry:
        """Of the year of its date unless said otherwise; ``more`` are other columns of the entry."""
        self._count += 1
        entry = Entry(
            envelope_id=self.envelope,
            kind=kind,
            amount=amount,
            fiscal_year=fiscal_year(on) if year is None else year,
            on=on,
            evidence=evidence,
            posted_at=at(on, 14, self._count % 60),
            posted_by=self._by,
            idempotency_key=f"{self._prefix}-{self._count}",
            **more,
        )
        self.rows.append(entry)
        return entry

    def follow(self, kind: EntryKind, amount: Decimal, on: date, evidence: str, first: Entry, **more: object) -> Entry:
        """An entry that draws on a commitment, in its year."""
        columns = {name: getattr(first, name) for name in ("project_id", "agreement", "counterparty")}
        return self.add(kind, amount, on, evidence, year=first.fiscal_year, about=first, **columns, **more)

    def post(self) -> None:
        """Send what waits to the database, whose triggers hold the limits; then the trail."""
        Entry.objects.bulk_create(self.rows)
        for row in self.rows:
            self._trail.add(
                row.posted_at, self._by, "entry.posted", "entry", row.pk, self._ministry, amount=str(row.amount)
            )
        self.rows = []

    def close(self, year: int) -> None:
        """Nothing enters this year any more."""
        on = date(year + 1, 6, 15)
        evidence = f"Fin d’exercice fictive {year}-{year + 1}"
        Closing.objects.create(
            envelope_id=self.envelope, fiscal_year=year, evidence=evidence, closed_at=at(on, 9, 0), closed_by=self._by
        )
        self._trail.add(
            at(on, 9, 0), self._by, "envelope.year_closed", "envelope", self.envelope, self._ministry, year=year
        )
