"""Numbers, money, dates and typography, in both languages."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from virage.base import words

NB = words.NB


@pytest.mark.parametrize(
    ("value", "decimals", "french", "english"),
    [
        (0, 0, "0", "0"),
        (1234, 0, f"1{NB}234", "1,234"),
        (-1234567, 0, f"−1{NB}234{NB}567", "−1,234,567"),
        (Decimal("2.5"), 0, "3", "3"),
        (Fraction(1, 3), 2, "0,33", "0.33"),
        (Decimal("-0.004"), 2, "0,00", "0.00"),
    ],
)
def test_numbers(value, decimals, french, english):
    assert words.number(value, "fr", decimals) == french
    assert words.number(value, "en", decimals) == english


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (Decimal(50000), f"50{NB}000{NB}$", "$50,000"),
        (Decimal("1234.56"), f"1{NB}234,56{NB}$", "$1,234.56"),
        (Decimal("-8240.5"), f"−8{NB}240,50{NB}$", "−$8,240.50"),
        (0, f"0{NB}$", "$0"),
    ],
)
def test_money(value, french, english):
    assert (words.money(value, "fr"), words.money(value, "en")) == (french, english)


def test_millions_drop_a_decimal_that_says_nothing():
    assert words.millions(218_000_000) == f"218{NB}M$"
    assert words.millions(Decimal(222300000)) == f"222,3{NB}M$"
    assert words.millions(-4_300_000, "en") == "−$4.3M"


def test_percent():
    assert words.percent(Fraction(24, 100)) == f"24{NB}%"
    assert words.percent(Decimal("0.605"), "en", 1) == "60.5%"
    shares = [Fraction(3334, 10_000), Fraction(1, 3), Fraction(375, 1000), Fraction(1)]
    assert [words.percent_as_recorded(s, "en") for s in shares] == ["33.34%", "33.33%", "37.5%", "100%"]


def test_days_months_and_hours():
    first = date(2027, 2, 1)
    assert words.day(first) == f"1er{NB}février 2027"
    assert words.day(first, "en", short=True) == f"Feb.{NB}1, 2027"
    assert words.day(first, weekday=True, year=False) == f"lundi 1er{NB}février"
    assert words.day(first, "en", weekday=True, year=False) == f"Monday, February{NB}1"
    assert words.month(first) == f"février{NB}2027"
    assert words.clock(datetime(2026, 11, 22, 10, 42, tzinfo=UTC)) == f"10{NB}h{NB}42"
    assert words.clock(time(0, 5), "en") == f"12:05{NB}a.m."


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("L'aide : 50 000 $", f"L’aide{NB}: 50{NB}000{NB}$"),
        ("« Je ne sais pas »", f"«{NB}Je ne sais pas{NB}»"),
        ("Savez-vous où en est un chantier ?", f"Savez-{words.JOINER}vous où en est un chantier?"),
        ("dans 19 jours, le 1er février", f"dans 19{NB}jours, le 1er{NB}février"),
        ("avant le 11 décembre 2026", f"avant le 11{NB}décembre 2026"),
        ("jusqu'à 50 % – par année", f"jusqu’à 50{NB}%{NB}– par année"),
        (
            "le projet 12 a 38 % de sa cible ; 2 projets attendent",
            f"le projet{NB}12 a 38{NB}% de sa cible; 2{NB}projets attendent",
        ),
    ],
)
def test_french_typography(typed, set_):
    assert words.typo(typed) == set_


def test_english_keeps_its_spaces():
    assert words.typo("It's 50 % : « so »", "en") == "It’s 50 % : « so »"


def test_markup_is_left_alone():
    assert words.typo_html("<a title=\"l'an : 1\">l'an : 1</a>") == f'<a title="l\'an : 1">l’an{NB}: 1</a>'


@given(st.text(alphabet="a1 'é:;!?«»%$-–", max_size=40))
def test_setting_twice_changes_nothing(text):
    once = words.typo(text)
    assert words.typo(once) == once
