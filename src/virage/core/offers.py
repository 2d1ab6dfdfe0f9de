"""Whom an offer serves: the same conditions as aids, and what is known in words only stays to confirm."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from virage.core.answers import Answer, all_of
from virage.core.conditions import All, Between, Confirm, Ge, In, Le, Node, evaluate
from virage.core.values import Facts
from virage.core.words import Words


class OfferGround(StrEnum):
    """What a term of an offer speaks of."""

    SECTOR = "sector"
    REGION = "region"
    SIZE = "size"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTerms:
    """For whom: empty ``sectors`` or ``regions`` means all; ``to_confirm`` are rules known in words only."""

    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    employees_least: int | None = None
    employees_most: int | None = None
    to_confirm: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How an enterprise stands before the terms: one answer for each ground that has a term."""

    answer: Answer
    grounds: tuple[tuple[OfferGround, Answer], ...]

    @property
    def to_ask(self) -> tuple[OfferGround, ...]:
        """What is not known yet, confirmations apart."""
        return tuple(g for g, answer in self.grounds if answer is Answer.UNKNOWN and g is not OfferGround.CONFIRM)


def node(terms: OfferTerms) -> Node:
    """The terms as one tree of conditions.

    >>> node(OfferTerms(sectors=("construction",), employees_most=50))
    All(parts=(In(fact='sector', options=('construction',)), Le(fact='employees', value=50)))
    """
    return All(tuple(condition for _ground, condition in _conditions(terms)))


def read(terms: OfferTerms, facts: Facts) -> Reading:
    """Judge an enterprise: no only when a term excludes it for certain.

    >>> read(OfferTerms(sectors=("construction",)), {"sector": "construction"}).answer.name
    'YES'
    >>> read(OfferTerms(regions=("01",)), {}).to_ask
    (<OfferGround.REGION: 'region'>,)
    """
    grounds = tuple((ground, evaluate(condition, facts).answer) for ground, condition in _conditions(terms))
    return Reading(answer=all_of(answer for _ground, answer in grounds), grounds=grounds)


def _conditions(terms: OfferTerms) -> Iterable[tuple[OfferGround, Node]]:
    if terms.sectors:
        yield OfferGround.SECTOR, In("sector", terms.sectors)
    if terms.regions:
        yield OfferGround.REGION, In("region", terms.regions)
    match terms.employees_least, terms.employees_most:
        case None, None:
            pass
        case None, most if most is not None:
            yield OfferGround.SIZE, Le("employees", most)
        case least, None if least is not None:
            yield OfferGround.SIZE, Ge("employees", least)
        case least, most if least is not None and most is not None:
            yield OfferGround.SIZE, Between("employees", least, most)
    for words in terms.to_confirm:
        yield OfferGround.CONFIRM, Confirm(words)
