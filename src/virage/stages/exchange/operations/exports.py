"""A list leaves as a file, at once or once it is prepared: a right of its own, and one line of the trail."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.tables.model import Table, Value
from virage.base.tables.writing import FORMATS, file_name
from virage.base.viewer import Role, Viewer
from virage.base.words import spoken
from virage.stages.exchange.listing import list_named
from virage.stages.exchange.models import Export

AT_ONCE = 1_000
MOST = 100_000
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
        note(viewer, wanted, "list.asked")
        return None
    wanted.rows, content = written(listing.table, wanted)
    note(viewer, wanted, "list.exported")
    return _file(wanted, content)


@operation
def fetch_export(viewer: Viewer, *, export_id: int) -> Exported:
    """Take a prepared list away; the right is asked again, and the trail says that it left.

    Raises:
        NoLongerYours: another's list, or the right ended since.
        NotReady: not prepared yet, or already destroyed.
    """
    row = Export.objects.visible_to(viewer).select_for_update().filter(pk=export_id).first()
    if row is None or viewer.person_id is None or not still_theirs(viewer, row):
        raise NoLongerYours
    if row.content is None:
        raise NotReady
    row.fetched_at = timezone.now()
    row.save(update_fields=["fetched_at"])
    note(viewer, row, "list.exported")
    return _file(row, bytes(row.content))


def still_theirs(viewer: Viewer, row: Export) -> bool:
    """Is the right held, for the same organisations as when the list was asked for?"""
    roles = roles_of(row)
    return viewer.exports(*roles) and sorted(viewer.organisations(*roles)) == row.organisations


def roles_of(row: Export) -> tuple[Role, ...]:
    """The roles in which it was asked for."""
    return tuple(map(Role, row.roles))


def written(table: Table, row: Export) -> tuple[int, bytes]:
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


def note(viewer: Viewer, row: Export, verb: str) -> None:
    """One line of the trail: which list, how many lines, what filter; never a name that was searched."""
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
