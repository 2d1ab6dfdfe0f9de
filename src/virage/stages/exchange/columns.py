"""The columns of a caseload sheet: their headings in both languages, and how each is read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, override

from virage.base.tables.model import Cell, ColumnKind
from virage.core.text import fold
from virage.stages.exchange import cells
from virage.stages.exchange.cells import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column: what it is called here, what people also call it, whether each line needs it."""

    name: str
    heading: Promise
    also: tuple[str, ...] = ()
    read: Reader
    hint: Promise
    required: bool = False
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 20


FIELDS: tuple[Field, ...] = (
    Field(
        name="name",
        heading=_("Entreprise"),
        also=("nom", "nom de l’entreprise", "raison sociale", "company", "business", "name", "legal name"),
        read=cells.text(200),
        hint=_("Obligatoire. Le nom de l’entreprise."),
        required=True,
        width=36,
    ),
    Field(
        name="neq",
        heading=_("NEQ"),
        also=("numéro d’entreprise du québec", "quebec enterprise number", "no neq", "numéro neq"),
        read=cells.neq,
        hint=_("Dix chiffres. C’est par lui qu’une entreprise est reconnue le plus sûrement."),
        width=14,
    ),
    Field(
        name="email",
        heading=_("Courriel"),
        also=("adresse courriel", "adresse électronique", "mail", "email", "email address", "e-mail address"),
        read=cells.email,
        hint=_("Celui de la personne-ressource."),
        width=30,
    ),
    Field(
        name="contact",
        heading=_("Personne-ressource"),
        also=("contact", "personne contact", "contact name", "répondant"),
        read=cells.text(120),
        hint=_("Prénom et nom."),
        width=24,
    ),
    Field(
        name="phone",
        heading=_("Téléphone"),
        also=("tél", "phone", "telephone number", "phone number"),
        read=cells.phone,
        hint=_("Avec l’indicatif régional."),
        width=16,
    ),
    Field(
        name="language",
        heading=_("Langue"),
        also=("langue de correspondance", "preferred language"),
        read=cells.language,
        hint=_("Français ou anglais. Vide : français."),
        width=10,
    ),
    Field(
        name="postal_code",
        heading=_("Code postal"),
        also=("cp", "postcode", "postal"),
        read=cells.postal_code,
        hint=_("Comme G1R 2B5."),
        width=12,
    ),
    Field(
        name="region",
        heading=_("Région"),
        also=("région administrative", "no région", "administrative region"),
        read=cells.region,
        hint=_("Le nom ou le numéro de la région administrative, de 01 à 17."),
        width=24,
    ),
    Field(
        name="sector",
        heading=_("Secteur"),
        also=("secteur d’activité", "industry"),
        read=cells.sector,
        hint=_("Un secteur de la liste ci-dessous."),
        width=24,
    ),
    Field(
        name="employees",
        heading=_("Employés"),
        also=("nombre d’employés", "effectif", "headcount", "number of employees", "personnes"),
        read=cells.employees,
        hint=_("Un nombre entier."),
        kind=ColumnKind.NUMBER,
        width=10,
    ),
    Field(
        name="stage",
        heading=_("Étape"),
        also=("étape du dossier", "phase"),
        read=cells.stage,
        hint=_("Une des quatre étapes de la liste ci-dessous. Vide : accompagnement et conseil."),
        width=26,
    ),
    Field(
        name="owner",
        heading=_("Responsable (courriel)"),
        also=("responsable", "courriel du responsable", "conseiller", "adviser", "owner", "adviser email"),
        read=cells.colleague,
        hint=_("L’adresse de courriel d’une personne de votre équipe dans Virage. Vide : vous."),
        width=30,
    ),
    Field(
        name="next_move",
        heading=_("Prochain geste"),
        also=("prochaine étape", "suivi", "next action", "next step"),
        read=cells.text(200),
        hint=_("Ce qu’il reste à faire. Vide : « Vérifier le dossier importé »."),
        width=36,
    ),
    Field(
        name="next_move_on",
        heading=_("Pour quand"),
        also=("date du prochain geste", "échéance", "due date", "due"),
        read=cells.day,
        hint=_("Une date comme 2026-12-01. Vide : dans deux semaines."),
        kind=ColumnKind.DAY,
        width=12,
    ),
    Field(
        name="opened_on",
        heading=_("Ouvert le"),
        also=("date d’ouverture", "début", "opening date", "start date"),
        read=cells.past_day,
        hint=_("Le jour où l’accompagnement a commencé. Vide : aujourd’hui."),
        kind=ColumnKind.DAY,
        width=12,
    ),
)
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}


def recognised(headings: Sequence[Cell]) -> dict[str, int]:
    """Which column holds which field: accents, capitals, order and language do not matter; the first one wins.

    The names that the template gives come before those that people also use.
    """
    said: dict[str, int] = {}
    for rank, heading in enumerate(headings):
        said.setdefault(plain(str(heading)), rank)
    found: dict[str, int] = {}
    for ways in (_headings, _others):
        for field in FIELDS:
            ranks = [said[way] for way in map(plain, ways(field)) if way in said and said[way] not in found.values()]
            if ranks and field.name not in found:
                found[field.name] = ranks[0]
    return found


def plain(heading: str) -> str:
    """A heading as one compares it."""
    return " ".join(re.findall(r"\w+", fold(heading)))


def _headings(field: Field) -> list[str]:
    said = []
    for language in ("fr", "en"):
        with override(language):
            said.append(str(field.heading))
    return said


def _others(field: Field) -> tuple[str, ...]:
    return field.also
