"""Whom an offer serves: three answers, and an unknown never excludes."""

import pytest
from hypothesis import given, strategies as st

from virage.core.answers import Answer
from virage.core.conditions import evaluate
from virage.core.offers import OfferGround, OfferTerms, node, read
from virage.core.words import Words

TERMS = OfferTerms(sectors=("construction",), regions=("01", "11"), employees_least=5, employees_most=50)
SURE = {"sector": "construction", "region": "01", "employees": 12}


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        (SURE, Answer.YES),
        ({**SURE, "employees": 51}, Answer.NO),
        ({**SURE, "employees": 4}, Answer.NO),
        ({**SURE, "region": "06"}, Answer.NO),
        ({"sector": "construction"}, Answer.UNKNOWN),
        ({"sector": "tourisme"}, Answer.NO),
    ],
)
def test_an_offer_is_read_in_three_answers(facts, answer):
    assert read(TERMS, facts).answer is answer


def test_words_alone_stay_to_confirm():
    terms = OfferTerms(to_confirm=(Words(fr="avoir un siège au Québec", en="to have its seat in Québec"),))
    reading = read(terms, SURE)
    assert (reading.answer, reading.grounds, reading.to_ask) == (
        Answer.UNKNOWN,
        ((OfferGround.CONFIRM, Answer.UNKNOWN),),
        (),
    )
    assert read(OfferTerms(employees_least=3), {"employees": 3}).answer is Answer.YES


@given(
    facts=st.fixed_dictionaries(
        {},
        optional={
            "sector": st.sampled_from(["construction", "tourisme"]),
            "region": st.sampled_from(["01", "06"]),
            "employees": st.integers(1, 80),
        },
    )
)
def test_the_reading_is_that_of_the_tree(facts):
    assert read(TERMS, facts).answer is evaluate(node(TERMS), facts).answer
