"""Never over the money, never worse with more of it, and what trying every choice would find."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings, strategies as st

from virage.core.selection import Candidate, ChoiceGround, Floor, choose


def file(number, asked, score, region=""):
    return Candidate(
        id=number, asked=Decimal(asked), score=Fraction(score), regions=frozenset({region} if region else ())
    )


files = st.lists(
    st.builds(
        lambda asked, score, region: (asked, score, region),
        st.integers(1, 400),
        st.integers(0, 100),
        st.sampled_from(["", "01", "09"]),
    ),
    min_size=1,
    max_size=7,
).map(lambda rows: [file(n, *row) for n, row in enumerate(rows, 1)])
floors = st.lists(
    st.builds(
        Floor,
        amount=st.integers(1, 300).map(Decimal),
        price=st.integers(0, 120).map(Fraction),
        region=st.sampled_from(["01", "09"]),
    ),
    max_size=2,
)


def net(chosen, wished):
    value = sum((one.value for one in chosen), Fraction(0))
    given_to = [sum((floor.given_by(one) for one in chosen), Fraction(0)) for floor in wished]
    return value - sum(
        floor.price * max(0, Fraction(floor.amount) - got) for floor, got in zip(wished, given_to, strict=True)
    )


def best(candidates, amount, wished):
    every = (chosen for n in range(len(candidates) + 1) for chosen in combinations(candidates, n))
    return max(net(chosen, wished) for chosen in every if sum(one.asked for one in chosen) <= amount)


@settings(max_examples=60)
@given(files, st.integers(0, 900).map(Decimal), floors)
def test_it_finds_what_trying_every_choice_finds(candidates, amount, wished):
    choice = choose(candidates, amount=amount, floors=wished)
    assert choice.given == sum(one.asked for one in candidates if one.id in choice.chosen)
    assert (choice.given <= amount, choice.left) == (True, amount - choice.given)
    assert choice.net == best(candidates, amount, wished)
    assert choice.bound >= choice.net
    assert choice == choose(candidates[::-1], amount=amount, floors=wished)


@settings(max_examples=30)
@given(files, st.integers(0, 900), st.integers(1, 200), floors)
def test_more_money_is_never_worse(candidates, amount, more, wished):
    less, least = (choose(candidates, amount=Decimal(each), floors=wished).net for each in (amount + more, amount))
    assert less >= least


def test_a_floor_brings_in_what_ranking_leaves_out_and_says_what_it_took():
    candidates = [file(1, 60, 90), file(2, 40, 80), file(3, 40, 70, "01")]
    cheap, dear = (Floor(amount=Decimal(40), price=Fraction(price), region="01") for price in (5, 50))
    kept = choose(candidates, amount=Decimal(100), floors=[cheap])
    assert (sorted(kept.chosen), kept.floors[0].missing, kept.floors_cost) == ([1, 2], 40, 0)
    moved = choose(candidates, amount=Decimal(100), floors=[dear])
    assert (sorted(moved.chosen), moved.floors[0].missing, moved.floors_cost) == ([1, 3], 0, 400)
    assert {one.id: one.because for one in moved.findings} == {
        1: ChoiceGround.RANK,
        2: ChoiceGround.GAVE_WAY,
        3: ChoiceGround.FLOOR,
    }


def test_what_the_last_dollar_changes():
    candidates = [file(1, 60, 90), file(2, 50, 80), file(3, 40, 70), file(4, 500, 99)]
    choice = choose(candidates, amount=Decimal(105))
    assert [(one.id, one.because, one.lacking) for one in choice.findings] == [
        (1, ChoiceGround.FIT, 0),
        (2, ChoiceGround.ROOM, Decimal(45)),
        (3, ChoiceGround.FIT, 0),
        (4, ChoiceGround.LARGE, Decimal(495)),
    ]
    assert (choice.last.leaves, choice.last.enters, choice.last.lost) == ({1}, {2}, 1400)


def test_five_hundred_are_chosen_within_the_proven_gap():
    candidates = [
        file(n, 50_000 + 7919 * n % 900_000, Fraction(3000 + 977 * n % 6500, 100), f"{n % 17 + 1:02}")
        for n in range(500)
    ]
    choice = choose(
        candidates,
        amount=Decimal(60_000_000),
        floors=[Floor(amount=Decimal(9_000_000), price=Fraction(20), region=region) for region in ("01", "09", "11")],
    )
    assert (choice.given <= Decimal(60_000_000), choice.gap <= Fraction(1, 100)) == (True, True)
