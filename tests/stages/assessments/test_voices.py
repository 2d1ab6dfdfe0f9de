"""Several people answer: each alone, the owner reads all, and what they agree on is kept with who agreed."""

import re

import pytest

from tests.cast import KEY
from tests.thread import answer_all, begin, call, project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.stages.assessments.models import Answer, Respondent, Voice
from virage.stages.assessments.operations import (
    AlreadyInvited,
    Finished,
    NoAssessment,
    NoOneElse,
    NotAnAnswer,
    TooManyRespondents,
    agree_answer,
    end_voice,
    finish_assessment,
    invite_respondent,
    save_answer,
    save_voice,
    send_assessments,
    withdraw_respondent,
)
from virage.stages.assessments.queries import (
    latest_sheet,
    meetings,
    respondent_of_key,
    respondents_of,
    voice_sheet,
)
from virage.stages.assessments.states import RespondentRole
from virage.stages.messages.queries import mailbox
from virage.stages.stewardship.operations import forget_thread

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def invite(owner, thread, email="atelier@example.org", role=RespondentRole.OPERATIONS):
    number = invite_respondent(owner, key=thread.key, role=role, name="Contremaître", email=email)
    key = Respondent.objects.for_operation().get(pk=number).key
    return number, Viewer.link(key)


@pytest.fixture
def two():
    """An owner who answered « b » everywhere, and one colleague invited."""
    thread, owner = begin()
    answer_all(thread, owner)
    return thread, owner, *invite(owner, thread)


def met(owner, thread):
    return meetings(owner, sheet=latest_sheet(owner, key=thread.key))


def test_a_colleague_answers_apart_and_sees_only_their_own_words(two):
    thread, owner, number, colleague = two
    save_voice(colleague, respondent_id=number, question="strategy.plan", value="d")
    save_voice(colleague, respondent_id=number, question="strategy.plan", value="e")
    seen = voice_sheet(colleague, respondent_id=number)
    assert (seen.answers, seen.after("strategy.plan")) == ({"strategy.plan": "e"}, "strategy.budget")
    assert latest_sheet(owner, key=thread.key).answers["strategy.plan"] == "b"
    assert latest_sheet(colleague, key=thread.key) is None
    assert [v.value for v in Voice.objects.for_operation().order_by("at")] == ["d", "e"]
    assert voice_sheet(owner, respondent_id=number) is None
    assert respondent_of_key(colleague, key=next(iter(colleague.keys))) == number


def test_the_widest_disagreement_leads_and_an_agreement_settles_it(two):
    thread, owner, number, colleague = two
    for question, value in (("data.figures", "b"), ("strategy.budget", "c"), ("strategy.plan", "e")):
        save_voice(colleague, respondent_id=number, question=question, value=value)
    assert [(m.heard.question, m.open) for m in met(owner, thread)] == [
        ("strategy.plan", True), ("strategy.budget", True), ("data.figures", False),
    ]  # fmt: skip
    sheet = latest_sheet(owner, key=thread.key)
    agree_answer(
        owner, key=thread.key, assessment_id=sheet.id, question="strategy.plan", value="c", agreed=[number, 999]
    )
    (settled,) = [m for m in met(owner, thread) if m.settled]
    assert (settled.heard.question, settled.settled, settled.open) == ("strategy.plan", (number,), False)
    assert latest_sheet(owner, key=thread.key).answers["strategy.plan"] == "c"
    save_voice(colleague, respondent_id=number, question="strategy.plan", value="a")
    assert [m.open for m in met(owner, thread) if m.heard.question == "strategy.plan"] == [True]


def test_an_agreed_answer_keeps_the_one_it_replaces_and_what_backs_it(two):
    thread, owner, number, colleague = two
    save_voice(colleague, respondent_id=number, question="strategy.plan", value="e")
    sheet = latest_sheet(owner, key=thread.key)
    agree_answer(owner, key=thread.key, assessment_id=sheet.id, question="strategy.plan", value="b", agreed=[number])
    rows = Answer.objects.for_operation().filter(assessment=sheet.id, question="strategy.plan").order_by("pk")
    assert [(row.value, row.agreed, row.replaced_at is None) for row in rows] == [
        ("b", [], False),
        ("b", [number], True),
    ]


