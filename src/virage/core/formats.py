"""Write values for people: French spacing and decimals, English ones."""

from datetime import date
from decimal import Decimal

from virage.core.facts import Fact, FactType
from virage.core.money import CENT
from virage.core.spans import day_en, day_fr
from virage.core.values import Scalar
from virage.core.words import Words

NBSP = "\u00a0"


def number(value: Decimal | int) -> Words:
    """Write a number with its thousands apart.

    >>> number(Decimal("2500000")).fr.replace(NBSP, "_"), number(Decimal("1234.5")).en
    ('2_500_000', '1,234.5')
    """
    text = f"{Decimal(value).normalize():,f}"
    return Words(fr=text.replace(",", NBSP).replace(".", ","), en=text)


def value(fact: Fact, given: Scalar) -> Words:
    """Write a value of a fact, with its sign or its label.

    >>> value(Fact(id="s", type=FactType.SHARE), Decimal("0.4")).en
    '40%'
    """
    if isinstance(given, bool):
        return Words(fr="oui" if given else "non", en="yes" if given else "no")
    if isinstance(given, date):
        return Words(fr=day_fr(given), en=day_en(given))
    if isinstance(given, str):
        return fact.values.get(given, Words(fr=given, en=given))
    return _quantity(fact, number(given * 100 if fact.type is FactType.SHARE else given))


def with_unit(fact: Fact, given: Scalar) -> Words:
    """Write a value of a fact followed by its unit, when it has one."""
    text = value(fact, given)
    if fact.unit is None:
        return text
    return Words(fr=f"{text.fr}{NBSP}{fact.unit.fr}", en=f"{text.en} {fact.unit.en}")


def _quantity(fact: Fact, text: Words) -> Words:
    if fact.type is FactType.SHARE:
        return Words(fr=f"{text.fr}{NBSP}%", en=f"{text.en}%")
    if fact.money:
        return Words(fr=f"{text.fr}{NBSP}$", en=f"${text.en}")
    return text


def listed(items: list[Words], *, last_fr: str = "ou", last_en: str = "or") -> Words:
    """Write a list with a word before the last item.

    >>> listed([Words(fr="a", en="a"), Words(fr="b", en="b"), Words(fr="c", en="c")]).fr
    'a, b ou c'
    """
    return Words(fr=_join([i.fr for i in items], last_fr), en=_join([i.en for i in items], last_en))


def _join(items: list[str], last: str) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def dollars(amount: Decimal) -> Words:
    """Write dollars; cents only where there are any.

    >>> dollars(Decimal("1200.50")).en, dollars(Decimal("24000.00")).en
    ('$1,200.50', '$24,000')
    """
    whole = amount == amount.to_integral_value()
    said = number(amount).en if whole else f"{amount.quantize(CENT):,f}"
    return Words(fr=said.replace(",", NBSP).replace(".", ",") + f"{NBSP}$", en=f"${said}")
