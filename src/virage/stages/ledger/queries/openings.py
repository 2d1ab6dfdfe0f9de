"""What a ministry chooses from when it opens or promises something."""

from dataclasses import dataclass

from virage.base.viewer import Viewer
from virage.base.words import day, money, spoken
from virage.stages.ledger.models import Entry
from virage.stages.ledger.queries.envelopes import named
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Phase, Strategy


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An announcement of money, in words: how much, when, on what."""

    id: int
    envelope_id: int
    words: str


def announced(viewer: Viewer) -> tuple[Announced, ...]:
    """Announcements that the viewer sees and that nothing corrects, the latest first. One query."""
    language = spoken(viewer.language)
    rows = Entry.objects.visible_to(viewer).filter(kind=EntryKind.ANNOUNCED, corrects=None, corrections=None)
    return tuple(
        Announced(
            id=row.pk,
            envelope_id=row.envelope_id,
            words=f"{money(row.amount, language)}, {day(row.on, language)} – {row.evidence}",
        )
        for row in rows.order_by("-on", "-pk")
    )


def strategies_open(viewer: Viewer) -> tuple[tuple[int, str], ...]:
    """Strategies, by number and name. One query."""
    return tuple((row.pk, named(viewer, row)) for row in Strategy.objects.order_by("name"))


def phases_open(viewer: Viewer) -> tuple[tuple[int, str], ...]:
    """Phases, each after the name of its initiative. One query."""
    rows = Phase.objects.select_related("initiative").order_by("initiative__name", "begins_on")
    return tuple((row.pk, f"{row.initiative.name} – {named(viewer, row)}") for row in rows)
