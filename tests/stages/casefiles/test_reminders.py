"""Next moves are recalled once, one e-mail a working day at most, and never once the matter moved."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.cast import JOB
from tests.stages.casefiles.test_files import held, more  # noqa: F401 — held is a fixture
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.accounts.models import Membership, Person
from virage.stages.accounts.operations import choose_reminders
from virage.stages.casefiles.models import CaseFile, MoveReminder
from virage.stages.casefiles.operations import (
    close_file,
    plan_next_move,
    remind_of_moves,
    reopen_file,
    take_over_file,
)
from virage.stages.casefiles.queries import due_moves, late_files
from virage.stages.casefiles.retention import purge_reminders
from virage.stages.casefiles.states import NextMove, Outcome
from virage.stages.directory.models import AccessGrant
from virage.stages.messages.models import Message
from virage.stages.programme.operations import note_absence
from virage.stages.programme.states import Stage
from virage.stages.stewardship.operations import forget_thread

pytestmark = [pytest.mark.django_db, pytest.mark.data]
FRIDAY = date(2026, 11, 20)


def at(on=FRIDAY, hour=8):
    return timezone.make_aware(datetime.combine(on, time(hour)))


@pytest.fixture
def file(cast, held):  # noqa: F811
    """The adviser's file, its move due on a Friday; who works here did so already."""
    Membership.objects.for_operation().update(since=FRIDAY - timedelta(days=30))
    CaseFile.objects.for_operation().update(next_move="Visiter l’atelier", next_move_on=FRIDAY)
    return held


def digests():
    return list(Message.objects.for_operation().filter(kind="moves_due").order_by("pk"))


def standing():
    return [one for one in digests() if one.cancelled_at is None]


def remind(on=FRIDAY, hour=8):
    """One round of the mail, and all that waits leaves."""
    told = remind_of_moves(JOB, at=at(on, hour))
    Message.objects.for_operation().filter(kind="moves_due", cancelled_at=None).update(sent_at=timezone.now())
    return told


def version(number):
    return CaseFile.objects.for_operation().get(pk=number).version


def move(viewer, number, **said):
    held_now = CaseFile.objects.for_operation().get(pk=number)
    terms = {
        "owner_id": held_now.owner_id,
        "next_move": held_now.next_move,
        "next_move_by": NextMove.ADVISER,
        "next_move_on": held_now.next_move_on,
        "stage": Stage.ADVICE,
        **said,
    }
    plan_next_move(viewer, case_file_id=number, version=held_now.version, **terms)


def test_the_owner_is_told_once_of_what_the_desk_shows(cast, file):
    more(file, 2)
    CaseFile.objects.for_operation().exclude(pk=file).update(next_move_on=FRIDAY - timedelta(days=2))
    assert remind() == 1
    (letter,) = digests()
    adviser = Person.objects.get(pk=cast.people[Role.ADVISER])
    assert (letter.address, letter.language, letter.organisation_id) == (
        adviser.email,
        "fr",
        cast.organisations["promoter"],
    )
    shown = due_moves(cast.viewer(Role.ADVISER), roles=[Role.ADVISER], on=FRIDAY)
    assert [f"/conseiller/dossiers/{line.id}/" in letter.body for line in shown] == [True] * 3
    assert letter.subject == "3 gestes à faire aujourd’hui, dont 2 en retard"
    assert [remind(FRIDAY, hour) for hour in (8, 9, 23)] == [0, 0, 0]
    later = [remind(FRIDAY + timedelta(days=days)) for days in range(1, 9)]
    assert (sum(later), len(digests())) == (0, 1)  # nothing new: not twice for the same move


def test_weekends_and_nights_are_silent(file):
    CaseFile.objects.for_operation().update(next_move_on=FRIDAY + timedelta(days=1))
    days = [FRIDAY + timedelta(days=n) for n in range(4)]
    assert [remind(day) for day in days] == [0, 0, 0, 1]
    MoveReminder.objects.all().delete()
    assert remind(days[-1], 6) == 0


def test_nothing_leaves_on_a_holiday(cast, file):
    christmas = date(2026, 12, 25)
    assert christmas.weekday() == FRIDAY.weekday()
    assert [remind(christmas), remind(christmas + timedelta(days=3))] == [0, 1]


def test_a_second_move_waits_for_the_next_working_day(cast, file):
    remind()
    move(cast.viewer(Role.ADVISER), file, next_move="Rappeler")
    assert remind(FRIDAY, 10) == 0
    assert remind(FRIDAY + timedelta(days=3)) == 1
    assert ["Rappeler" in one.body for one in digests()] == [False, True]


@pytest.mark.parametrize("changed", ["stage", "reopened"])
def test_the_same_move_is_not_said_again(cast, file, changed):
    remind()
    adviser = cast.viewer(Role.ADVISER)
    if changed == "stage":
        move(adviser, file, stage=Stage.FUNDING)
    else:
        close_file(adviser, case_file_id=file, version=version(file), outcome=Outcome.DONE)
        terms = {"next_move": "Visiter l’atelier", "next_move_on": FRIDAY}
        reopen_file(adviser, case_file_id=file, owner_id=adviser.person_id, **terms)
    assert remind(FRIDAY + timedelta(days=3)) == 0


