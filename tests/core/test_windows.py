"""The window of a norm: certainly inside, certainly outside, or neither."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from virage.core.answers import Answer
from virage.core.conditions import In
from virage.core.spans import Span
from virage.core.windows import ANYWHEN, NEVER, Bound, Case, Window, inside, look

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def bound(written: str) -> Bound:
    span = Span.of(written)
    return Bound(span.first, span.last)


@pytest.mark.parametrize(
    ("opens", "closes", "on", "answer"),
    [
        ("2024-05-01", "2024-10-03", "2024-05-01", YES),
        ("2024-05-01", "2024-10-03", "2024-10-03", YES),
        ("2024-05-01", "2024-10-03", "2024-10-04", NO),
        ("2024-05-01", "2024-10-03", "2024-04-30", NO),
        ("2022-03", "2024", "2022-02-28", NO),
        ("2022-03", "2024", "2022-03-15", UNKNOWN),
        ("2022-03", "2024", "2022-03-31", YES),
        ("2022-03", "2024", "2023-12-31", YES),
        ("2022-03", "2024", "2024-06-01", UNKNOWN),
        ("2022-03", "2024", "2025-01-01", NO),
        (None, "2024-10-03", "2024-01-01", UNKNOWN),
        (None, "2024-10-03", "2025-01-01", NO),
        ("2025", None, "2026-01-01", UNKNOWN),
    ],
)
def test_bounds_are_intervals_of_dates(opens, closes, on, answer):
    start, end = (ANYWHEN if text is None else bound(text) for text in (opens, closes))
    assert inside(start, end, date.fromisoformat(on)) is answer


@given(opens=DAYS, closes=DAYS, on=DAYS, before=st.integers(0, 400), after=st.integers(0, 400))
def test_knowing_less_of_a_bound_never_invents_an_answer(opens, closes, on, before, after):
    exact = inside(Bound(opens, opens), Bound(closes, closes), on)
    wide = Bound(opens - timedelta(days=before), opens + timedelta(days=after))
    assert inside(wide, Bound(closes, closes), on) in (exact, UNKNOWN)
    assert inside(ANYWHEN, Bound(closes, closes), on) in (exact, UNKNOWN)


def test_a_bound_may_depend_on_a_fact():
    common = bound("2026-01-31")
    window = Window(
        opens=bound("2025-12-04"),
        closes=common,
        cases=(Case(when=In("region", ("09", "10")), opens=bound("2025-12-04"), closes=common.later(4)),),
    )
    on = date(2026, 2, 15)
    assert look(window, {"region": "09"}, on).answer is YES
    assert look(window, {"region": "06"}, on).answer is NO
    unknown = look(window, {}, on)
    assert (unknown.answer, unknown.missing) == (UNKNOWN, frozenset({"region"}))
    assert look(window, {}, date(2026, 1, 15)).answer is YES  # open for all: nothing to ask


@pytest.mark.parametrize(
    ("on", "answer", "sentence"),
    [
        ("2025-12-01", NO, "Les demandes seront reçues à partir d’une ouverture prévue le 10 décembre 2025."),
        ("2025-12-11", YES, "Les demandes sont reçues du 10 décembre 2025 au 12 décembre 2025."),
        ("2025-12-20", NO, "Les demandes seront reçues à partir d’une ouverture prévue le 12 janvier 2026."),
        ("2026-01-12", YES, "Les demandes sont reçues le 12 janvier 2026 seulement."),
        ("2026-02-01", NO, "Les demandes ne sont plus reçues depuis le 12 janvier 2026."),
    ],
)
def test_days_of_their_own_add_to_the_common_ones(on, answer, sentence):
    early = Case(when=In("region", ("09",)), opens=bound("2025-12-10"), closes=bound("2025-12-12"), also=True)
    window = Window(opens=bound("2026-01-12"), closes=bound("2026-01-12"), cases=(early,))
    found = look(window, {"region": "09"}, date.fromisoformat(on))
    assert (found.answer, found.sentence.fr.replace("\u00a0", " ")) == (answer, sentence)


def test_a_text_without_end_stays_open():
    assert look(Window(opens=bound("2025-03-26"), closes=NEVER), {}, date(2031, 1, 1)).answer is YES


def test_an_unconfirmed_opening_says_since_when_without_looking_ahead():
    window = Window(opens=bound("2020-01-09"), seen=(Span.of("2020-01"), Span.of("2025")))
    assert look(window, {}, date(2021, 6, 1)).sentence.fr == "Ouverture non confirmée depuis janvier 2020."
    assert look(window, {}, date(2026, 6, 1)).sentence.fr == "Ouverture non confirmée depuis 2025."


@pytest.mark.parametrize(
    ("written", "weeks", "expected"),
    [
        ("2024-10-03", 4, Bound(date(2024, 10, 31), date(2024, 10, 31))),
        ("2024-12-30", 1, Bound(date(2025, 1, 6), date(2025, 1, 6))),
        ("2024-02", 1, Bound(date(2024, 2, 8), date(2024, 3, 7))),
        ("2024-10-03", -1, Bound(date(2024, 9, 26), date(2024, 9, 26))),
    ],
)
def test_weeks_later_move_both_ends_of_a_bound(written, weeks, expected):
    assert bound(written).later(weeks) == expected


def test_weeks_later_leave_unknown_what_no_source_says():
    day = date(2024, 10, 3)
    assert ANYWHEN.later(4) == ANYWHEN
    assert Bound(None, day).later(1) == Bound(None, date(2024, 10, 10))
    assert Bound(day, None).later(1) == Bound(date(2024, 10, 10), None)
