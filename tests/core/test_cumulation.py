"""Cumulation: never above a ceiling, an aid never makes room, and what is learned never contradicts what was said."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings, strategies as st

from virage.core.answers import Answer
from virage.core.cumulation import AidKind, Ceiling, PublicAid, cumulate

GRANT, REPAYABLE, CREDIT = AidKind
dollars = st.integers(0, 1000).map(Decimal)
shares = st.sampled_from([Decimal(n) / 4 for n in range(5)])
aids = st.builds(
    PublicAid,
    name=st.just("aide"),
    kind=st.none() | st.sampled_from(AidKind),
    amount=st.none() | dollars,
    concerns=st.sampled_from(Answer),
)
ceilings = st.builds(
    Ceiling, name=st.just("norme"), share=st.none() | shares, weights=st.dictionaries(st.sampled_from(AidKind), shares)
)
worlds = (st.lists(aids, max_size=4), dollars, st.lists(ceilings, min_size=1, max_size=3))
learned = st.tuples(st.sampled_from(AidKind), dollars, st.sampled_from([Answer.YES, Answer.NO]))
few = settings(max_examples=40)


def grant(amount, **more):
    return PublicAid(**{"name": "Aide", "kind": GRANT, "amount": Decimal(amount), **more})


def settled(aid, kind, amount, concerns):
    """The same aid, once what was missing is known."""
    return replace(
        aid,
        kind=aid.kind or kind,
        amount=amount if aid.amount is None else aid.amount,
        concerns=concerns if aid.concerns is Answer.UNKNOWN else aid.concerns,
    )


def whole(ceiling, share, weight):
    return replace(
        ceiling,
        share=share if ceiling.share is None else ceiling.share,
        weights=dict.fromkeys(AidKind, weight) | dict(ceiling.weights),
    )


@few
@given(*worlds, learned, st.tuples(shares, shares))
def test_what_is_learned_never_contradicts_the_answer(held, cost, rules, told, read):
    found = cumulate(held, cost=cost, ceilings=rules)
    known = [settled(aid, *told) for aid in held]
    norms = [whole(rule, *read) for rule in rules]
    counted = [
        sum(aid.amount * rule.weights[aid.kind] for aid in known if aid.concerns is Answer.YES) for rule in norms
    ]
    within = all(total <= rule.share * cost for total, rule in zip(counted, norms, strict=True))
    assert found.answer in {Answer.UNKNOWN, Answer.of(within)}
    assert found.answer is not Answer.UNKNOWN or found.to_settle
    assert cumulate(known, cost=cost, ceilings=norms).answer is Answer.of(within)


@few
@given(*worlds, aids)
def test_one_more_aid_never_makes_room(held, cost, rules, more):
    before, after = (cumulate(all_of_them, cost=cost, ceilings=rules) for all_of_them in (held, [*held, more]))
    assert after.left <= before.left
    order = (Answer.NO, Answer.UNKNOWN, Answer.YES)
    assert order.index(after.answer) <= order.index(before.answer)


@few
@given(*worlds, dollars)
def test_what_is_left_may_be_given_and_a_cent_more_is_never_certain(held, cost, rules, amount):
    rules = [whole(rule, Decimal("0.5"), Decimal(1)) for rule in rules]
    rules = [replace(rule, weights={kind: Decimal(1) for kind in AidKind}) for rule in rules]
    room = cumulate(held, cost=cost, ceilings=rules)
    if room.answer is Answer.YES:
        given_all = cumulate([*held, grant(room.left)], cost=cost, ceilings=rules)
        assert (given_all.answer, given_all.left) == (Answer.YES, 0)
    beyond = cumulate([*held, grant(room.left + amount + Decimal("0.01"))], cost=cost, ceilings=rules)
    assert beyond.answer is not Answer.YES


def test_the_strictest_ceiling_wins_and_is_read_first():
    """ESSOR 1B and 1C as their pages give them: 80% and 50%, a repayable aid for half."""
    weights = {GRANT: Decimal(1), REPAYABLE: Decimal("0.5")}
    wide = Ceiling(name="1B", share=Decimal("0.8"), weights=weights)
    strict = Ceiling(name="1C", share=Decimal("0.5"), weights=weights)
    loan = grant(20_000, kind=REPAYABLE)
    found = cumulate([grant(30_000), loan], cost=Decimal(100_000), ceilings=[wide, strict])
    assert [reading.ceiling.name for reading in found.readings] == ["1C", "1B"]
    assert (found.answer, found.left) == (Answer.YES, 10_000)
    assert [line.why.en for line in found.readings[0].lines] == ["100% of $30,000", "50% of $20,000"]
    assert cumulate([grant(50_001)], cost=Decimal(100_000), ceilings=[wide, strict]).answer is Answer.NO


def test_a_rule_that_nobody_published_is_unknown_never_no():
    silent = Ceiling(name="fonds", share=None)
    for rules in ([], [silent]):
        assert cumulate([grant(10**9)], cost=Decimal(1), ceilings=rules).answer is Answer.UNKNOWN
    other = grant(900, concerns=Answer.NO)
    half = Ceiling(name="1C", share=Decimal("0.5"), weights={GRANT: Decimal(1)})
    assert cumulate([other], cost=Decimal(1000), ceilings=[half]).answer is Answer.YES
