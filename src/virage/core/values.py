"""What may be known of a fact: a value, an interval of numbers, or the beginning of a code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from virage.core.answers import Answer, all_of, any_of, negate


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A number known between two bounds, both included; None is no bound.

    >>> Interval(low=Decimal(5), high=None)
    Interval(low=Decimal('5'), high=None)
    """

    low: Decimal | None = None
    high: Decimal | None = None


Scalar = bool | int | Decimal | str | date
Value = Scalar | Interval
Facts = Mapping[str, Value]

# SCIAN writes three sectors of two digits as ranges.
RANGES = {"31-33": ("31", "32", "33"), "44-45": ("44", "45"), "48-49": ("48", "49")}


def expand(codes: Iterable[str]) -> tuple[str, ...]:
    """Write ranges of SCIAN sectors as their two-digit codes.

    >>> expand(["31-33", "5413"])
    ('31', '32', '33', '5413')
    """
    return tuple(stem for code in codes for stem in RANGES.get(code, (code,)))


def starts_with(code: str, prefixes: tuple[str, ...]) -> Answer:
    """Say whether a code, of which only the beginning may be known, starts with one of the prefixes.

    >>> starts_with("541310", ("5413",)), starts_with("54", ("5413",)), starts_with("23", ("5413",))
    (<Answer.YES: 'yes'>, <Answer.UNKNOWN: 'unknown'>, <Answer.NO: 'no'>)
    >>> starts_with("31-33", ("31", "32", "33"))
    <Answer.YES: 'yes'>
    """
    possible = [_stem_starts(stem, prefixes) for stem in expand([code])]
    return possible[0] if len(set(possible)) == 1 else Answer.UNKNOWN


def _stem_starts(stem: str, prefixes: tuple[str, ...]) -> Answer:
    if stem.startswith(prefixes):
        return Answer.YES
    return Answer.UNKNOWN if any(p.startswith(stem) for p in prefixes) else Answer.NO


def below(value: Value, limit: Scalar, *, strict: bool) -> Answer:
    """Say whether a value is below a limit (or at it, when not strict), for every number it may be.

    >>> below(Interval(low=Decimal(10), high=Decimal(49)), 50, strict=True)
    <Answer.YES: 'yes'>
    >>> below(Interval(low=Decimal(10)), 50, strict=True)
    <Answer.UNKNOWN: 'unknown'>
    """
    if not isinstance(value, Interval):
        return Answer.of(value < limit if strict else value <= limit)  # type: ignore[operator]
    if value.high is not None and (value.high < limit if strict else value.high <= limit):  # type: ignore[operator]
        return Answer.YES
    if value.low is not None and (value.low >= limit if strict else value.low > limit):  # type: ignore[operator]
        return Answer.NO
    return Answer.UNKNOWN


def equal(value: Value, other: Scalar) -> Answer:
    """Say whether a value is another; an interval is so only when it holds one number.

    >>> equal(Interval(low=Decimal(1), high=Decimal(4)), 5)
    <Answer.NO: 'no'>
    """
    if not isinstance(value, Interval):
        return Answer.of(value == other)
    if value.low is not None and value.low == value.high:
        return Answer.of(value.low == other)
    return Answer.UNKNOWN if contains(value, other) else Answer.NO


def contains(interval: Interval, number: Scalar) -> bool:
    """Say whether an interval leaves a number possible.

    >>> contains(Interval(low=Decimal(1)), 5)
    True
    """
    above = interval.low is None or interval.low <= number  # type: ignore[operator]
    under = interval.high is None or interval.high >= number  # type: ignore[operator]
    return above and under


def one_of(value: Value, others: Iterable[Scalar]) -> Answer:
    """Say whether a value is one of several.

    >>> one_of("npo", ["corporation", "cooperative"])
    <Answer.NO: 'no'>
    """
    return any_of(equal(value, other) for other in others)


def between(value: Value, low: Scalar, high: Scalar) -> Answer:
    """Say whether a value lies between two limits, both included.

    >>> between(Interval(low=Decimal(1), high=Decimal(4)), 1, 499)
    <Answer.YES: 'yes'>
    """
    return all_of([negate(below(value, low, strict=True)), below(value, high, strict=False)])
