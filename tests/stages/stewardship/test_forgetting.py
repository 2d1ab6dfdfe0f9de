"""What an owner wants destroyed leaves no letter behind, and gives its places back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import JOB
from tests.thread import answer_all, begin, call, project
from virage.base.refusals import Forbidden
from virage.stages.awareness.operations import draft_activity, publish_activity, register
from virage.stages.awareness.queries import registrations
from virage.stages.awareness.states import RegistrationState
from virage.stages.directory.models import Enterprise
from virage.stages.messages.models import Message
from virage.stages.stewardship.operations import forget_thread

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def known(cast):
    """An enterprise that asked for a call and holds the only place of a session; another waits for it."""
    thread, owner = begin()
    answer_all(thread, owner)
    number = project(cast)
    call(thread, owner, number)
    start = timezone.now() + timedelta(days=9)
    session = draft_activity(
        JOB,
        project_id=number,
        kind="webinar",
        title="Webinaire fictif",
        summary="",
        language="fr",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        place="En ligne",
        places=1,
    )
    publish_activity(JOB, session_id=session)
    for name in ("eve", "autre"):
        register(cast.stranger, session_id=session, enterprise_name=name, email=f"{name}@example.org")
    return thread, owner, session


def test_nobody_is_reminded_and_the_next_one_takes_the_place(known):
    thread, owner, session = known
    forget_thread(owner, key=thread.key)
    assert not Enterprise.objects.for_operation().filter(pk=thread.id).exists()
    waiting = Message.objects.for_operation().waiting().filter(due_at__gt=timezone.now())
    assert {(m.kind, m.address) for m in waiting} == {("registration", "autre@example.org")}
    assert [line.state for line in registrations(JOB, session_id=session)] == [RegistrationState.REGISTERED]


def test_only_its_owner_forgets_it(cast, known):
    with pytest.raises(Forbidden):
        forget_thread(cast.other_sme, key=known[0].key)
    assert Enterprise.objects.for_operation().filter(pk=known[0].id).exists()
