"""The trail of the story, written in one go: each act at its own time, by whoever did it."""

from datetime import datetime

from virage.base.models import TrailEvent

SCREEN = "job:demo"


class Trail:
    """Lines to come, in the form that ``base.operations.record`` gives them."""

    def __init__(self) -> None:
        self._lines: list[TrailEvent] = []

    def add(  # noqa: PLR0917 — a line of the trail has that many columns
        self,
        at: datetime,
        by: str,
        verb: str,
        kind: str,
        subject: object,
        organisation: int | None = None,
        *,
        reason: str = "",
        **details: object,
    ) -> None:
        self._lines.append(
            TrailEvent(
                at=at,
                by=by,
                organisation_id=organisation,
                screen=SCREEN,
                verb=verb,
                subject_kind=kind,
                subject_id=str(subject),
                reason=reason,
                details=details,
            )
        )

    def write(self) -> None:
        """Append every line, oldest first."""
        TrailEvent.objects.bulk_create(sorted(self._lines, key=lambda line: line.at), batch_size=2000)
        self._lines = []
