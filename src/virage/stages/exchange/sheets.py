"""Sheets given to whoever imports: the template, a fictitious sample, the lines to correct."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from virage.base.library import library
from virage.base.tables.model import Column, Table, Value
from virage.base.words import Language
from virage.stages.exchange.columns import FIELDS
from virage.stages.programme.states import Stage

SAMPLE: tuple[tuple[Value, ...], ...] = (
    ("Menuiserie fictive du Fjord inc.", "9900000011", "info@fjord.example", "Alix Fictive", "418 555-0101", "français",
     "G7H 1A1", "Saguenay–Lac-Saint-Jean", "Construction", 14, "Accompagnement et conseil", "",
     "Remettre le plan d’intervention", date(2026, 12, 4), date(2026, 9, 14)),
    ("Pépinière fictive des Érables", None, "bonjour@erables.example", "Sam Inventé", "450 555-0102", "français",
     "J2S 2B2", "16", "Agriculture", 6, "Sensibilisation", "", "Fixer une première rencontre", date(2026, 12, 9), None),
    ("Usinage fictif Boréal ltée", "9900000022", "atelier@boreal.example", "Dominique Exemple", "819 555-0103",
     "français", "J9X 3C3", "Abitibi-Témiscamingue", None, 38, "Financement", "", "Relire la demande d’aide",
     date(2026, 12, 2), date(2026, 5, 20)),
    ("Traiteur fictif des Quatre Vents", None, None, "Claude Fictif", "514 555-0104", "anglais", "H2X 1Y4", "Montréal",
     None, 9, None, "", None, None, None),
    ("Transport fictif du Littoral", "990000003", "route@littoral.example", "Maxime Inventé", "418 555-0105",
     "français", "G4Z 1K1", "Côte-Nord", None, 22, None, "", None, None, None),
)  # fmt: skip
"""Invented from end to end; its last line has a NEQ of nine digits, so that one sees what a wrong cell looks like."""


def template() -> Table:
    """The headings, and under them what each column takes: lines to replace with one's own."""
    return Table(title=_("Modèle d’importation"), columns=_columns(), rows=())


def guide() -> Table:
    """Each column, what goes in it, and every allowed value of those that have a list."""
    columns = (Column(heading=_("Colonne"), width=26), Column(heading=_("Ce qu’on y met"), width=80))
    return Table(title=_("Mode d’emploi"), columns=columns, rows=tuple(_said()))


def sample() -> Table:
    """Five fictitious enterprises, for a demonstration."""
    return Table(title=_("Exemple fictif"), columns=_columns(), rows=SAMPLE)


def to_correct(headings: Sequence[str], lines: Sequence[tuple[str, ...]]) -> Table:
    """Wrong lines as they were typed, the reasons in a first column; sent again once corrected."""
    columns = (Column(heading=_("À corriger"), width=70), *(Column(heading=heading) for heading in headings))
    return Table(title=_("Lignes à corriger"), columns=columns, rows=lines)


def allowed(language: Language) -> dict[str, tuple[str, ...]]:
    """Name of field → every value it takes, for the fields that have a list."""
    shelves = library()
    return {
        "region": tuple(f"{region.code} {region.name.say(language)}" for region in shelves.territory.regions.values()),
        "sector": tuple(sector.name.say(language) for sector in shelves.sectors.values()),
        "stage": tuple(str(stage.label) for stage in Stage),
    }


def _columns() -> tuple[Column, ...]:
    return tuple(Column(heading=str(field.heading), kind=field.kind, width=field.width) for field in FIELDS)


def _said() -> Iterator[tuple[Value, ...]]:
    for field in FIELDS:
        yield str(field.heading), str(field.hint)