@pytest.mark.parametrize("cause", ["closed", "moved", "enterprise", "taken", "shut", "unwanted", "left"])
def test_what_did_not_leave_is_taken_back_when_the_matter_moves(cast, file, cause):
    remind_of_moves(JOB, at=at())
    adviser, on = cast.viewer(Role.ADVISER), FRIDAY + timedelta(days=9)
    {
        "closed": lambda: close_file(adviser, case_file_id=file, version=1, outcome=Outcome.DONE),
        "moved": lambda: move(adviser, file, next_move_on=on),
        "enterprise": lambda: move(adviser, file, next_move_by=NextMove.ENTERPRISE),
        "taken": lambda: take_over_file(cast.viewer(Role.PROMOTER), case_file_id=file),
        "shut": lambda: AccessGrant.objects.update(revoked_at=timezone.now()),
        "unwanted": lambda: choose_reminders(adviser, wanted=False),
        "left": lambda: Person.objects.filter(pk=adviser.person_id).update(is_active=False),
    }[cause]()
    told = remind_of_moves(JOB, at=at(FRIDAY, 9))
    taker = Person.objects.get(pk=cast.people[Role.PROMOTER]).email
    assert [one.address for one in standing()] == ([taker] if cause == "taken" else [])
    assert told == (cause == "taken")
    assert digests()[0].body == ""


def test_what_still_stands_is_said_again_in_another(cast, file):
    more(file, 1)
    CaseFile.objects.for_operation().exclude(pk=file).update(next_move_on=FRIDAY)
    remind_of_moves(JOB, at=at())
    Message.objects.for_operation().update(sent_at=None, failed_at=timezone.now())  # eight attempts, given up
    close_file(cast.viewer(Role.ADVISER), case_file_id=file, version=1, outcome=Outcome.DONE)
    assert remind_of_moves(JOB, at=at(FRIDAY, 9)) == 1
    (left,) = standing()
    assert (f"dossiers/{file}/" in left.body, left.body.count("/dossiers/")) == (False, 1)


def test_yesterday_s_letter_does_not_leave_today(file):
    remind_of_moves(JOB, at=at(FRIDAY - timedelta(days=1)))
    CaseFile.objects.for_operation().update(next_move_on=FRIDAY - timedelta(days=1))
    remind_of_moves(JOB, at=at(FRIDAY - timedelta(days=1)))
    assert remind_of_moves(JOB, at=at()) == 1
    assert [one.cancelled_at is None for one in digests()] == [False, True]


def test_the_manager_s_own_files_lead_to_the_manager_s_desk(cast, file):
    more(file, 2)
    promoter = cast.viewer(Role.PROMOTER)
    take_over_file(promoter, case_file_id=file)
    CaseFile.objects.for_operation().exclude(pk=file).update(next_move_on=FRIDAY - timedelta(days=1))
    home = late_files(promoter, roles=[Role.PROMOTER], on=FRIDAY)
    assert [line.id for line in home.mine] == [file]
    assert (home.due, home.late, home.total, len(home.files)) == (1, 2, 3, 2)
    assert home.mine == due_moves(promoter, roles=[Role.PROMOTER], on=FRIDAY)
    Person.objects.filter(pk=cast.people[Role.PROMOTER]).update(language="en")
    remind_of_moves(JOB, at=at())
    letter = digests()[-1]
    assert (f"/en/promoteur/dossiers/{file}/" in letter.body, letter.subject) == (True, "1 next move to make today")


def test_nobody_is_told_of_what_they_asked_not_to_be_nor_while_away(cast, file):
    adviser = cast.viewer(Role.ADVISER)
    choose_reminders(adviser, wanted=False)
    assert remind_of_moves(JOB, at=at()) == 0
    choose_reminders(adviser, wanted=True)
    promoter = cast.organisations["promoter"]
    note_absence(
        cast.viewer(Role.PROMOTER), organisation_id=promoter, person_id=adviser.person_id, first=FRIDAY, last=FRIDAY
    )
    assert remind_of_moves(JOB, at=at()) == 0
    assert remind_of_moves(JOB, at=at(FRIDAY + timedelta(days=3))) == 1
    with pytest.raises(Forbidden):
        remind_of_moves(adviser, at=at())
    with pytest.raises(Forbidden):
        choose_reminders(cast.stranger, wanted=False)


def test_retention_keeps_what_still_stands_and_erasure_keeps_nothing(cast, file):
    remind_of_moves(JOB, at=at())
    after = at(FRIDAY + timedelta(days=400))
    assert (purge_reminders(after), MoveReminder.objects.count()) == (0, 1)
    move(cast.viewer(Role.ADVISER), file, next_move="Autre chose")
    assert (purge_reminders(at()), purge_reminders(after)) == (0, 1)
    remind_of_moves(JOB, at=at(FRIDAY + timedelta(days=3)))
    enterprise = CaseFile.objects.for_operation().select_related("enterprise").get(pk=file).enterprise
    forget_thread(JOB, key=enterprise.key)
    assert (MoveReminder.objects.count(), ["Autre chose" in one.body for one in digests()]) == (0, [False])


def test_the_choice_is_made_in_the_account(client, cast, file):
    person = Person.objects.get(pk=cast.people[Role.ADVISER])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    assert 'value="yes" checked' in client.get("/mon-poste/rappels/").text
    assert client.post("/mon-poste/rappels/", {}).status_code == 200
    assert client.post("/mon-poste/rappels/", {"wanted": "no"})["Location"] == "/mon-poste/rappels/"
    person.refresh_from_db()
    assert (person.reminders, 'value="no" checked' in client.get("/mon-poste/rappels/").text) == (False, True)
