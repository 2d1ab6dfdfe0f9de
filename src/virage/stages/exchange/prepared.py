"""Lists asked for as files, as whoever asked for them finds them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.stages.exchange.models import Export
from virage.stages.exchange.states import ExportState


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCard:
    """One list: what it is, whether its file is ready, until when it is kept."""

    id: int
    title: str
    extension: str
    rows: int
    at: datetime
    state: ExportState
    state_words: str
    until: datetime | None
    fetched_at: datetime | None

    @property
    def ready(self) -> bool:
        return self.state == ExportState.READY


def exports(viewer: Viewer, *, desk: str) -> tuple[ExportCard, ...]:
    """The viewer's own, latest first, as asked for at a desk. One query; the files themselves are not read."""
    kept = library().retention.get("exports")
    days = timedelta(days=kept.days) if kept and kept.days else None
    rows = Export.objects.visible_to(viewer).filter(desk=desk).defer("content").order_by("-at", "-pk")
    return tuple(
        ExportCard(
            id=row.pk,
            title=row.title,
            extension=row.extension,
            rows=row.rows,
            at=row.at,
            state=ExportState(row.state),
            state_words=row.get_state_display(),
            until=row.at + days if days else None,
            fetched_at=row.fetched_at,
        )
        for row in rows
    )
