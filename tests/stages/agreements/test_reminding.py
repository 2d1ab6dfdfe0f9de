"""What is owed under an agreement is recalled to whoever answers for it: once an occasion, to nobody who moved on."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.cast import JOB
from tests.papers import paper
from tests.stages.agreements.journey import Journey, words
from virage.base.library import library
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.core.working_days import is_working_day
from virage.stages.accounts.models import Membership, Person
from virage.stages.agreements.models import Agreement, DeliverableReminder
from virage.stages.agreements.operations import (
    answer_deposit,
    change_deliverable,
    draft_amendment,
    hand_in_deliverable,
    remind_of_deliverables,
)
from virage.stages.agreements.retention import purge_reminders
from virage.stages.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def signed(cast):
    """A signed agreement, its one report due in thirty days."""
    journey = Journey(cast).signed()
    journey.day = journey.today + timedelta(days=30)
    return journey


def round_on(day, *, after=True):
    """One round of the mail on the first working day from (or before) a day; returns it."""
    while not is_working_day(day, library().calendar.holidays):
        day += timedelta(days=1 if after else -1)
    remind_of_deliverables(JOB, at=timezone.make_aware(datetime.combine(day, time(8))))
    return day


def letters():
    rows = Message.objects.for_operation().filter(kind__startswith="deliverable_").order_by("pk")
    return [(one.kind, one.address.split("@")[0], one.subject.split(" ")[1]) for one in rows]


DUE, LATE, RETURNED = (("deliverable_due", "promoter", word) for word in ("à", "en", "retourné"))
READ = ("deliverable_handed_in", "analyst", "document")


def test_the_promoter_is_told_before_and_once_it_is_late_each_once(signed):
    for _twice in range(2):
        round_on(signed.day - timedelta(days=28))
    assert letters() == [DUE]
    round_on(signed.day - timedelta(days=3), after=False)
    assert letters() == [DUE, DUE]
    for day in range(1, 20):
        round_on(signed.day + timedelta(days=day))
    assert letters() == [DUE, DUE, LATE]
    said = Message.objects.for_operation().get(subject__startswith="Document en retard").body
    assert "Le prochain versement de cette entente l’attend : aucun ne part avant" in said
    assert f"/promoteur/ententes/remises/{signed.report}/" in said


def test_what_is_handed_in_waits_for_whoever_drafted_and_what_is_returned_is_owed_again(signed):
    handed = hand_in_deliverable(signed.promoter, deliverable_id=signed.report, file=paper())
    for _twice in range(2):
        round_on(signed.day - timedelta(days=20))
    assert letters() == [READ]
    answer_deposit(signed.analyst, deposit_id=handed, accepted=False, why="Il manque les heures.")
    for _twice in range(2):
        round_on(signed.day + timedelta(days=1))
    assert letters() == [READ, RETURNED]
    said = Message.objects.for_operation().filter(kind="deliverable_due").get().body
    assert "Il manque les heures." in said
    assert "Il était à remettre le" in said
    again = hand_in_deliverable(signed.promoter, deliverable_id=signed.report, file=paper())
    round_on(signed.day + timedelta(days=3))
    answer_deposit(signed.analyst, deposit_id=again, accepted=True)
    round_on(signed.day + timedelta(days=9))
    assert letters() == [READ, RETURNED, READ]


def test_nothing_that_a_signed_amendment_postponed_and_nothing_of_a_draft(cast, signed):
    draft = draft_amendment(signed.analyst, agreement_id=signed.id, words=words())
    later = signed.day + timedelta(days=90)
    change_deliverable(signed.analyst, agreement_id=draft, changed_id=signed.report, due_on=later, why="Fictif")
    root, signed.id = signed.id, draft
    signed.analyse()
    signed.submit()
    signed.approve()
    signed.sign(amount=0, key="a")
    round_on(signed.day + timedelta(days=1))
    assert letters() == []
    round_on(later + timedelta(days=1))
    assert (letters(), Agreement.objects.for_operation().get(pk=draft).amends_id) == ([LATE], root)


def test_nobody_who_said_no_and_never_by_night(cast, signed):
    late = signed.day + timedelta(days=1)
    while not is_working_day(late, library().calendar.holidays):
        late += timedelta(days=1)
    remind_of_deliverables(JOB, at=timezone.make_aware(datetime.combine(late, time(5))))
    promoter = Person.objects.filter(pk=cast.people[Role.PROMOTER])
    promoter.update(reminders=False)
    round_on(late)
    assert letters() == []
    promoter.update(reminders=True, language="en")
    round_on(late)
    assert letters() == [("deliverable_due", "promoter", "overdue")]
    with pytest.raises(Forbidden):
        remind_of_deliverables(signed.analyst, at=timezone.now())


def test_the_analysts_read_when_the_author_left_and_nobody_is_told_of_their_own_paper(cast, signed):
    Membership.objects.for_operation().filter(person=cast.people[Role.ANALYST]).update(until=signed.today)
    hand_in_deliverable(signed.director, deliverable_id=signed.report, file=paper())
    round_on(signed.day)
    assert letters() == []


def test_a_reminder_is_kept_while_the_report_is_owed(signed):
    round_on(signed.day + timedelta(days=1))
    after = timezone.make_aware(datetime.combine(signed.day + timedelta(days=300), time(8)))
    assert (purge_reminders(after), DeliverableReminder.objects.count()) == (0, 1)
    handed = hand_in_deliverable(signed.promoter, deliverable_id=signed.report, file=paper())
    answer_deposit(signed.analyst, deposit_id=handed, accepted=True)
    assert (purge_reminders(after), DeliverableReminder.objects.count()) == (1, 0)


def test_one_round_asks_four_questions_and_no_more_once_all_is_said(signed, django_assert_num_queries):
    day = round_on(signed.day + timedelta(days=1))
    with django_assert_num_queries(4):
        assert remind_of_deliverables(JOB, at=timezone.make_aware(datetime.combine(day, time(9)))) == 0
    assert letters() == [LATE]