def test_an_agreement_takes_two(two):
    thread, owner, _number, _colleague = two
    sheet = latest_sheet(owner, key=thread.key)
    with pytest.raises(NoOneElse):
        agree_answer(owner, key=thread.key, assessment_id=sheet.id, question="strategy.plan", value="c", agreed=[1])


def test_the_letter_opens_the_colleague_s_answers_and_goes_with_the_thread(two, client):
    thread, owner, number, _colleague = two
    (letter,) = mailbox(owner, address="atelier@example.org")
    link = re.search(r"https?://[^/]+(/\S+)", letter.body)[1]
    assert client.post(link).headers["Location"] == f"/mon-entreprise/reponses/{number}/"
    assert client.get(f"/mon-entreprise/reponses/{number}/").status_code == 200
    assert client.get(f"/mon-entreprise/{thread.id}/").status_code == 404
    forget_thread(owner, key=thread.key)
    assert mailbox(owner, address="atelier@example.org") == ()
    assert not Respondent.objects.for_operation().exists()


def test_a_closed_link_opens_nothing_and_its_words_are_set_aside(two):
    thread, owner, number, colleague = two
    save_voice(colleague, respondent_id=number, question="strategy.plan", value="e")
    withdraw_respondent(owner, key=thread.key, respondent_id=number)
    withdraw_respondent(owner, key=thread.key, respondent_id=number)
    assert (voice_sheet(colleague, respondent_id=number), met(owner, thread)) == (None, ())
    with pytest.raises(NoAssessment):
        save_voice(colleague, respondent_id=number, question="strategy.plan", value="a")
    assert invite(owner, thread)[0] != number


def test_one_link_an_address_and_a_handful_of_people(two):
    thread, owner, _number, _colleague = two
    with pytest.raises(AlreadyInvited):
        invite(owner, thread, email="ATELIER@example.org")
    for n in range(7):
        invite(owner, thread, email=f"p{n}@example.org")
    with pytest.raises(TooManyRespondents):
        invite(owner, thread, email="neuf@example.org")


def test_what_the_question_cannot_hold_is_refused_to_a_colleague_too(two):
    _thread, _owner, number, colleague = two
    with pytest.raises(NotAnAnswer):
        save_voice(colleague, respondent_id=number, question="strategy.plan", value="z")


def test_nobody_else_invites_answers_or_agrees(two, cast):
    thread, _owner, number, _colleague = two
    stranger = Viewer.link(KEY)
    with pytest.raises(Forbidden):
        invite(stranger, thread)
    for viewer in (stranger, cast.viewer(Role.PROMOTER)):
        with pytest.raises(NoAssessment):
            save_voice(viewer, respondent_id=number, question="strategy.plan", value="a")


def test_a_finished_assessment_hears_no_one(two):
    thread, owner, number, colleague = two
    sheet = latest_sheet(owner, key=thread.key)
    end_voice(colleague, respondent_id=number)
    assert [(one.invited.done_at is None, one.answered) for one in respondents_of(owner, sheet=sheet)] == [(False, 0)]
    finish_assessment(owner, key=thread.key, assessment_id=sheet.id)
    with pytest.raises(Finished):
        save_voice(colleague, respondent_id=number, question="strategy.plan", value="a")


def test_whoever_was_sent_the_assessment_reads_where_they_differ(two, cast):
    thread, owner, number, colleague = two
    save_voice(colleague, respondent_id=number, question="strategy.plan", value="e")
    call(thread, owner, project(cast))
    send_assessments(owner, key=thread.key)
    promoter = cast.viewer(Role.PROMOTER)
    assert [m.heard.question for m in met(promoter, thread)] == ["strategy.plan"]


def test_a_save_costs_few_queries(two, django_assert_max_num_queries):
    thread, owner, number, colleague = two
    sheet = latest_sheet(owner, key=thread.key)
    with django_assert_max_num_queries(10):
        save_answer(owner, key=thread.key, assessment_id=sheet.id, question="strategy.plan", value="a")
        assert latest_sheet(owner, key=thread.key).card.overall is not None
    with django_assert_max_num_queries(8):
        save_voice(colleague, respondent_id=number, question="strategy.plan", value="a")
