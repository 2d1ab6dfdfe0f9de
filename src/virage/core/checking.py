"""Check a condition against the catalogue, and give its values the type of their fact."""

from dataclasses import replace
from typing import cast

from virage.core import conditions as c
from virage.core.answers import Answer
from virage.core.catalogue import Catalogue
from virage.core.facts import Fact, FactType
from virage.core.reading import FactError, read_value
from virage.core.values import RANGES, Scalar, below

ORDERED = (FactType.INTEGER, FactType.DECIMAL, FactType.SHARE, FactType.DATE)


def typed(node: c.Node, catalogue: Catalogue) -> c.Node:
    """Give the same condition with every value read as its fact demands.

    Raises:
        FactError: a fact that does not exist, a value of another type, an order on what has none.

    """
    match node:
        case c.All(parts) | c.Any(parts) | c.AtLeast(_, parts):
            return replace(node, parts=tuple(typed(part, catalogue) for part in parts))
        case c.Not(part):
            return c.Not(typed(part, catalogue))
        case c.Confirm():
            return node
    fact = _fact(node.fact, catalogue)
    return node if isinstance(node, c.Known) else _leaf(node, fact)


def _fact(name: str, catalogue: Catalogue) -> Fact:
    fact = catalogue.facts.get(name)
    if fact is None:
        raise FactError(name, fr=f"{name} : ce fait n’existe pas", en=f"{name}: there is no such fact")
    return fact


def _leaf(node: c.Leaf, fact: Fact) -> c.Node:
    match node:
        case c.Prefix():
            return _prefix(node, fact)
        case c.In(name, options) | c.NotIn(name, options):
            _refuse_code(fact)
            return type(node)(name, tuple(_scalar(fact, option) for option in options))
        case c.Between(name, low, high):
            _demand_order(fact)
            return _between(c.Between(name, _scalar(fact, low), _scalar(fact, high)))
        case c.Eq() | c.Ne():
            _refuse_code(fact)
        case _:
            _demand_order(fact)
    return type(node)(node.fact, _scalar(fact, node.value))


def _between(node: c.Between) -> c.Between:
    if below(node.high, node.low, strict=True) is Answer.YES:
        raise FactError(
            node.fact,
            fr=f"{node.fact} : between va du plus petit au plus grand",
            en=f"{node.fact}: between goes from the lowest to the highest",
        )
    return node


def _scalar(fact: Fact, given: object) -> Scalar:
    return cast("Scalar", read_value(fact, given))  # a condition holds no {min, max}: its parser takes scalars only


def _prefix(node: c.Prefix, fact: Fact) -> c.Node:
    if fact.type is not FactType.CODE:
        raise FactError(
            fact.id,
            fr=f"{fact.id} n’est pas un code : prefix ne s’y applique pas",
            en=f"{fact.id} is no code: prefix does not apply",
        )
    for code in node.codes:
        if code not in RANGES:
            read_value(fact, code)
    return node


def _refuse_code(fact: Fact) -> None:
    if fact.type is FactType.CODE:
        raise FactError(
            fact.id,
            fr=f"{fact.id} est un code, connu parfois par son début : employez prefix",
            en=f"{fact.id} is a code, sometimes known by its beginning: use prefix",
        )


def _demand_order(fact: Fact) -> None:
    if fact.type not in ORDERED:
        raise FactError(
            fact.id, fr=f"{fact.id} n’a pas d’ordre : employez eq ou in", en=f"{fact.id} has no order: use eq or in"
        )
