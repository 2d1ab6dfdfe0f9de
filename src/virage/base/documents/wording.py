"""Ranges, quarters and durations as documents and pages say them."""

from decimal import Decimal

from virage.base.words import NB, Language, money, number
from virage.core.quarters import Quarter
from virage.core.words import Words

TO = Words(fr="à", en="to")


def money_range(low: Decimal, high: Decimal, language: Language) -> str:
    r"""Two ends of an amount.

    >>> money_range(Decimal(1500), Decimal(6000), "fr"), money_range(Decimal(0), Decimal(0), "fr")
    ('1\xa0500 à 6\xa0000\xa0$', '0\xa0$')
    >>> money_range(Decimal(1500), Decimal(6000), "en")
    '$1,500 to $6,000'
    """
    if low == high:
        return money(high, language)
    first = number(low, language) if language == "fr" else money(low, language)
    return f"{first} {TO.say(language)} {money(high, language)}"


def hours_range(low: int, high: int, language: Language) -> str:
    r"""Two ends of a time.

    >>> hours_range(10, 20, "fr"), hours_range(8, 8, "en")
    ('10 à 20\xa0h', '8\xa0h')
    """
    first = "" if low == high else f"{number(low, language)} {TO.say(language)} "
    return f"{first}{number(high, language)}{NB}h"


def quarter(one: Quarter, language: Language) -> str:
    r"""One quarter.

    >>> quarter(Quarter(2027, 1), "fr"), quarter(Quarter(2027, 1), "en")
    ('T1\xa02027', 'Q1\xa02027')
    """
    return f"{'T' if language == 'fr' else 'Q'}{one.number}{NB}{one.year}"


def quarters(first: Quarter, last: Quarter, language: Language) -> str:
    r"""A stretch of quarters.

    >>> quarters(Quarter(2027, 1), Quarter(2027, 2), "fr")
    'T1\xa02027 à T2\xa02027'
    """
    if first == last:
        return quarter(first, language)
    return f"{quarter(first, language)} {TO.say(language)} {quarter(last, language)}"
