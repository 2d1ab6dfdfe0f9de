"""What a claim gives right to: told to the cent, and a reason wherever it does not."""

from datetime import date

from hypothesis import given, strategies as st

from virage.core.claims import Terms, due, objections

ON = date(2026, 11, 22)
cents = st.decimals(0, 10**9, places=2)
shares = st.decimals(0, 1, places=4)
YEAR = {"begins_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31)}


@given(st.lists(cents, max_size=5), shares, shares, cents)
def test_what_is_accepted_is_told_to_the_cent(accepted, rate, holdback, unjustified):
    made = due(accepted, terms=Terms(rate=rate, holdback=holdback, **YEAR), unjustified=unjustified)
    assert made.justifies + made.held + made.payable == made.share <= made.accepted
    assert min(made.justifies, made.held, made.payable) >= 0
    assert made.justifies in {unjustified, made.share}


def test_an_expense_is_within_its_terms_or_says_why():
    terms = Terms(categories={"training"}, **YEAR)
    assert objections(category="training", on=date(2027, 3, 31), terms=terms) == ()
    assert len(objections(category="travel", on=date(2027, 4, 1), terms=terms)) == 2
    assert objections(category="travel", on=ON, terms=Terms(**YEAR)) == ()
