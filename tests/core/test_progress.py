"""Laws of comparing two moments."""

from hypothesis import given, strategies as st

from virage.core.instruments import Proof, Question, Questionnaire
from virage.core.progress import progress

QUESTIONS = tuple(
    Question(id=name, options=("a", "b", "c", "d", "e"), dimension=dimension, allows_na=True)
    for name, dimension in (("plan", "strategy"), ("budget", "strategy"), ("site", "operations"))
)
SHEET = Questionnaire(id="x", version="1", dimensions=("strategy", "operations"), questions=QUESTIONS, bands=())
IDS = [q.id for q in QUESTIONS]
ANSWERS = st.dictionaries(st.sampled_from(IDS), st.sampled_from([*"abcde", "na", "unknown"]))
PROOFS = st.dictionaries(st.sampled_from(IDS), st.sampled_from(Proof))


def compared(before, after, proofs=None, comparable=IDS):
    return progress(SHEET, before=before, after=after, proofs=proofs or {}, comparable=comparable)


@given(ANSWERS, ANSWERS, PROOFS)
def test_every_question_answered_once_is_compared_or_named(before, after, proofs):
    moved = compared(before, after, proofs)
    assert {c.question for c in moved.changes} | set(moved.left_out) == before.keys() | after.keys()
    assert {c.question for c in moved.changes}.isdisjoint(moved.left_out)
    assert {c.question for c in moved.adopted} <= {c.question for c in moved.up}


@given(ANSWERS, ANSWERS)
def test_looking_back_turns_every_step_round(before, after):
    there, back = compared(before, after), compared(after, before)
    assert [c.steps for c in there.changes] == [-c.steps for c in back.changes]
    assert (there.before, there.after) == (back.after, back.before)


@given(ANSWERS)
def test_nothing_moves_between_a_moment_and_itself(answers):
    moved = compared(answers, answers)
    assert (moved.up, moved.down, moved.before) == ((), (), moved.after)


def test_only_what_was_asked_alike_counts():
    moved = compared({"plan": "a", "site": "a"}, {"plan": "e", "site": "e"}, comparable={"site"})
    assert ([c.question for c in moved.changes], moved.left_out) == (["site"], ("plan",))
    assert (moved.before, moved.after) == (0, 100)


def test_a_practice_is_adopted_once_someone_saw_it():
    moved = compared({"plan": "a", "site": "a"}, {"plan": "b", "site": "b"}, {"plan": Proof.SEEN})
    assert [c.question for c in moved.adopted] == ["plan"]
