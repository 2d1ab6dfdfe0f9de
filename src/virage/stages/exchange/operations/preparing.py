"""Long lists are prepared apart, as whoever asked for them would see them now."""

import structlog
from django.http import QueryDict
from django.utils import timezone, translation

from virage.base.operations import operation
from virage.base.refusals import Forbidden
from virage.base.viewer import Viewer
from virage.stages.accounts.queries import viewer_of
from virage.stages.exchange.listing import list_named
from virage.stages.exchange.models import Export
from virage.stages.exchange.operations.exports import NotReady, note, roles_of, still_theirs, written
from virage.stages.exchange.states import ExportState
from virage.stages.messages.operations import address_of, post_message

log = structlog.get_logger()

MOST_ATTEMPTS = 3


def prepare_exports(viewer: Viewer) -> tuple[int, int]:
    """Prepare the lists that wait, each in its own transaction; how many are ready, how many are not."""
    if not viewer.job:
        raise Forbidden
    waiting = Export.objects.for_operation().filter(state=ExportState.WAITING).order_by("at", "pk")
    outcomes = [_try(viewer, key) for key in waiting.values_list("pk", flat=True)]
    return outcomes.count(True), outcomes.count(False)


def _try(viewer: Viewer, export_id: int) -> bool | None:
    """One list; nothing when another worker holds it or it was settled meanwhile."""
    try:
        return begin_export(viewer, export_id=export_id) and prepare_export(viewer, export_id=export_id)
    except NotReady:
        return None
    except Exception:
        log.exception("export.not_prepared", export=export_id)  # the next round takes it again, three times at most
        return False


@operation
def begin_export(viewer: Viewer, *, export_id: int) -> bool:
    """Count an attempt before it is made, so that a list that kills its process is not tried for ever.

    False: given up, and whoever asked is told.

    Raises:
        NotReady: another worker holds it, or it was settled.
    """
    row = _waiting(viewer, export_id)
    row.attempts += 1
    if row.attempts > MOST_ATTEMPTS:
        row.state = ExportState.FAILED
        _tell(viewer, row, "export_failed")
    row.save(update_fields=["attempts", "state"])
    note(viewer, row, "list.begun" if row.state == ExportState.WAITING else "list.given_up")
    return row.state == ExportState.WAITING


@operation
def prepare_export(viewer: Viewer, *, export_id: int) -> bool:
    """Write one list as whoever asked for it would see it now, keep the file and say so by e-mail, all or nothing.

    False when the right ended since, or the organisations are no longer the same: it is refused, and whoever asked is
    told, unless their account was closed.

    Raises:
        NotReady: another worker holds it, or it was settled.
    """
    row = _waiting(viewer, export_id)
    asker = viewer_of(
        row.person, on=timezone.localdate(), keys=frozenset(), language=row.language, screen=viewer.screen
    )
    if not (row.person.is_active and still_theirs(asker, row)):
        row.state = ExportState.REFUSED
        row.save(update_fields=["state"])
        if row.person.is_active:
            _tell(viewer, row, "export_refused")
        note(viewer, row, "list.refused")
        return False
    with translation.override(row.language):
        listing = list_named(row.name)(asker, QueryDict(row.asked), roles_of(row))
        row.rows, row.content = written(listing.table, row)
    row.state, row.ready_at = ExportState.READY, timezone.now()
    row.save(update_fields=["rows", "content", "state", "ready_at"])
    _tell(viewer, row, "export_ready")
    note(viewer, row, "list.prepared")
    return True


def _tell(viewer: Viewer, row: Export, kind: str) -> None:
    """One letter to whoever asked, of what became of the list."""
    post_message(
        viewer,
        kind=kind,
        enterprise_id=None,
        address=row.person.email,
        language=row.language,
        person=row.person.name,
        title=row.title,
        rows=row.rows,
        on=timezone.localdate(row.at),
        link=address_of(f"{row.desk}:exports", row.language),
    )


def _waiting(viewer: Viewer, export_id: int) -> Export:
    if not viewer.job:
        raise Forbidden
    rows = Export.objects.for_operation().select_related("person").filter(pk=export_id, state=ExportState.WAITING)
    row = rows.select_for_update(of=("self",), skip_locked=True).first()
    if row is None:
        raise NotReady
    return row
