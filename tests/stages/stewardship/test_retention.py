"""What has been kept long enough is destroyed, the rest is not, and the log says so."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.cast import JOB, KEY, OTHER_KEY
from tests.meeting import announce
from tests.thread import project
from virage.base.models import TrailEvent
from virage.base.refusals import Forbidden
from virage.base.retention import registered
from virage.base.viewer import Role, Viewer
from virage.content.library import shipped
from virage.stages.accounts.models import PrivateLink
from virage.stages.accounts.operations import make_private_link
from virage.stages.assessments.operations import begin_assessment_for_sector
from virage.stages.awareness.models import Session
from virage.stages.awareness.operations import register
from virage.stages.awareness.queries import registrations
from virage.stages.directory.models import Contact, Enterprise
from virage.stages.directory.operations import begin_thread, name_contact
from virage.stages.messages.models import Message
from virage.stages.messages.operations import post_words
from virage.stages.stewardship.operations import apply_retention
from virage.stages.stewardship.queries import kept_data

ON = date(2026, 11, 22)
NIGHT = timezone.make_aware(datetime(2026, 11, 22))  # noqa: DTZ001 -- made aware here


def publish(cast, *, starts_at):
    """A published session of a fictitious project."""
    return announce(project(cast), starts_at=starts_at)


def test_only_what_is_past_its_days_is_destroyed_and_each_item_is_logged(cast):
    make_private_link(cast.sme, subject=KEY)
    make_private_link(cast.other_sme, subject=OTHER_KEY)
    PrivateLink.objects.filter(subject=KEY).update(expires_at=NIGHT - timedelta(days=30, seconds=1))
    PrivateLink.objects.filter(subject=OTHER_KEY).update(expires_at=NIGHT - timedelta(days=30))
    done = {d.item: d.things for d in apply_retention(JOB, on=ON)}
    assert done["private_links"] == 1
    assert [link.subject for link in PrivateLink.objects.all()] == [OTHER_KEY]
    logged = TrailEvent.objects.filter(verb="retention.applied").values_list("subject_id", flat=True)
    assert sorted(logged) == sorted(item.id for item in shipped().retention.values() if item.days)


def test_a_message_still_waiting_is_never_destroyed(cast):
    sent, waiting = (
        post_words(JOB, kind="account", address=a, language="fr", subject="S", body="B") for a in ("a@x.org", "b@x.org")
    )
    old = NIGHT - timedelta(days=181)
    Message.objects.for_operation().update(at=old, due_at=old)
    Message.objects.for_operation().filter(pk=sent).update(sent_at=old)
    apply_retention(JOB, on=ON)
    assert list(Message.objects.for_operation().values_list("pk", flat=True)) == [waiting]


def test_a_thread_nobody_claimed_goes_after_ninety_days_with_all_its_answers_and_a_claimed_one_stays(cast):
    def begun(days, **more):
        thread = begin_thread(cast.stranger, facts={"employees": 12})
        begin_assessment_for_sector(Viewer.link(thread.key), key=thread.key, sector="construction", scian=None)
        if more:
            name_contact(Viewer.link(thread.key), key=thread.key, **more)
        Enterprise.objects.for_operation().filter(pk=thread.id).update(started_at=NIGHT - timedelta(days=days))
        return thread.id

    begun(91)
    young, claimed = begun(90), begun(400, email="pme@example.org")
    done = {d.item: d.things for d in apply_retention(JOB, on=ON)}
    assert done["quick_checks"] == 1
    assert set(Enterprise.objects.for_operation().values_list("pk", flat=True)) == {young, claimed}


@pytest.mark.parametrize("role", Role)
def test_no_person_runs_it_by_hand(cast, role):
    with pytest.raises(Forbidden):
        apply_retention(cast.viewer(role), on=ON)


def test_registrations_lose_their_address_after_two_years_and_still_count(cast):
    session = publish(cast, starts_at=timezone.now() + timedelta(days=1))
    for place in ("a", "b"):
        register(cast.stranger, session_id=session, enterprise_name=place, email=f"{place}@example.org")
    old, recent = NIGHT - timedelta(days=731), NIGHT - timedelta(days=729)
    Session.objects.for_operation().filter(pk=session).update(starts_at=recent - timedelta(hours=1), ends_at=recent)
    assert next(d.things for d in apply_retention(JOB, on=ON) if d.item == "registrations") == 0
    Session.objects.for_operation().filter(pk=session).update(starts_at=old - timedelta(hours=1), ends_at=old)
    assert next(d.things for d in apply_retention(JOB, on=ON) if d.item == "registrations") == 2
    assert [line.email for line in registrations(JOB, session_id=session)] == ["", ""]
    assert not Contact.objects.for_operation().exists()


def test_every_purge_obeys_a_line_of_the_schedule(cast):
    apply_retention(JOB, on=ON)
    assert set(registered()) <= {item.id for item in shipped().retention.values() if item.days}


def test_the_privacy_page_says_what_the_job_does(cast, client):
    page = client.get("/vie-privee/").content.decode()
    rows = kept_data(cast.stranger)
    assert [row.id for row in rows] == list(shipped().retention)
    for row in rows:
        assert row.what in page
    english = client.get("/en/vie-privee/").content.decode()
    assert "Quick-check answers never sent" in english
