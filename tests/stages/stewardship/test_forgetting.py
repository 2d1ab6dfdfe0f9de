"""What an owner wants destroyed leaves no letter behind, and gives its places back."""

import pytest
from django.utils import timezone

from tests.cast import JOB
from tests.meeting import announce
from tests.thread import answer_all, begin, call, project
from virage.base.refusals import Forbidden
from virage.stages.awareness.operations import register
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
    session = announce(number, places=1)
    for name in ("eve", "autre"):
        register(cast.stranger, session_id=session, enterprise_name=name, email=f"{name}@example.org")
    return thread, owner, session


def test_nobody_is_reminded_and_the_next_one_is_offered_the_place(known):
    thread, owner, session = known
    forget_thread(owner, key=thread.key)
    assert not Enterprise.objects.for_operation().filter(pk=thread.id).exists()
    waiting = Message.objects.for_operation().waiting().filter(due_at__gt=timezone.now())
    assert list(waiting) == []
    assert [line.state for line in registrations(JOB, session_id=session)] == [RegistrationState.OFFERED]
    assert Message.objects.for_operation().latest("pk").address == "autre@example.org"


def test_only_its_owner_forgets_it(cast, known):
    with pytest.raises(Forbidden):
        forget_thread(cast.other_sme, key=known[0].key)
    assert Enterprise.objects.for_operation().filter(pk=known[0].id).exists()
