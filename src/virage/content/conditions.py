"""Read conditions written in YAML: one-key mappings such as `{le: {employees: 250}}`."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from virage.core import conditions as core
from virage.core.conditions import Node
from virage.core.words import Words

Where = tuple[str | int, ...]
COMPARISONS: Mapping[str, Callable[[str, Any], Node]] = {
    "eq": core.Eq,
    "ne": core.Ne,
    "lt": core.Lt,
    "le": core.Le,
    "gt": core.Gt,
    "ge": core.Ge,
}
LISTS: Mapping[str, Callable[[str, tuple[Any, ...]], Node]] = {
    "in": core.In,
    "not_in": core.NotIn,
    "prefix": core.Prefix,
}
NAMES = (*COMPARISONS, "between", *LISTS, "known", "all", "any", "not", "at_least", "confirm")


class ConditionError(ValueError):
    """A condition cannot be read; `where` is the place of the fault inside it."""

    def __init__(self, where: Where, *, fr: str, en: str) -> None:
        self.where = where
        self.words = Words(fr=fr, en=en)
        super().__init__(fr)


def parse_node(data: Any, where: Where = ()) -> Node:
    """Read one condition.

    >>> parse_node({"all": [{"le": {"employees": 250}}, {"not": {"eq": {"insolvent": True}}}]})
    All(parts=(Le(fact='employees', value=250), Not(part=Eq(fact='insolvent', value=True))))

    Raises:
        ConditionError: an unknown word, a wrong shape; it says where.

    """
    name, body = _single(data, where)
    inside = (*where, name)
    if name in COMPARISONS:
        fact, value = _single(body, inside)
        return COMPARISONS[name](fact, _scalar(value, (*inside, fact)))
    if name in LISTS:
        fact, options = _single(body, inside)
        return LISTS[name](fact, tuple(_options(name, options, (*inside, fact))))
    return _composed(name, body, inside)


def _composed(name: str, body: Any, inside: Where) -> Node:  # noqa: PLR0911 - one line for each word
    match name:
        case "between":
            return _between(body, inside)
        case "known" if isinstance(body, str):
            return core.Known(body)
        case "all":
            return core.All(_parts(body, inside))
        case "any":
            return core.Any(_parts(body, inside))
        case "not":
            return core.Not(parse_node(body, inside))
        case "at_least":
            return _at_least(body, inside)
        case "confirm":
            return core.Confirm(_words(body, inside))
    words = ", ".join(NAMES)
    raise ConditionError(
        inside,
        fr=f"« {name} » n’est pas un mot des conditions : {words}",
        en=f"“{name}” is no word of conditions: {words}",
    )


def _single(data: Any, where: Where) -> tuple[str, Any]:
    if not isinstance(data, dict) or len(data) != 1:
        shown = ", ".join(map(str, data)) if isinstance(data, dict) else repr(data)
        raise ConditionError(
            where,
            fr=f"une condition a une seule clé, comme {{le: {{employees: 250}}}}; reçu : {shown}",
            en=f"a condition has a single key, such as {{le: {{employees: 250}}}}; got: {shown}",
        )
    return next(iter(data.items()))


def _scalar(value: Any, where: Where) -> Any:
    if not isinstance(value, bool | int | Decimal | str | date):
        raise ConditionError(
            where, fr=f"une seule valeur est attendue; reçu : {value!r}", en=f"one value is expected; got {value!r}"
        )
    return value


def _options(name: str, options: Any, where: Where) -> list[Any]:
    if not isinstance(options, list) or not options:
        raise ConditionError(
            where, fr=f"{name} attend une liste non vide", en=f"{name} expects a list that is not empty"
        )
    if name == "prefix" and not all(isinstance(o, str) for o in options):
        bad = next(o for o in options if not isinstance(o, str))
        raise ConditionError(where, fr=f"le code {bad} doit être entre guillemets", en=f"the code {bad} must be quoted")
    return [_scalar(option, (*where, i)) for i, option in enumerate(options)]


def _between(body: Any, inside: Where) -> Node:
    fact, limits = _single(body, inside)
    if not isinstance(limits, list) or len(limits) != 2:  # noqa: PLR2004 - two limits
        raise ConditionError(
            (*inside, fact), fr="between attend [minimum, maximum]", en="between expects [lowest, highest]"
        )
    low, high = (_scalar(limit, (*inside, fact)) for limit in limits)
    return core.Between(fact, low, high)


def _parts(body: Any, inside: Where) -> tuple[Node, ...]:
    if not isinstance(body, list) or not body:
        raise ConditionError(
            inside, fr="une liste non vide de conditions est attendue", en="a list of conditions is expected"
        )
    return tuple(parse_node(part, (*inside, i)) for i, part in enumerate(body))


def _at_least(body: Any, inside: Where) -> Node:
    if not isinstance(body, dict) or set(body) != {"n", "of"} or not isinstance(body["n"], int):
        raise ConditionError(
            inside,
            fr="at_least attend {n: nombre, of: [conditions]}",
            en="at_least expects {n: number, of: [conditions]}",
        )
    parts = _parts(body["of"], (*inside, "of"))
    if isinstance(body["n"], bool) or not 1 <= body["n"] <= len(parts):
        raise ConditionError(
            inside,
            fr=f"at_least : n va de 1 à {len(parts)}, le nombre de conditions; reçu : {body['n']}",
            en=f"at_least: n goes from 1 to {len(parts)}, the number of conditions; got: {body['n']}",
        )
    return core.AtLeast(body["n"], parts)


def _words(body: Any, inside: Where) -> Words:
    if not isinstance(body, dict) or set(body) != {"fr", "en"}:
        raise ConditionError(inside, fr="confirm attend {fr: …, en: …}", en="confirm expects {fr: …, en: …}")
    return Words(fr=str(body["fr"]), en=str(body["en"]))


def write_node(node: Node) -> dict[str, Any]:
    """Write a condition as it stands in YAML; `parse_node` reads it back.

    >>> write_node(core.Not(core.Prefix("scian", ("31-33",))))
    {'not': {'prefix': {'scian': ['31-33']}}}
    """
    return {WRITTEN[type(node)]: _body(node)}


def _body(node: Node) -> Any:
    match node:
        case core.All(parts) | core.Any(parts):
            body: Any = [write_node(part) for part in parts]
        case core.AtLeast(n, parts):
            body = {"n": n, "of": [write_node(part) for part in parts]}
        case core.Not(part):
            body = write_node(part)
        case core.Known(fact):
            body = fact
        case core.Confirm(words):
            body = {"fr": words.fr, "en": words.en}
        case core.Between(fact, low, high):
            body = {fact: [low, high]}
        case core.In(fact, options) | core.NotIn(fact, options) | core.Prefix(fact, options):
            body = {fact: list(options)}
        case _:
            body = {node.fact: node.value}
    return body


WRITTEN: Mapping[type, str] = {
    core.Eq: "eq",
    core.Ne: "ne",
    core.Lt: "lt",
    core.Le: "le",
    core.Gt: "gt",
    core.Ge: "ge",
    core.Between: "between",
    core.In: "in",
    core.NotIn: "not_in",
    core.Prefix: "prefix",
    core.Known: "known",
    core.All: "all",
    core.Any: "any",
    core.Not: "not",
    core.AtLeast: "at_least",
    core.Confirm: "confirm",
}

_COMPARED = {"type": "object", "minProperties": 1, "maxProperties": 1}
JSON_SCHEMA = {
    "type": "object",
    "description": "One condition: a single key, the word of the condition.",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys((*COMPARISONS, *LISTS, "between"), _COMPARED),
        "known": {"type": "string"},
        "all": {"type": "array", "minItems": 1, "items": {"type": "object"}},
        "any": {"type": "array", "minItems": 1, "items": {"type": "object"}},
        "not": {"type": "object"},
        "at_least": {"type": "object", "required": ["n", "of"]},
        "confirm": {"type": "object", "required": ["fr", "en"]},
    },
}


def _read(data: Any) -> Any:
    return data if type(data) in WRITTEN else parse_node(data)


Condition = Annotated[Any, BeforeValidator(_read), PlainSerializer(write_node), WithJsonSchema(JSON_SCHEMA)]
"""A pydantic field that holds a core condition, written in YAML as above."""
