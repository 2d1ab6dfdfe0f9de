"""A calculation run again on what was kept: the same to the last figure, or each difference named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.words import money, number, spoken
from virage.core.selection import ChoiceGround

Way = tuple[str, ...]
GROUNDS: Mapping[str, Promise] = {
    ChoiceGround.RANK: gettext_lazy("par son rang"),
    ChoiceGround.FIT: gettext_lazy("elle entre dans ce qui reste"),
    ChoiceGround.FLOOR: gettext_lazy("pour un plancher"),
    ChoiceGround.LARGE: gettext_lazy("elle dépasse l’enveloppe"),
    ChoiceGround.ROOM: gettext_lazy("la place manque"),
    ChoiceGround.GAVE_WAY: gettext_lazy("elle cède à un plancher"),
    ChoiceGround.BELOW: gettext_lazy("sous la ligne"),
}
PARTS: Mapping[str, Promise] = {
    "amount": gettext_lazy("enveloppe de l’appel"),
    "asked": gettext_lazy("aide demandée"),
    "because": gettext_lazy("raison"),
    "chosen": gettext_lazy("choix"),
    "criteria": gettext_lazy("critères"),
    "enters": gettext_lazy("entrerait avec un cent de moins"),
    "floors": gettext_lazy("plancher"),
    "floors_cost": gettext_lazy("ce que les planchers coûtent"),
    "gap": gettext_lazy("écart prouvé au meilleur choix"),
    "given": gettext_lazy("somme attribuée"),
    "lacking": gettext_lazy("ce qui manque pour la retenir"),
    "last": gettext_lazy("un cent de moins"),
    "leaves": gettext_lazy("sortirait avec un cent de moins"),
    "left": gettext_lazy("reste"),
    "lost": gettext_lazy("perte avec un cent de moins"),
    "marks": gettext_lazy("note au critère"),
    "missing": gettext_lazy("ce qui manque au plancher"),
    "name": gettext_lazy("nom"),
    "price": gettext_lazy("prix d’un dollar manquant"),
    "reached": gettext_lazy("atteint"),
    "region": gettext_lazy("région"),
    "regions": gettext_lazy("régions"),
    "score": gettext_lazy("note discutée"),
    "sector": gettext_lazy("secteur"),
    "sectors": gettext_lazy("secteurs"),
    "weight": gettext_lazy("poids"),
}
DOLLARS = frozenset({"amount", "asked", "given", "lacking", "left", "missing", "reached"})
POINTS = frozenset({"floors_cost", "gap", "lost", "price", "score"})
LISTS = frozenset({"enters", "leaves"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure that is not the same: what it is about, as it was kept, as it is found again."""

    about: str
    kept: str
    again: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """Words for what a calculation counts by number: titles of proposals, names of criteria, a language."""

    titles: Mapping[str, str]
    criteria: Mapping[str, str]
    language: str

    def about(self, way: Way) -> str:
        """Of what a figure tells.

        >>> Tongue(titles={"7": "Ateliers"}, criteria={}, language="fr").about(("findings", "7", "chosen"))
        'Ateliers, choix'
        """
        return ", ".join(str(each) for each in self._named(way))

    def _named(self, way: Way) -> Iterator[object]:
        for place, part in enumerate(way):
            before = way[place - 1] if place else ""
            if part in {"findings", "candidates"}:
                continue
            if before in {"findings", "candidates"}:
                yield self.titles.get(part, f"{_('proposition')} {part}")
            elif before in {"marks", "criteria"}:
                yield self.criteria.get(part, part)
            elif before == "floors":
                yield int(part) + 1
            else:
                yield PARTS.get(part, part)

    def value(self, way: Way, value: object) -> str:
        """A figure in words."""
        part, language = way[-1], spoken(self.language)
        match value:
            case None | []:
                return str(_("rien"))
            case bool():
                return str(_("proposition retenue") if value else _("proposition non retenue"))
            case list():
                names = self.titles if part in LISTS else {}
                return ", ".join(names.get(str(one), str(one)) for one in value)
        plain = str(value)
        if part in DOLLARS:
            return money(Decimal(plain), language)
        return number(Fraction(plain), language, 2) if part in POINTS else str(GROUNDS.get(plain, plain))


def differences(kept: Mapping[str, Any], again: Mapping[str, Any], tongue: Tongue) -> tuple[Difference, ...]:
    """Every figure kept that is not found again as it was; what was not kept is not compared."""
    found = dict(_leaves(again))
    return tuple(
        Difference(about=tongue.about(way), kept=tongue.value(way, value), again=tongue.value(way, found.get(way)))
        for way, value in _leaves(kept)
        if not _same(way[-1], value, found.get(way))
    )


def _same(part: str, kept: object, again: object) -> bool:
    """Sums are the same by what they are worth: 600000 and 600000.00."""
    counted = part in DOLLARS | POINTS and again is not None
    return kept == again or (counted and Fraction(str(kept)) == Fraction(str(again)))


def by_number(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, proposals and criteria by their number rather than by their place."""
    told = {**given, "candidates": {str(one["id"]): _rest(one) for one in given["candidates"]}}
    if "criteria" in given:
        told["criteria"] = {str(one["id"]): _rest(one) for one in given["criteria"]}
    return told


def _rest(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in {"id", "name_en"}}


def _leaves(value: Any, way: Way = ()) -> Iterator[tuple[Way, object]]:
    match value:
        case dict() if value:
            for key, each in value.items():
                yield from _leaves(each, (*way, key))
        case [dict(), *_]:
            for place, each in enumerate(value):
                yield from _leaves(each, (*way, str(place)))
        case _:
            yield way, value
