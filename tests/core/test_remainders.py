from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from virage.core.money import Money, total
from virage.core.portfolio import Batch
from virage.core.remainders import RemainderRule, remainder
from virage.core.sourcing import Qualifier
from virage.core.spans import Span


def batch(name, projects, aid, qualifier=None):
    return Batch(
        id=name,
        kind="batch",
        date=Span(date(2022, 1, 1), date(2022, 1, 1)),
        date_words=None,
        projects=projects,
        organisations=None,
        aid=None if aid is None else Money(Decimal(aid)),
        aid_qualifier=qualifier,
        total_cost=None,
        total_cost_qualifier=None,
        targets=(),
        results=(),
        covers=(),
        derived=None,
        note=None,
        sources=(),
    )


def rule(*less, measures=("projects", "aid")):
    return RemainderRule(id="R", batch="ALL", total="ALL", less=less, covers=(), measures=frozenset(measures))


parts = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 10**9)), max_size=5)


@given(parts, st.integers(0, 9), st.integers(0, 10**9))
def test_what_is_taken_off_and_what_remains_make_the_total(taken, more, aid):
    batches = {str(i): batch(str(i), n, a) for i, (n, a) in enumerate(taken)}
    every = sum(n for n, _ in taken) + more
    batches["ALL"] = batch("ALL", every, sum(a for _, a in taken) + aid)
    found = remainder(rule(*map(str, range(len(taken)))), batches, [])
    assert (found.projects, found.aid) == (more, Money(Decimal(aid)))
    assert total(s.aid * s.sign for s in found.steps) == found.aid


def test_an_approximate_total_makes_an_approximate_remainder():
    batches = {"ALL": batch("ALL", 3, 100, Qualifier.NEARLY), "A": batch("A", 1, 40)}
    found = remainder(rule("A"), batches, [])
    assert found.approximate
    assert [(step.sign, step.refers, step.projects, step.aid.amount) for step in found.steps] == [
        (1, ("ALL",), 3, 100),
        (-1, ("A",), 1, 40),
    ]
    assert (found.aid.amount, found.projects) == (60, 2)


def test_a_count_alone_needs_no_amount():
    found = remainder(rule(measures=("projects",)), {"ALL": batch("ALL", 3, None)}, [])
    assert (found.projects, found.aid, found.approximate) == (3, None, False)


def test_an_amount_that_is_not_published_is_not_guessed():
    with pytest.raises(ValueError, match="ALL"):
        remainder(rule(), {"ALL": batch("ALL", 3, None)}, [])
