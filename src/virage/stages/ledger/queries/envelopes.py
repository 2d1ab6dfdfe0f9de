"""Envelopes, year by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from virage.base.viewer import Role, Viewer
from virage.core import ledger
from virage.core.periods import fiscal_year_name
from virage.stages.ledger.models import Balance, Envelope
from virage.stages.programme.models import Phase, Strategy

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeYear:
    """One fiscal year: the sum of its entries kind by kind, in dollars; ``year`` is that of its 1 April."""

    year: int
    closed: bool
    sums: Mapping[str, Decimal]

    @property
    def name(self) -> str:
        """« 2026-2027 »."""
        return fiscal_year_name(self.year)

    @property
    def announced(self) -> Decimal:
        """Said in public for the first time."""
        return ledger.figure(self.sums, "announced")

    @property
    def again(self) -> Decimal:
        """Said again: the same money, counted once."""
        return self.sums.get("reannounced", ZERO)

    @property
    def voted(self) -> Decimal:
        """Voted by Parliament."""
        return ledger.figure(self.sums, "voted")

    @property
    def moved(self) -> Decimal:
        """Received less given, carried in less carried out, less lapsed."""
        return ledger.figure(self.sums, "moved")

    @property
    def authorised(self) -> Decimal:
        """Allowed by decree, C.T. or delegation."""
        return ledger.figure(self.sums, "authorised")

    @property
    def committed(self) -> Decimal:
        """Bound to projects, less what was released."""
        return ledger.figure(self.sums, "committed")

    @property
    def paid(self) -> Decimal:
        """Money that left: payments and advances."""
        return ledger.figure(self.sums, "paid")

    @property
    def uncommitted(self) -> Decimal:
        """Credits not committed: what would lapse on 31 March."""
        return ledger.figure(self.sums, "uncommitted")

    @property
    def available(self) -> Decimal:
        """What may still be committed: within credits and within authorisations."""
        return ledger.available(self.sums)

    @property
    def available_rests_on(self) -> str:
        """The figure that says how much is available."""
        return ledger.available_rests_on(self.sums)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeCard:
    """One envelope, year by year; ``own`` when the viewer holds the finances of its funder."""

    id: int
    name: str
    initiative_id: int
    initiative: str
    strategy_id: int | None
    strategy: str
    phase: str
    funder: str
    own: bool
    fictitious: bool
    years: tuple[EnvelopeYear, ...]

    @property
    def open_years(self) -> tuple[EnvelopeYear, ...]:
        """Years that still take entries, newest first."""
        return tuple(year for year in reversed(self.years) if not year.closed)


def named(viewer: Viewer, thing: Phase | Strategy | None) -> str:
    """What a phase or a strategy is called, in the viewer's language."""
    return (thing.name_en if viewer.language == "en" else thing.name) if thing else ""


def envelopes(viewer: Viewer) -> tuple[EnvelopeCard, ...]:
    """Envelopes, year by year, in the order they were opened. Two queries; empty for whoever may not see money."""
    years: dict[int, list[EnvelopeYear]] = {}
    for row in Balance.objects.visible_to(viewer).order_by("fiscal_year"):
        year = EnvelopeYear(year=row.fiscal_year, closed=row.closed, sums=row.sums)
        years.setdefault(row.envelope_id, []).append(year)
    held = viewer.organisations(Role.FINANCE)
    return tuple(
        EnvelopeCard(
            id=e.pk,
            name=e.name,
            initiative_id=e.initiative_id,
            initiative=e.initiative.name,
            strategy_id=e.initiative.strategy_id,
            strategy=named(viewer, e.initiative.strategy),
            phase=named(viewer, e.phase),
            funder=e.funder.name,
            own=e.funder_id in held,
            fictitious=e.initiative.fictitious,
            years=tuple(years.get(e.pk, ())),
        )
        for e in Envelope.objects.visible_to(viewer)
        .select_related("initiative__strategy", "phase", "funder")
        .order_by("pk")
    )
