"""A request to be called back: one answer, said by e-mail, and no reminder after it."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tests.cast import JOB
from tests.thread import answer_all, begin, call, project
from virage.base.models import TrailEvent
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.accounts.models import Membership
from virage.stages.accounts.operations import end_membership
from virage.stages.casefiles.operations import (
    AlreadyAnswered,
    NotAColleague,
    accept_request,
    decline_request,
    withdraw_agreement,
    withdraw_request,
)
from virage.stages.casefiles.queries import case_file, request, requests
from virage.stages.casefiles.states import DeclineReason, RequestState
from virage.stages.directory.models import Consent, Contact
from virage.stages.directory.queries import enterprise_card_by_id
from virage.stages.messages.models import Message
from virage.stages.programme.models import Initiative, Project

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def asked(cast):
    thread, owner = begin()
    answer_all(thread, owner)
    return thread, owner, call(thread, owner, project(cast))


def accept(cast, number, **other):
    said = {
        "request_id": number,
        "owner_id": cast.people[Role.ADVISER],
        "next_move": "Appeler l’entreprise",
        "next_move_on": timezone.localdate() + timedelta(days=3),
        **other,
    }
    return accept_request(cast.viewer(Role.PROMOTER), **said)


def letters(kind):
    return list(Message.objects.for_operation().filter(kind=kind).order_by("due_at"))


def test_the_promoter_is_told_at_once_then_reminded_at_9_21_and_45_days(asked):
    told = letters("request_waiting")
    assert [round((m.due_at - m.at) / timedelta(days=1)) for m in told] == [0, 9, 21, 45]
    assert {m.address for m in told} == {"promoter@example.org"}
    assert f"/promoteur/demandes/{asked[2]}/" in told[0].body


def test_accepting_opens_a_file_and_tells_the_enterprise_who_what_and_when(cast, asked):
    number = accept(cast, asked[2])
    line = case_file(cast.viewer(Role.ADVISER), case_file_id=number)
    assert (line.owner, line.next_move) == ("Personne adviser", "Appeler l’entreprise")
    (letter,) = letters("request_accepted")
    assert letter.address == "eve@example.org"
    assert "Personne adviser" in letter.body
    assert "Prochain geste\u00a0: Appeler l’entreprise" in letter.body
    assert all(m.cancelled_at for m in letters("request_waiting") if m.due_at > m.at)
    verbs = TrailEvent.objects.filter(subject_kind__in=["request", "case_file"]).order_by("pk")
    assert [event.verb for event in verbs] == ["request.made", "request.accepted", "case_file.opened"]


def test_declining_tells_why_in_the_language_of_the_enterprise_and_closes_the_access(cast, asked):
    thread, _owner, number = asked
    Contact.objects.for_operation().filter(enterprise_id=thread.id).update(language="en")
    promoter = cast.viewer(Role.PROMOTER)
    with translation.override("fr"):
        decline_request(promoter, request_id=number, reason=DeclineReason.FULL, words="Ask again in May.")
    (letter,) = letters("request_declined")
    assert "Why: we have no room left." in letter.body
    assert "Ask again in May." in letter.body
    assert "/en/aides/" in letter.body
    assert enterprise_card_by_id(promoter, enterprise_id=thread.id) is None
    assert all(m.cancelled_at for m in letters("request_waiting") if m.due_at > m.at)


def test_declining_one_project_keeps_what_another_project_of_the_same_body_was_sent(cast, asked):
    thread, owner, number = asked
    first = Project.objects.for_operation().get()
    other = Project.objects.for_operation().get(pk=first.pk)
    other.pk, other.name = None, "Autre projet fictif"
    other.initiative = Initiative.objects.get()
    other.save()
    call(thread, owner, other.pk)
    decline_request(cast.viewer(Role.PROMOTER), request_id=number, reason=DeclineReason.NEED)
    assert enterprise_card_by_id(cast.viewer(Role.PROMOTER), enterprise_id=thread.id) is not None


def test_the_second_answer_is_refused(cast, asked):
    accept(cast, asked[2])
    with pytest.raises(AlreadyAnswered):
        decline_request(cast.viewer(Role.PROMOTER), request_id=asked[2], reason=DeclineReason.OTHER, words="…")
    assert letters("request_declined") == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROMOTER])
def test_only_the_promoter_of_the_project_answers(cast, asked, role):
    with pytest.raises(Forbidden):
        decline_request(cast.viewer(role), request_id=asked[2], reason=DeclineReason.FULL)
    assert request(JOB, request_id=asked[2]).state == RequestState.WAITING


def test_the_owner_of_a_file_works_there_today(cast, asked):
    with pytest.raises(NotAColleague):
        accept(cast, asked[2], owner_id=cast.people[Role.PARTNER])
    member = Membership.objects.visible_to(JOB).get(person_id=cast.people[Role.ADVISER])
    end_membership(JOB, membership_id=member.pk, on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotAColleague):
        accept(cast, asked[2])


def test_what_an_enterprise_took_back_the_promoter_no_longer_sees(cast, asked):
    thread, owner, number = asked
    withdraw_request(owner, key=thread.key, request_id=number)
    assert requests(cast.viewer(Role.PROMOTER)) == ()
    assert [line.state for line in requests(owner)] == [RequestState.WITHDRAWN]
    assert all(m.cancelled_at for m in letters("request_waiting") if m.due_at > m.at)


@pytest.mark.parametrize(
    ("days", "passed", "left"), [(0, (), 9), (9, (9,), 12), (30, (9, 21), 15), (60, (9, 21, 45), 0)]
)
def test_the_clock_says_which_reminders_are_behind(asked, days, passed, left):
    line = request(JOB, request_id=asked[2])
    on = line.asked_on + timedelta(days=days)
    clock = line.clock(on)
    assert (clock.waited, clock.passed) == (days, passed)
    assert clock.next_on == (on + timedelta(days=left) if left else None)
    assert line.days_late(on) == max(0, days - 9)


def test_without_consent_the_requests_that_wait_are_taken_back(cast, asked):
    thread, owner, number = asked
    withdraw_agreement(owner, key=thread.key, consent_id=Consent.objects.for_operation().get().pk)
    assert [line.state for line in requests(owner)] == [RequestState.WITHDRAWN]
    assert requests(cast.viewer(Role.PROMOTER)) == ()
    assert all(m.cancelled_at for m in letters("request_waiting") if m.due_at > m.at)
    with pytest.raises(AlreadyAnswered):
        accept(cast, number)
