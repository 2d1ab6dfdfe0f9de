"""A list leaves as a file, at once or prepared apart when it is long: a right of its own, and one line of the trail."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import structlog
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.tables.model import Table, Value
from virage.base.tables.writing import FORMATS, file_name
from virage.base.viewer import Role, Viewer
from virage.base.words import spoken
from virage.stages.accounts.queries import viewer_of
from virage.stages.exchange.listing import list_named
from virage.stages.exchange.models import Export
from virage.stages.exchange.states import ExportState
from virage.stages.messages.operations import address_of, post_message

log = structlog.get_logger()

AT_ONCE = 1_000
MOST = 100_000
MOST_ATTEMPTS = 3
UNTOLD = ("search", "page")
"""What the address holds that the trail does not: a name, a page."""


class TooLong(Refusal):
    """More than one file holds."""

    sentence = _("Cette liste dépasse 100 000 lignes : filtrez-la, puis emportez-la en plusieurs fichiers.")


class NotReady(Refusal):
    """Not prepared yet, or destroyed since."""

    sentence = _("Ce fichier n’est pas prêt, ou il est déjà détruit.")


class NoLongerYours(Forbidden):
    """Someone else's, or the right to take lists away has ended."""

    sentence = _("Vous ne pouvez plus emporter cette liste.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file, ready to be sent."""

    file_name: str
    media_type: str
    content: bytes
    rows: int


@operation
def export_list(  # noqa: PLR0913, RUF100 — what a page knows of itself
    viewer: Viewer, *, desk: str, name: str, asked: QueryDict, roles: Collection[Role], extension: str
) -> Exported | None:
    """Write a list as the address asks for it; longer than a thousand lines, it is kept to be prepared: None.

    The trail says who, which list, what filter, how many lines, when the file leaves.

    Raises:
        TooLong: more than 100 000 lines.
    """
    if not viewer.exports(*roles) or viewer.person_id is None:
        raise Forbidden
    listing = list_named(name)(viewer, asked, roles)
    if listing.size > MOST:
        raise TooLong
    kept = asked.copy()
    kept.pop("page", None)
    wanted = Export(
        person_id=viewer.person_id,
        desk=desk,
        roles=sorted(roles),
        organisations=sorted(viewer.organisations(*roles)),
        name=name,
        title=listing.table.title,
        asked=kept.urlencode(),
        extension=extension,
        language=spoken(viewer.language),
        at=timezone.now(),
        rows=listing.size,
    )
    if listing.size > AT_ONCE:
        wanted.save()
        _note(viewer, wanted, "list.asked")
        return None
    wanted.rows, content = _written(listing.table, wanted)
    _note(viewer, wanted, "list.exported")
    return _file(wanted, content)


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
    """Count an attempt before it is made, so that a list that kills its process is not tried for ever; False: given up.

    Raises:
        NotReady: another worker holds it, or it was settled.
    """
    row = _waiting(viewer, export_id)
    row.attempts += 1
    if row.attempts > MOST_ATTEMPTS:
        row.state = ExportState.FAILED
    row.save(update_fields=["attempts", "state"])
    _note(viewer, row, "list.begun" if row.state == ExportState.WAITING else "list.given_up")
    return row.state == ExportState.WAITING


@operation
def prepare_export(viewer: Viewer, *, export_id: int) -> bool:
    """Write one list as whoever asked for it would see it now, keep the file and say so by e-mail, all or nothing.

    False when the right ended since, or the organisations are no longer the same: it is refused.

    Raises:
        NotReady: another worker holds it, or it was settled.
    """
    row = _waiting(viewer, export_id)
    asker = viewer_of(
        row.person, on=timezone.localdate(), keys=frozenset(), language=row.language, screen=viewer.screen
    )
    if not (row.person.is_active and _still(asker, row)):
        row.state = ExportState.REFUSED
        row.save(update_fields=["state"])
        _note(viewer, row, "list.refused")
        return False
    with translation.override(row.language):
        listing = list_named(row.name)(asker, QueryDict(row.asked), _roles(row))
        row.rows, row.content = _written(listing.table, row)
    row.state, row.ready_at = ExportState.READY, timezone.now()
    row.save(update_fields=["rows", "content", "state", "ready_at"])
    link = address_of(f"{row.desk}:exports", row.language)
    post_message(
        viewer,
        kind="export_ready",
        enterprise_id=None,
        address=row.person.email,
        language=row.language,
        person=row.person.name,
        title=row.title,
        rows=row.rows,
        link=link,
    )
    _note(viewer, row, "list.prepared")
    return True


@operation
def fetch_export(viewer: Viewer, *, export_id: int) -> Exported:
    """Take a prepared list away; the right is asked again, and the trail says that it left.

    Raises:
        NoLongerYours: another's list, or the right ended since.
        NotReady: not prepared yet, or already destroyed.
    """
    row = Export.objects.visible_to(viewer).select_for_update().filter(pk=export_id).first()
    if row is None or viewer.person_id is None or not _still(viewer, row):
        raise NoLongerYours
    if row.content is None:
        raise NotReady
    row.fetched_at = timezone.now()
    row.save(update_fields=["fetched_at"])
    _note(viewer, row, "list.exported")
    return _file(row, bytes(row.content))


def _waiting(viewer: Viewer, export_id: int) -> Export:
    if not viewer.job:
        raise Forbidden
    rows = Export.objects.for_operation().select_related("person").filter(pk=export_id, state=ExportState.WAITING)
    row = rows.select_for_update(of=("self",), skip_locked=True).first()
    if row is None:
        raise NotReady
    return row


def _still(viewer: Viewer, row: Export) -> bool:
    roles = _roles(row)
    return viewer.exports(*roles) and sorted(viewer.organisations(*roles)) == row.organisations


def _roles(row: Export) -> tuple[Role, ...]:
    return tuple(map(Role, row.roles))


def _written(table: Table, row: Export) -> tuple[int, bytes]:
    """How many lines, and the file."""
    count = 0

    def counted() -> Iterator[tuple[Value, ...]]:
        nonlocal count
        for count, line in enumerate(table.rows, start=1):  # noqa: B007 — counted for the trail
            yield line

    content = FORMATS[row.extension].write(replace(table, rows=counted()), spoken(row.language))
    return count, content


def _file(row: Export, content: bytes) -> Exported:
    form = FORMATS[row.extension]
    return Exported(
        file_name=file_name(row.title, row.extension), media_type=form.media_type, content=content, rows=row.rows
    )


def _note(viewer: Viewer, row: Export, verb: str) -> None:
    asked = QueryDict(row.asked)
    record(
        viewer,
        verb,
        kind="list",
        id=row.name,
        organisation_id=min(row.organisations),
        rows=row.rows,
        format=row.extension,
        filter={key: asked[key] for key in asked if key not in UNTOLD},
        searched=bool(asked.get("search")),
    )
