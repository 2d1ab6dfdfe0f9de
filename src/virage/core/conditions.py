"""One closed tree of conditions, used for eligibility, for the visibility of questions and for routing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Union

from virage.core import answers, values
from virage.core.answers import Answer
from virage.core.values import Facts, Scalar
from virage.core.words import Words

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Eq:
    """The fact is this value."""

    fact: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Ne:
    """The fact is another value than this one."""

    fact: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Lt:
    """The fact is below the value."""

    fact: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Le:
    """The fact is the value or below."""

    fact: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Gt:
    """The fact is above the value."""

    fact: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Ge:
    """The fact is the value or above."""

    fact: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Between:
    """The fact lies between two values, both included."""

    fact: str
    low: Scalar
    high: Scalar


@dataclass(frozen=True, slots=True)
class In:
    """The fact is one of the values."""

    fact: str
    options: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class NotIn:
    """The fact is none of the values."""

    fact: str
    options: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """The code starts with one of the prefixes; ranges such as 31-33 are written out in `stems`."""

    fact: str
    codes: tuple[str, ...]
    stems: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stems", values.expand(self.codes))


@dataclass(frozen=True, slots=True)
class Known:
    """The fact was given: speaks of what we know, never of the enterprise, so it answers yes or no."""

    fact: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """A rule known in words only: always unknown, never asked."""

    words: Words


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One part at least holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many of the parts hold."""

    n: int
    parts: tuple["Node", ...]


Leaf = Eq | Ne | Lt | Le | Gt | Ge | Between | In | NotIn | Prefix
Node = Union[Leaf, Known, Confirm, All, Any, Not, AtLeast]  # noqa: UP007 - a plain union would need the classes above it quoted


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a condition answers, and the facts that would settle it when it is unknown."""

    answer: Answer
    missing: frozenset[str] = NONE


def evaluate(node: Node, facts: Facts) -> Outcome:
    """Answer a condition from what is known.

    >>> evaluate(Le("employees", 250), {"employees": 12}).answer
    <Answer.YES: 'yes'>
    >>> evaluate(All((Le("employees", 250), Eq("for_profit", True))), {"employees": 12})
    Outcome(answer=<Answer.UNKNOWN: 'unknown'>, missing=frozenset({'for_profit'}))
    >>> evaluate(All((Le("employees", 250), Eq("for_profit", True))), {"employees": 900})
    Outcome(answer=<Answer.NO: 'no'>, missing=frozenset())
    """
    match node:
        case All(parts) | Any(parts) | AtLeast(_, parts):
            return _joined(node, [evaluate(part, facts) for part in parts])
        case Not(part):
            inner = evaluate(part, facts)
            return Outcome(answers.negate(inner.answer), inner.missing)
        case Known(fact):
            return Outcome(Answer.of(facts.get(fact) is not None))
        case Confirm():
            return Outcome(Answer.UNKNOWN)
        case _:
            return _leaf(node, facts)


def _joined(node: All | Any | AtLeast, outcomes: list[Outcome]) -> Outcome:
    given = [o.answer for o in outcomes]
    match node:
        case All():
            answer = answers.all_of(given)
        case Any():
            answer = answers.any_of(given)
        case AtLeast(n):
            answer = answers.at_least(n, given)
    if answer is not Answer.UNKNOWN:
        return Outcome(answer)
    return Outcome(answer, NONE.union(*(o.missing for o in outcomes if o.answer is Answer.UNKNOWN)))


def _leaf(node: Leaf, facts: Facts) -> Outcome:
    value = facts.get(node.fact)
    answer = Answer.UNKNOWN if value is None else compare(node, value)
    return Outcome(answer, frozenset({node.fact}) if answer is Answer.UNKNOWN else NONE)


def compare(node: Leaf, value: values.Value) -> Answer:
    """Answer one leaf from what is known of its fact.

    >>> compare(Prefix("scian", ("31-33",)), "3121")
    <Answer.YES: 'yes'>
    """
    return COMPARED[type(node)](node, value)


COMPARED: Mapping[type, Callable[..., Answer]] = {
    Eq: lambda node, value: values.equal(value, node.value),
    Ne: lambda node, value: answers.negate(values.equal(value, node.value)),
    Lt: lambda node, value: values.below(value, node.value, strict=True),
    Le: lambda node, value: values.below(value, node.value, strict=False),
    Gt: lambda node, value: answers.negate(values.below(value, node.value, strict=False)),
    Ge: lambda node, value: answers.negate(values.below(value, node.value, strict=True)),
    Between: lambda node, value: values.between(value, node.low, node.high),
    In: lambda node, value: values.one_of(value, node.options),
    NotIn: lambda node, value: answers.negate(values.one_of(value, node.options)),
    Prefix: lambda node, value: values.starts_with(value, node.stems),
}


def speaks_of_us(node: Node) -> bool:
    """Say whether a condition asks what is known rather than what is true.

    >>> speaks_of_us(Not(Known("employees")))
    True
    """
    match node:
        case All(parts) | Any(parts) | AtLeast(_, parts):
            return any(speaks_of_us(part) for part in parts)
        case Not(part):
            return speaks_of_us(part)
        case _:
            return isinstance(node, Known)


def facts_of(node: Node) -> frozenset[str]:
    """Name every fact a condition reads.

    >>> sorted(facts_of(Any((Eq("region", "06"), Not(Eq("is_farm", True))))))
    ['is_farm', 'region']
    """
    match node:
        case All(parts) | Any(parts) | AtLeast(_, parts):
            return NONE.union(*(facts_of(part) for part in parts))
        case Not(part):
            return facts_of(part)
        case Confirm():
            return NONE
        case _:
            return frozenset({node.fact})
