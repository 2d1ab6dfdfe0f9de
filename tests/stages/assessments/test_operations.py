"""Answers are saved one by one, kept when they change, and seen by others only once sent."""

import pytest

from tests.cast import KEY
from tests.thread import answer_all, begin, call, project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.stages.assessments.models import Answer
from virage.stages.assessments.operations import Finished, NotAnAnswer, finish_assessment, save_answer
from virage.stages.assessments.queries import latest_sheet
from virage.stages.casefiles.queries import requests
from virage.stages.directory.onlookers import consents, onlookers
from virage.stages.directory.queries import contact, enterprise_card
from virage.stages.messages.queries import mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def save(owner, thread, value, question="strategy.plan"):
    sheet = latest_sheet(owner, key=thread.key)
    save_answer(owner, key=thread.key, assessment_id=sheet.id, question=question, value=value)


def test_a_changed_answer_keeps_what_it_replaces():
    thread, owner = begin()
    save(owner, thread, "b")
    save(owner, thread, "b")
    save(owner, thread, "d")
    rows = Answer.objects.for_operation().order_by("at").values_list("value", "replaced_at")
    assert [(value, gone is None) for value, gone in rows] == [("b", False), ("d", True)]


def test_what_the_question_cannot_hold_is_refused_with_its_words():
    thread, owner = begin()
    with pytest.raises(NotAnAnswer) as refused:
        save(owner, thread, "z")
    assert "strategy.plan" in str(refused.value.sentence)
    assert not Answer.objects.for_operation().exists()


def test_a_finished_assessment_no_longer_changes():
    thread, owner = begin()
    number = answer_all(thread, owner)
    finish_assessment(owner, key=thread.key, assessment_id=number)
    with pytest.raises(Finished):
        save(owner, thread, "e")


def test_another_key_opens_nothing():
    thread, owner = begin()
    answer_all(thread, owner)
    with pytest.raises(Forbidden):
        save_answer(Viewer.link(KEY), key=thread.key, assessment_id=1, question="strategy.plan", value="a")
    assert latest_sheet(Viewer.link(KEY), key=thread.key) is None


def test_nobody_sees_the_answers_until_they_are_sent(cast):
    thread, owner = begin()
    answer_all(thread, owner)
    promoter, auditor = cast.viewer(Role.PROMOTER), cast.viewer(Role.AUDITOR)
    assert [latest_sheet(v, key=thread.key) for v in (promoter, auditor, cast.viewer(Role.DIRECTOR))] == [None] * 3
    assert enterprise_card(promoter, key=thread.key) is None
    call(thread, owner, project(cast))
    assert latest_sheet(promoter, key=thread.key).answered == 12
    assert latest_sheet(cast.viewer(Role.DIRECTOR), key=thread.key) is None


def test_a_call_back_is_everything_or_nothing(cast):
    thread, owner = begin()
    answer_all(thread, owner)
    number = call(thread, owner, project(cast))
    (line,) = requests(cast.viewer(Role.PROMOTER))
    assert (line.id, line.enterprise, line.waiting) == (number, "Toitures fictives", True)
    assert contact(owner, key=thread.key).phone == "418 555-0100"
    assert [o.organisation for o in onlookers(owner, key=thread.key)] == ["Réseau fictif du Bâtiment"]
    assert [c.text for c in consents(owner, key=thread.key)] == ["J’accepte"]
    assert [letter.address for letter in mailbox(cast.stranger)].count("eve@example.org") >= 1
    assert enterprise_card(owner, key=thread.key).expires_on is None


def test_a_refused_call_back_writes_nothing(cast):
    thread, owner = begin()
    answer_all(thread, owner)
    closed = project(cast, accepts_requests=False)
    with pytest.raises(Exception, match="ne reçoit pas de demandes"):
        call(thread, owner, closed)
    assert contact(owner, key=thread.key) is None
    assert consents(owner, key=thread.key) == ()
    assert requests(cast.viewer(Role.PROMOTER)) == ()
