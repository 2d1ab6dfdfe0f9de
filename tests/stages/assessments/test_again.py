"""T0, T1: begun anew, read once finished, compared answer by answer; recalled a year later."""

from datetime import timedelta

import pytest

from tests.thread import answer_all, begin
from virage.core.instruments import Depth
from virage.stages.assessments.models import Assessment
from virage.stages.assessments.operations import (
    NothingToDeepen,
    begin_full_assessment,
    begin_next_assessment,
    finish_assessment,
    save_answer,
)
from virage.stages.assessments.queries import latest_sheet, progress_of
from virage.stages.directory.operations import name_contact
from virage.stages.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def fill(owner, thread, option):
    while (sheet := latest_sheet(owner, key=thread.key, under_way=True)).next_question:
        value = option if sheet.next_question != "barrier" else "time"
        save_answer(owner, key=thread.key, assessment_id=sheet.id, question=sheet.next_question, value=value)
    return sheet.id


@pytest.fixture
def again():
    """An owner who finished T0 with « b » everywhere, an address left, and began again."""
    thread, owner = begin()
    answer_all(thread, owner)
    name_contact(owner, key=thread.key, email="eve@example.org")
    begin_full_assessment(owner, key=thread.key)
    finish_assessment(owner, key=thread.key, assessment_id=fill(owner, thread, "b"))
    return thread, owner


def recalls():
    return Message.objects.for_operation().filter(kind="assessment_again", cancelled_at=None)


def test_half_of_the_second_says_less_than_all_of_the_first(again):
    thread, owner = again
    first = latest_sheet(owner, key=thread.key)
    number = begin_next_assessment(owner, key=thread.key)
    assert begin_next_assessment(owner, key=thread.key) == number
    assert latest_sheet(owner, key=thread.key) == first
    under_way = latest_sheet(owner, key=thread.key, under_way=True)
    assert (under_way.id, under_way.moment, under_way.answers) == (number, 1, {})
    assert progress_of(owner, key=thread.key) is None
    fill(owner, thread, "d")
    finish_assessment(owner, key=thread.key, assessment_id=number)
    assert latest_sheet(owner, key=thread.key).id == number


def test_what_moved_is_told_answer_by_answer(again):
    thread, owner = again
    number = begin_next_assessment(owner, key=thread.key)
    save_answer(owner, key=thread.key, assessment_id=number, question="strategy.plan", value="a")
    save_answer(owner, key=thread.key, assessment_id=number, question="strategy.budget", value="unknown")
    fill(owner, thread, "d")
    finish_assessment(owner, key=thread.key, assessment_id=number)
    found = progress_of(owner, key=thread.key)
    assert ([c.question for c in found.progress.down], found.progress.left_out) == (
        ["strategy.plan"], ("strategy.budget",),
    )  # fmt: skip
    assert {c.steps for c in found.progress.up} == {2}
    assert [moment.number for moment in found.moments] == [0, 1]
    assert progress_of(owner, key=thread.key, since=7).since.number == 0


def test_a_year_later_a_letter_recalls_it_unless_it_was_begun(again):
    thread, owner = again
    (letter,) = recalls()
    finished = Assessment.objects.for_operation().get(depth=Depth.FULL).finished_at
    assert (letter.due_at - finished, letter.address) == (timedelta(days=365), "eve@example.org")
    begin_next_assessment(owner, key=thread.key)
    assert not recalls().exists()


def test_there_is_no_second_without_a_first():
    thread, owner = begin()
    answer_all(thread, owner)
    with pytest.raises(NothingToDeepen):
        begin_next_assessment(owner, key=thread.key)
