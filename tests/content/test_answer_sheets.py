"""Whatever a sheet holds, it is scored or refused by name; and a better sheet never scores less."""

from contextlib import suppress
from typing import Any

from hypothesis import given, strategies as st

from virage.content.answer_sheets import score_sheet
from virage.content.library import shipped
from virage.core.dmat import DmatQuestion, Scale
from virage.core.instruments import AnswerError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
EUROPEAN = shipped().instruments["dmat-sme"].sheet
PME = shipped().questionnaires["virage-pme"].sheet


def _rows(question: DmatQuestion) -> st.SearchStrategy[Any]:
    positive = [row for row in question.rows if row not in question.negative]
    ticks = st.lists(st.sampled_from(positive), unique=True)
    return {
        Scale.TWO_TICKS: st.fixed_dictionaries({"invested": ticks, "planned": ticks}),
        Scale.TICKS: ticks,
        Scale.SCALE_0_5: st.dictionaries(st.sampled_from(question.rows), st.integers(0, 5)),
        Scale.NO_PARTIALLY_YES: st.dictionaries(
            st.sampled_from(question.rows), st.sampled_from(["no", "partially", "yes"])
        ),
    }[question.kind]


EUROPEAN_SHEETS = st.fixed_dictionaries({}, optional={q.id: _rows(q) for q in EUROPEAN.questions})


@given(
    st.sampled_from(["dmat-sme", "virage-pme"]),
    JSON
    | st.dictionaries(st.sampled_from([q.id for q in EUROPEAN.questions]), JSON, max_size=3)
    | st.fixed_dictionaries(
        {"answers": st.dictionaries(st.sampled_from([q.id for q in PME.questions]), JSON, max_size=3) | JSON},
        optional={
            "profile": st.dictionaries(st.sampled_from(["sector", "employees", "region"]), JSON) | JSON,
            "depth": JSON,
        },
    ),
)
def test_any_sheet_is_scored_or_refused_in_words(instrument, sheet):
    with suppress(AnswerError):
        card = score_sheet(shipped(), instrument, sheet)
        assert card.overall is None or 0 <= card.overall <= 100


@given(EUROPEAN_SHEETS, st.data())
def test_ticking_one_more_row_never_lowers_the_european_score(sheet, data):
    question = data.draw(st.sampled_from([q for q in EUROPEAN.questions if q.kind is Scale.TICKS]))
    ticked = sheet.get(question.id, [])
    left = [row for row in question.rows if row not in (*ticked, *question.negative)]
    more = {**sheet, question.id: ticked + left[:1]}
    before, after = (score_sheet(shipped(), "dmat-sme", s) for s in (sheet, more))
    assert (after.overall > before.overall) == bool(left)


@given(EUROPEAN_SHEETS)
def test_the_european_score_is_the_plain_mean_of_its_dimensions(sheet):
    card = score_sheet(shipped(), "dmat-sme", sheet)
    assert card.overall == sum(d.score for d in card.dimensions) / 6
    assert card.interval.least == card.overall == card.interval.greatest
