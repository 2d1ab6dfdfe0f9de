"""What someone says of an enterprise is read strictly, completed, and refused when it contradicts itself."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from virage.core.catalogue import Catalogue
from virage.core.conditions import Eq
from virage.core.derived import months_after, months_since, tax_year_began_on
from virage.core.facts import Fact, FactType, Implication
from virage.core.reading import FactError
from virage.core.values import Interval
from virage.core.words import Words

COOPERATIVE = Words(fr="coopérative", en="cooperative")
CATALOGUE = Catalogue(
    facts={
        fact.id: fact
        for fact in (
            Fact(id="employees", type=FactType.INTEGER),
            Fact(id="export_share", type=FactType.SHARE),
            Fact(id="cooperative", type=FactType.BOOLEAN),
            Fact(id="legal_form", type=FactType.CHOICE, values={"cooperative": COOPERATIVE, "npo": COOPERATIVE}),
            Fact(id="region", type=FactType.REGION),
            Fact(id="scian", type=FactType.CODE),
            Fact(id="founded_on", type=FactType.DATE),
            Fact(id="fiscal_year_end", type=FactType.MONTH_DAY),
            Fact(id="age_years", type=FactType.INTEGER, derived_by="years_since", derived_from="founded_on"),
        )
    },
    implications=(Implication(when=Eq("legal_form", "cooperative"), then={"cooperative": True}),),
)
ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"employees": "douze"},
            "employees\u00a0: «\u00a0douze\u00a0» n’est pas accepté; attendu\u00a0: un nombre entier",
        ),
        ({"employees": 2.5}, "un nombre entier"),
        ({"employees": True}, "«\u00a0true\u00a0»"),
        ({"employees": {"min": 9, "max": 5}}, "un minimum sous le maximum"),
        ({"employees": {"least": 9}}, "{min: …, max: …}"),
        ({"export_share": 40}, "une part de 0 à 1"),
        ({"cooperative": 1}, "true ou false"),
        ({"legal_form": "coop"}, "cooperative, npo"),
        ({"region": 6}, "numéro de région"),
        ({"region": "6"}, "numéro de région"),
        ({"scian": 2381}, "code SCIAN"),
        ({"scian": "99"}, "code SCIAN"),
        ({"founded_on": "2020"}, "une date"),
        ({"founded_on": "20200102"}, "une date"),
        ({"founded_on": "9999-12-31"}, "une date"),
        ({"founded_on": date(1599, 12, 31)}, "une date"),
        ({"fiscal_year_end": "02-30"}, "12-31"),
        ({"fiscal_year_end": "04-31"}, "12-31"),
        ({"employees": -1}, "un nombre positif ou nul"),
        ({"employees": {"min": -1, "max": 5}}, "un nombre positif ou nul"),
        ({"employees": Decimal("1e15")}, "un nombre entier"),
        ({"fiscal_year_end": "31-12"}, "12-31"),
        ({"employes": 12}, "employes\u00a0: ce fait n’existe pas"),
        ({"age_years": 3}, "donnez founded_on"),
        ({"legal_form": "cooperative", "cooperative": False}, "cooperative contredit legal_form"),
    ],
)
def test_what_cannot_be_taken_is_named(given, words):
    with pytest.raises(FactError) as refused:
        CATALOGUE.read(given, on=ON)
    assert words in refused.value.words.fr


@pytest.mark.parametrize("day", ["12-31", "01-31", "02-29", "04-30", "11-30", "10-31"])
def test_a_fiscal_year_may_end_on_any_day_of_the_calendar(day):
    assert CATALOGUE.read({"fiscal_year_end": day}, on=ON) == {"fiscal_year_end": day}


def test_absent_and_null_are_unknown():
    assert CATALOGUE.read({"employees": None}, on=ON) == {}


def test_what_follows_is_added():
    assert CATALOGUE.read({"legal_form": "cooperative", "founded_on": date(2020, 11, 23)}, on=ON) == {
        "legal_form": "cooperative",
        "cooperative": True,
        "founded_on": date(2020, 11, 23),
        "age_years": 5,
    }


def test_the_question_for_a_computed_fact_is_its_base():
    assert [CATALOGUE.base(name) for name in ("age_years", "employees")] == ["founded_on", "employees"]


def test_an_interval_of_one_number_is_that_number():
    read = CATALOGUE.read({"employees": {"min": 5, "max": 5}, "export_share": {"max": Decimal("0.2")}}, on=ON)
    assert read == {"employees": Decimal(5), "export_share": Interval(high=Decimal("0.2"))}


@given(day=st.dates(date(2000, 1, 1), date(2030, 1, 1)), months=st.integers(0, 60))
def test_months_are_whole_on_their_anniversary(day, months):
    later = months_after(day, months)
    assert months_since(day, later) <= months
    assert months_since(day, later) > months - 1


@given(
    day=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    one=st.dates(date(2000, 1, 1), date(2035, 1, 1)),
    two=st.dates(date(2000, 1, 1), date(2035, 1, 1)),
)
def test_age_never_shrinks_as_time_goes(day, one, two):
    assert months_since(day, min(one, two)) <= months_since(day, max(one, two))


@given(on=st.dates(date(2001, 1, 1), date(2030, 1, 1)), end=st.sampled_from(["12-31", "03-31", "02-29", "06-30"]))
def test_the_tax_year_holds_the_date(on, end):
    began = tax_year_began_on(end, on)
    assert began <= on < months_after(began, 12) + (date(2024, 3, 1) - date(2024, 2, 28))
