"""The envelope of this installation: by year, by project, entry by entry."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from virage.base.viewer import Viewer
from virage.core.periods import fiscal_year_name
from virage.stages.ledger.models import Balance, Entry, Envelope
from virage.stages.ledger.states import EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeYear:
    """Sums of one fiscal year, in dollars; ``year`` is that of its 1 April."""

    year: int
    announced: Decimal
    voted: Decimal
    authorised: Decimal
    committed: Decimal
    paid: Decimal

    @property
    def name(self) -> str:
        """« 2026-2027 »."""
        return fiscal_year_name(self.year)

    @property
    def uncommitted(self) -> Decimal:
        """Voted and not committed: what would lapse on 31 March."""
        return self.voted - self.committed


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeCard:
    """One envelope, year by year."""

    id: int
    name: str
    initiative: str
    fictitious: bool
    years: tuple[EnvelopeYear, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One posting."""

    id: int
    kind: EntryKind
    kind_words: str
    amount: Decimal
    year: int
    on: date
    project: str
    counterparty: str
    evidence: str
    corrects_id: int | None


def envelopes(viewer: Viewer) -> tuple[EnvelopeCard, ...]:
    """Envelopes of the ministry, year by year. Two queries; empty for whoever may not see money."""
    years: dict[int, list[EnvelopeYear]] = {}
    for row in Balance.objects.visible_to(viewer).order_by("fiscal_year"):
        years.setdefault(row.envelope_id, []).append(
            EnvelopeYear(
                year=row.fiscal_year,
                announced=row.announced,
                voted=row.voted,
                authorised=row.authorised,
                committed=row.committed,
                paid=row.paid,
            )
        )
    return tuple(
        EnvelopeCard(
            id=e.pk,
            name=e.name,
            initiative=e.initiative.name,
            fictitious=e.initiative.fictitious,
            years=tuple(years.get(e.pk, ())),
        )
        for e in Envelope.objects.visible_to(viewer).select_related("initiative").order_by("pk")
    )


def entries(
    viewer: Viewer, *, envelope_id: int, kind: EntryKind | None = None, year: int | None = None
) -> tuple[EntryLine, ...]:
    """The postings behind a figure, oldest first. One query."""
    rows = Entry.objects.visible_to(viewer).filter(envelope_id=envelope_id).select_related("project")
    if kind:
        rows = rows.filter(kind=kind)
    if year:
        rows = rows.filter(fiscal_year=year)
    return tuple(
        EntryLine(
            id=row.pk,
            kind=EntryKind(row.kind),
            kind_words=row.get_kind_display(),
            amount=row.amount,
            year=row.fiscal_year,
            on=row.on,
            project=row.project.name if row.project else "",
            counterparty=row.counterparty,
            evidence=row.evidence,
            corrects_id=row.corrects_id,
        )
        for row in rows.order_by("on", "pk")
    )
