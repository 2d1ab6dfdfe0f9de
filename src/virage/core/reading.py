"""Read what someone says of an enterprise: every value checked against the type of its fact."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from virage.core.facts import Fact, FactType
from virage.core.values import RANGES, Interval, Value
from virage.core.words import Words

LONGEST = 60
TOO_MUCH = 10**15
"""No fact is that large: beyond it, a number was mistyped."""
FIRST_YEAR, LAST_YEAR = 1600, 2999


class FactError(ValueError):
    """A fact cannot be taken as given; `fact` names it and `words` say why."""

    def __init__(self, fact: str, *, fr: str, en: str) -> None:
        self.fact = fact
        self.words = Words(fr=fr, en=en)
        super().__init__(fr)


def read_value(fact: Fact, given: object) -> Value:
    """Check one value against its fact.

    >>> read_value(Fact(id="employees", type=FactType.INTEGER), {"min": 5, "max": 9})
    Interval(low=Decimal('5'), high=Decimal('9'))

    Raises:
        FactError: the value is not of the fact's type.

    """
    return READERS[fact.type](fact, given)


def read_given(fact: Fact, given: object) -> Value:
    """Check what someone says of one fact: as `read_value`, and nothing below 0 unless the fact may be.

    >>> read_given(Fact(id="equity_cad", type=FactType.DECIMAL, may_be_negative=True), -5)
    Decimal('-5')

    Raises:
        FactError: the value is not of the fact's type, or is negative where that means nothing.

    """
    value = read_value(fact, given)
    ends = (value.low, value.high) if isinstance(value, Interval) else (value,)
    if not fact.may_be_negative and any(isinstance(end, Decimal) and end < 0 for end in ends):
        raise _refuse(fact, given, fr="un nombre positif ou nul", en="a number that is not negative")
    return value


def _refuse(fact: Fact, given: object, *, fr: str, en: str) -> FactError:
    shown = (
        given
        if isinstance(given, str)
        else {True: "true", False: "false"}.get(given, given)
        if isinstance(given, bool)
        else given
    )
    written = str(shown) if len(str(shown)) <= LONGEST else f"{str(shown)[:LONGEST]}…"
    return FactError(
        fact.id,
        fr=f"{fact.id} : « {written} » n’est pas accepté; attendu : {fr}",
        en=f"{fact.id}: “{written}” is not accepted; expected: {en}",
    )


def _boolean(fact: Fact, given: object) -> Value:
    words = {"yes": True, "no": False}
    if isinstance(given, str) and given.lower() in words:
        return words[given.lower()]
    if not isinstance(given, bool):
        raise _refuse(fact, given, fr="true ou false", en="true or false")
    return given


def _number(fact: Fact, given: object) -> Value:
    if isinstance(given, Mapping):
        return _interval(fact, given)
    return _exact(fact, given)


def _exact(fact: Fact, given: object) -> Decimal:
    whole = fact.type is FactType.INTEGER
    fr, en = ("un nombre entier", "a whole number") if whole else ("un nombre", "a number")
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        raise _refuse(fact, given, fr=fr, en=en)
    number = Decimal(str(given))
    if not number.is_finite() or abs(number) >= TOO_MUCH or (whole and number != number.to_integral_value()):
        raise _refuse(fact, given, fr=fr, en=en)
    if fact.type is FactType.SHARE and not 0 <= number <= 1:
        raise _refuse(fact, given, fr="une part de 0 à 1", en="a share from 0 to 1")
    return number


def _interval(fact: Fact, given: Mapping[object, object]) -> Value:
    unknown = [key for key in given if key not in ("min", "max")]
    if unknown or not given:
        raise _refuse(fact, dict(given), fr="un nombre ou {min: …, max: …}", en="a number or {min: …, max: …}")
    low, high = (None if given.get(key) is None else _exact(fact, given[key]) for key in ("min", "max"))
    if low is not None and high is not None and low > high:
        raise _refuse(fact, f"min {low}, max {high}", fr="un minimum sous le maximum", en="a minimum under the maximum")
    if low is not None and low == high:
        return low
    return Interval(low=low, high=high)


def _date(fact: Fact, given: object) -> Value:
    try:
        return read_day(str(given))
    except ValueError:
        raise _refuse(fact, given, fr="une date AAAA-MM-JJ", en="a date YYYY-MM-DD") from None


def read_day(given: str) -> date:
    """Read a day written YYYY-MM-DD, of a year that leaves room to count months on both sides.

    >>> read_day("2026-11-22")
    datetime.date(2026, 11, 22)

    Raises:
        ValueError: another shape, a day that does not exist, a year before 1600 or after 2999.

    """
    day = date.fromisoformat(given)
    if day.isoformat() != given or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(given)
    return day


def _choice(fact: Fact, given: object) -> Value:
    if not isinstance(given, str) or given not in fact.values:
        listed = ", ".join(fact.values)
        raise _refuse(fact, given, fr=f"une de ces valeurs : {listed}", en=f"one of {listed}")
    return given


def _text(fact: Fact, given: object) -> Value:
    if not isinstance(given, str) or not given.strip():
        raise _refuse(fact, given, fr="un texte entre guillemets", en="a quoted text")
    return given.strip().replace("'", "’")  # L'Islet and L’Islet are one place


def _shaped(pattern: str, *, fr: str, en: str) -> Callable[[Fact, object], Value]:
    shape = re.compile(pattern)

    def read(fact: Fact, given: object) -> Value:
        if not isinstance(given, str) or not shape.fullmatch(given):
            raise _refuse(fact, given, fr=fr, en=en)
        return given

    return read


_STEMS = "11|21|22|23|3[123]|41|44|45|48|49|5[123456]|61|62|71|72|81|91"
READERS: Mapping[FactType, Callable[[Fact, object], Value]] = {
    FactType.BOOLEAN: _boolean,
    FactType.INTEGER: _number,
    FactType.DECIMAL: _number,
    FactType.SHARE: _number,
    FactType.DATE: _date,
    FactType.MONTH_DAY: _shaped(
        r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31",
        fr='un mois et un jour entre guillemets, comme "12-31"',
        en='a quoted month and day such as "12-31"',
    ),
    FactType.CODE: _shaped(
        rf"({_STEMS})[0-9]{{0,4}}|{'|'.join(RANGES)}",
        fr='un code SCIAN de 2 à 6 chiffres entre guillemets, comme "2381"',
        en='a quoted SCIAN code of 2 to 6 digits such as "2381"',
    ),
    FactType.REGION: _shaped(
        "0[1-9]|1[0-7]",
        fr='un numéro de région de deux chiffres entre guillemets, de "01" à "17"',
        en='a quoted region number of two digits, "01" to "17"',
    ),
    FactType.CHOICE: _choice,
    FactType.TEXT: _text,
}
