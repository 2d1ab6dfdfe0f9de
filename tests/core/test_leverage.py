from decimal import Decimal

from hypothesis import given, strategies as st

from virage.core.leverage import Funding, leverage
from virage.core.money import Money, total
from virage.core.portfolio import Contribution, FunderKind
from virage.core.words import Words

dollars = st.integers(1, 10**9).map(lambda n: Money(Decimal(n)))


def share(kind, amount):
    return Contribution(id=kind.value, name=Words(fr="", en=""), kind=kind, amount=amount)


@st.composite
def fundings(draw):
    own = draw(st.none() | dollars)
    others = tuple(share(k, draw(dollars)) for k in draw(st.lists(st.sampled_from(FunderKind), max_size=3)))
    told = (own or Money(Decimal(0))) + total(c.amount for c in others)
    cost = draw(st.none() | st.just(told) | dollars.map(lambda more: told + more))
    return Funding(id=str(draw(st.integers())), initiative=own, total_cost=cost or None, others=others)


@given(st.lists(fundings(), max_size=6))
def test_other_money_is_total_cost_less_one(things):
    found = leverage(things)
    if found.cost.value is None:
        assert found.other.value is None
    else:
        assert abs(found.cost.value - found.other.value - 1) < Decimal("1e-15")
    assert found.cost.n + len({t.id for t in things if not (t.initiative and t.total_cost)}) <= len(things)


@given(st.lists(fundings(), max_size=6))
def test_the_parts_of_other_money_add_up_to_it(things):
    found = leverage(things)
    assert total(found.parts.values()) == found.other.numerator


def test_private_money_counts_only_where_every_contribution_is_published():
    def money(amount):
        return Money(Decimal(amount))

    told = Funding(
        id="told",
        initiative=money(50),
        total_cost=money(100),
        others=(share(FunderKind.PUBLIC, money(30)), share(FunderKind.PRIVATE, money(20))),
    )
    silent = Funding(id="silent", initiative=money(20), total_cost=money(90))
    bare = Funding(id="bare", initiative=money(20), total_cost=None)
    found = leverage([told, silent, bare])
    assert (found.private.value, found.private.n, found.private.out_of) == (Decimal("0.25"), 1, 3)
    assert found.private.not_published == {"silent": ("contributions",), "bare": ("total_cost", "contributions")}
    assert (found.cost.value, found.cost.n) == (Decimal(190) / 70, 2)
    assert found.parts["unknown"] == money(70)
