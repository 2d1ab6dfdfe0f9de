"""Which lists may be taken away: each stage declares its own, once, whatever the desk that shows it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from virage.base.library import library
from virage.base.tables.model import Column, ColumnKind, Table, Value
from virage.base.viewer import Role, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list as its page shows it: how many rows, and the table, whose rows are read when it is written."""

    size: int
    table: Table


Build = Callable[[Viewer, QueryDict, Collection[Role]], Listing]
"""Who asks, what the address asks (filters, order), in which roles."""

_lists: dict[str, Build] = {}


def listed(name: str) -> Callable[[Build], Build]:
    """Declare a list, in a stage's ``lists.py``, under the name it has in addresses."""

    def keep(build: Build) -> Build:
        if _lists.setdefault(name, build) is not build:
            raise ValueError(f"two lists named {name}")
        return build

    return keep


def list_named(name: str) -> Build:
    """The list declared under a name, in whatever stage."""
    autodiscover_modules("lists")
    return _lists[name]


def text(heading: str, width: int = 20) -> Column:
    """A column of words."""
    return Column(heading=heading, width=width)


def day(heading: str) -> Column:
    """A column of days."""
    return Column(heading=heading, kind=ColumnKind.DAY, width=12)


def number(heading: str) -> Column:
    """A column of whole numbers."""
    return Column(heading=heading, kind=ColumnKind.NUMBER, width=10)


def place_columns() -> tuple[Column, Column]:
    """Where an enterprise stands: its sector, its region."""
    return text(_("Secteur")), text(_("Région"), 26)


def place(sector: Any, region: Any, viewer: Viewer) -> tuple[Value, Value]:
    """Both in the viewer's language; what the packs do not know is left out."""
    business, land = library().sectors.get(str(sector)), library().regions.get(str(region))
    return business.name.say(viewer.language) if business else None, land.name.say(viewer.language) if land else None
