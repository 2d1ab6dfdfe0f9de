"""Are these two records the same enterprise? What each comparison says, how much it weighs, and why.

The model of Fellegi and Sunter (1969): a level of likeness weighs log2(m/u), where m is its share among pairs that are
one enterprise and u its share among pairs that are not. Weights of several comparisons add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import log2

from virage.core.words import Words

NOTHING = -1
"""The level of a comparison that one of the two records cannot answer: it weighs nothing."""

EXPECTED_TWICE = 0.2
"""Of the records held, the share expected to say again an enterprise that another record says: our own reading."""


class Likeness(StrEnum):
    """How near two records are, as a person is told."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


FLOORS = {
    Likeness.CERTAIN: Decimal("0.99"),
    Likeness.PROBABLE: Decimal("0.90"),
    Likeness.POSSIBLE: Decimal("0.50"),
}
"""From which probability a pair is called so; under the last, it is not proposed. A person decides in every case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One degree of likeness. `m` and `u` are its shares among true pairs and among others."""

    id: str
    reason: Words
    m: Decimal
    u: Decimal

    @property
    def weight(self) -> float:
        """Bits in favour (or, negative, against).

        >>> COMPARISONS["phone"][0].weight > 0 > COMPARISONS["phone"][-1].weight
        True
        """
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a pair is thought one enterprise, or not: one comparison's level."""

    comparison: str
    level: str
    words: Words
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records thought one enterprise: how probably, and the level of each comparison."""

    left: str
    right: str
    probability: float
    levels: Mapping[str, int]


def _level(name: str, m: str, u: str, fr: str, en: str) -> Level:
    return Level(id=name, reason=Words(fr=fr, en=en), m=Decimal(m), u=Decimal(u))


COMPARISONS: Mapping[str, tuple[Level, ...]] = {
    "name": (
        _level("same", "0.53", "0.00008", "Même nom", "Same name"),
        _level("same_words", "0.05", "0.00001", "Mêmes mots dans le nom", "Same words in the name"),
        _level("near", "0.26", "0.00003", "Noms presque pareils", "Names almost alike"),
        _level("alike", "0.10", "0.011", "Noms qui se ressemblent", "Names somewhat alike"),
        _level("other", "0.06", "0.98888", "Noms différents", "Different names"),
    ),
    "phone": (
        _level("same", "0.80", "0.00002", "Même téléphone", "Same telephone"),
        _level("near", "0.08", "0.0005", "Téléphones à un chiffre près", "Telephones one digit apart"),
        _level("other", "0.12", "0.99949", "Téléphones différents", "Different telephones"),
    ),
    "email": (
        _level("same", "0.65", "0.0001", "Même courriel", "Same e-mail"),
        _level("domain", "0.12", "0.00001", "Même domaine de courriel", "Same e-mail domain"),
        _level("other", "0.23", "0.99989", "Courriels différents", "Different e-mail"),
    ),
    "street": (
        _level("same", "0.60", "0.00003", "Même adresse", "Same address"),
        _level("near", "0.15", "0.003", "Adresses presque pareilles", "Addresses almost alike"),
        _level("other", "0.25", "0.99697", "Adresses différentes", "Different addresses"),
    ),
    "postal": (
        _level("same", "0.76", "0.0001", "Même code postal", "Same postal code"),
        _level("area", "0.04", "0.004", "Même secteur postal", "Same postal area"),
        _level("other", "0.20", "0.9959", "Codes postaux différents", "Different postal codes"),
    ),
    "bn": (
        _level("same", "0.99", "0.000001", "Même numéro fédéral", "Same federal number"),
        _level("other", "0.01", "0.999999", "Numéros fédéraux différents", "Different federal numbers"),
    ),
    "neq": (
        _level("same", "0.99", "0.0000001", "Même NEQ", "Same NEQ"),
        _level("other", "0.01", "0.9999999", "NEQ différents", "Different NEQ"),
    ),
}
"""What is compared, the nearest level first. Shares estimated on labelled records that `bench/linkage.py` invents."""


def prior(population: int) -> float:
    """Give the chance that two records taken at random are one enterprise.

    >>> prior(50_000) < prior(150) < 1
    True
    """
    return min(EXPECTED_TWICE, 2 * EXPECTED_TWICE / max(population - 1, 1))


def reasons(levels: Mapping[str, int]) -> tuple[Reason, ...]:
    """Say why, what weighs most first; what could not be compared is left out.

    Args:
        levels: comparison → number of its level, 0 for the nearest, `NOTHING` when a record is silent.

    >>> [reason.words.fr for reason in reasons({"name": 0, "phone": 2, "email": NOTHING})]
    ['Même nom', 'Téléphones différents']
    """
    found = [
        Reason(comparison=name, level=each.id, words=each.reason, weight=each.weight)
        for name, index in levels.items()
        if index != NOTHING
        for each in [COMPARISONS[name][index]]
    ]
    return tuple(sorted(found, key=lambda reason: -abs(reason.weight)))


def probability(levels: Mapping[str, int], *, population: int) -> float:
    """Give the chance that two records are one enterprise, between 0 and 1.

    >>> probability({"name": 0, "phone": 0}, population=50_000) > 0.99
    True
    >>> probability({"name": 4, "phone": 2}, population=50_000) < 0.001
    True
    """
    before = prior(population)
    bits = log2(before / (1 - before)) + sum(reason.weight for reason in reasons(levels))
    return float(1 / (1 + 2.0**-bits))


def likeness(chance: float, levels: Mapping[str, int] | None = None) -> Likeness | None:
    """Name a probability; None when too low to be proposed.

    One thing in common is never called certain, nor are two names that have nothing in common: among few records the
    model is sure too soon. A number given to one enterprise alone is certain by itself.

    >>> likeness(0.995), likeness(0.6), likeness(0.2)
    (<Likeness.CERTAIN: 'certain'>, <Likeness.POSSIBLE: 'possible'>, None)
    >>> likeness(0.995, {"name": 4, "email": 1}), likeness(0.995, {"name": 0, "email": 0})
    (<Likeness.POSSIBLE: 'possible'>, <Likeness.CERTAIN: 'certain'>)
    """
    found = next((name for name, floor in FLOORS.items() if chance >= floor), None)
    if levels is None or found in {None, Likeness.POSSIBLE} or NUMBERS & _agreeing(levels):
        return found
    stranger = levels.get("name") == len(COMPARISONS["name"]) - 1
    agreeing = len(_agreeing(levels))
    if agreeing <= 1:
        return Likeness.POSSIBLE
    return Likeness.PROBABLE if stranger else found


NUMBERS = frozenset({"bn", "neq"})
"""What belongs to one enterprise alone."""


def _agreeing(levels: Mapping[str, int]) -> frozenset[str]:
    """The comparisons that speak for: neither silent nor at their farthest level."""
    return frozenset(name for name, index in levels.items() if NOTHING < index < len(COMPARISONS[name]) - 1)
