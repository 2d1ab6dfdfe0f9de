"""Further than the quick check: nothing is asked twice, nothing is seen before it is sent, the score stays firm."""

import pytest

from tests.papers import paper
from tests.thread import answer_all, begin, call, project
from virage.base.viewer import Role, Viewer
from virage.core.instruments import Depth
from virage.stages.assessments.models import Answer
from virage.stages.assessments.operations import (
    NothingToDeepen,
    attach_proof,
    begin_full_assessment,
    finish_assessment,
    save_answer,
    send_assessments,
)
from virage.stages.assessments.queries import latest_sheet
from virage.stages.directory.operations import begin_thread

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def further():
    """An owner who answered the quick check and goes on."""
    thread, owner = begin()
    answer_all(thread, owner)
    return thread, owner, latest_sheet(owner, key=thread.key), begin_full_assessment(owner, key=thread.key)


def test_what_was_answered_is_not_asked_again():
    thread, owner, quick, number = further()
    full = latest_sheet(owner, key=thread.key)
    assert (full.id, full.depth, full.answers) == (number, Depth.FULL, quick.answers)
    assert (full.saved_at, full.reached, full.card) == (quick.saved_at, Depth.QUICK, quick.card)
    assert full.next_question == "strategy.ownership"
    assert begin_full_assessment(owner, key=thread.key) == number


def test_the_score_goes_deeper_once_everything_there_is_answered():
    thread, owner, quick, _number = further()
    sheet = latest_sheet(owner, key=thread.key)
    core = [q.id for part in sheet.parts(Depth.CORE) for q in part.questions if q.id not in sheet.answers]
    for question in core:
        assert latest_sheet(owner, key=thread.key).card.overall == quick.card.overall
        save_answer(owner, key=thread.key, assessment_id=sheet.id, question=question, value="e")
    after = latest_sheet(owner, key=thread.key)
    assert after.reached is Depth.CORE
    assert after.card.overall > quick.card.overall


def test_beyond_the_quick_check_one_answers_a_dimension_at_a_time():
    thread, owner, _quick, _number = further()
    sheet = latest_sheet(owner, key=thread.key)
    part = next(part for part in sheet.parts(Depth.FULL) if part.dimension == "operations")
    left = [q.id for q in part.questions if q.id not in sheet.answers]
    assert sheet.after(left[0], "a") == left[1]
    for question in left[:-1]:
        save_answer(owner, key=thread.key, assessment_id=sheet.id, question=question, value="a")
    assert latest_sheet(owner, key=thread.key).after(left[-1], "a") is None


def test_a_proof_follows_its_answer():
    thread, owner = begin()
    number = answer_all(thread, owner)
    document = attach_proof(owner, assessment_id=number, question="strategy.plan", file=paper())
    begin_full_assessment(owner, key=thread.key)
    assert latest_sheet(owner, key=thread.key).documents == {"strategy.plan": document}


def test_whoever_was_sent_the_quick_check_sees_the_rest_once_it_is_sent(cast):
    thread, owner = begin()
    answer_all(thread, owner)
    call(thread, owner, project(cast))
    promoter = cast.viewer(Role.PROMOTER)
    number = begin_full_assessment(owner, key=thread.key)
    assert latest_sheet(promoter, key=thread.key).depth is Depth.QUICK
    send_assessments(owner, key=thread.key)
    assert latest_sheet(promoter, key=thread.key).id == number


def test_a_finished_one_is_not_begun_again():
    thread, owner, _quick, number = further()
    finish_assessment(owner, key=thread.key, assessment_id=number)
    assert begin_full_assessment(owner, key=thread.key) == number
    assert Answer.objects.for_operation().filter(assessment=number).exists()


def test_there_is_nothing_to_go_on_from():
    thread = begin_thread(Viewer.public(), facts={"activity": "garage"})
    with pytest.raises(NothingToDeepen):
        begin_full_assessment(Viewer.link(thread.key), key=thread.key)
