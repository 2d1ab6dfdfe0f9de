"""A list leaves as a file: a right of its own, and one line of the trail."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.tables.writing import FORMATS, file_name
from virage.base.viewer import Role, Viewer
from virage.stages.exchange.lists import LISTS

if TYPE_CHECKING:
    from virage.base.words import Language

MOST = 25_000
UNTOLD = ("search", "page")
"""What the address holds that the trail does not: a name, a page."""


class TooLong(Refusal):
    """More than is written while one waits."""

    sentence = _("Cette liste dépasse 25 000 lignes : filtrez-la, puis emportez-la en plusieurs fichiers.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file, ready to be sent."""

    file_name: str
    media_type: str
    content: bytes
    rows: int


@operation
def export_list(viewer: Viewer, *, name: str, asked: QueryDict, roles: Collection[Role], extension: str) -> Exported:
    """Write a list as the address asks for it; the trail says who, which list, what filter, how many lines.

    Raises:
        TooLong: more than 25 000 lines.
    """
    if not viewer.exports(*roles):
        raise Forbidden
    table = LISTS[name](viewer, asked, roles)
    rows = tuple(islice(table.rows, MOST + 1))
    if len(rows) > MOST:
        raise TooLong
    language: Language = "en" if viewer.language == "en" else "fr"
    form = FORMATS[extension]
    content = form.write(replace(table, rows=rows), language)
    record(
        viewer,
        "list.exported",
        kind="list",
        id=name,
        organisation_id=min(viewer.organisations(*roles)),
        rows=len(rows),
        format=extension,
        filter={key: asked[key] for key in asked if key not in UNTOLD},
        searched="search" in asked and bool(asked["search"]),
    )
    return Exported(
        file_name=file_name(table.title, extension), media_type=form.media_type, content=content, rows=len(rows)
    )
