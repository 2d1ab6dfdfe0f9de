"""The identity of an enterprise, for the desks: who it is, what hangs on it, and what each word means."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.core.territory import BoundaryChange
from virage.core.vintages import region_at, say_vintage
from virage.stages.directory.queries import FactLine, IdentitySheet, PlaceLine
from virage.stages.insight.queries import Belonging, Held, whole_enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact with its name in words."""

    words: str
    line: FactLine


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHeld:
    """What hangs on one record."""

    record_id: int
    name: str
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityPage:
    """The page. ``region`` is today's, ``region_doubt`` when the MRC would tell; ``vintage`` names the map."""

    sheet: IdentitySheet
    facts: tuple[Fact, ...]
    records: tuple[RecordHeld, ...]
    totals: tuple[tuple[str, int], ...]
    region: str
    region_doubt: bool
    vintage: str


def identity_page(viewer: Viewer, *, enterprise_id: int) -> IdentityPage | None:
    """The page of an enterprise, or None when the viewer may not know it."""
    whole = whole_enterprise(viewer, enterprise_id=enterprise_id)
    if whole is None:
        return None
    sheet, change = whole.sheet, library().territory.boundary_change
    names = {sheet.id: sheet.name} | {member.id: member.name for member in sheet.speaks_for}
    region, doubt = _region(viewer, sheet.main, change) if sheet.main else ("", False)
    said = fact_words()
    return IdentityPage(
        sheet=sheet,
        facts=tuple(Fact(words=said[line.name], line=line) for line in sheet.facts),
        records=tuple(
            RecordHeld(record_id=record, name=names[record], held=tuple(h for h in whole.held if h.record_id == record))
            for record in sheet.records
        ),
        totals=tuple((str(kind.label), count) for kind in Belonging if (count := whole.total(kind))),
        region=region,
        region_doubt=doubt,
        vintage=say_vintage(timezone.localdate(), change).say(viewer.language),
    )


def _region(viewer: Viewer, place: PlaceLine, change: BoundaryChange) -> tuple[str, bool]:
    if not place.region or place.region_on is None:
        return "", False
    found = region_at(
        place.region, mrc=place.mrc or None, stated_on=place.region_on, on=timezone.localdate(), change=change
    )
    regions = library().regions
    said = sorted(regions[code].name.say(viewer.language) if code in regions else code for code in found.could_be)
    return " / ".join(said), found.code is None


def fact_words() -> Mapping[str, str]:
    """The facts of an identity, in words."""
    return {
        "neq": _("NEQ"),
        "bn": _("Numéro fédéral"),
        "registered_name": _("Nom au registre"),
        "registered_form": _("Forme juridique"),
        "registered_status": _("Statut d’immatriculation"),
        "registered_employees": _("Employés au Québec"),
        "registered_cae": _("Activité (code CAE)"),
        "registered_successor": _("NEQ qui lui succède"),
    }
