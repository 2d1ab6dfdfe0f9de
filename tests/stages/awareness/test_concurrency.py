"""Two people ask for the last place at the same instant: it goes to one of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from tests.cast import JOB, assemble
from tests.thread import project
from virage.base.viewer import Viewer
from virage.stages.awareness.operations import draft_activity, publish_activity, register
from virage.stages.awareness.queries import registrations, session
from virage.stages.awareness.states import RegistrationState


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one_of_those_who_ask_at_once():
    start = timezone.now() + timedelta(days=9)
    number = draft_activity(
        JOB,
        project_id=project(assemble()),
        kind="webinar",
        title="Webinaire fictif",
        summary="",
        language="fr",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        place="En ligne",
        places=1,
    )
    publish_activity(JOB, session_id=number)
    together = Barrier(4)

    def ask(rank):
        try:
            together.wait()
            register(
                Viewer.public(), session_id=number, enterprise_name=f"Fictive {rank}", email=f"f{rank}@example.org"
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as people:
        list(people.map(ask, range(4)))
    card = session(JOB, session_id=number)
    assert (card.taken, card.waiting, card.left) == (1, 3, 0)
    states = [line.state for line in registrations(JOB, session_id=number)]
    assert states == [RegistrationState.REGISTERED] + [RegistrationState.WAITING] * 3
