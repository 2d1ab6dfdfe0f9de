"""Fifty people ask for the last place at the same instant, each on a connection of their own: it goes to one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests.cast import JOB, assemble
from tests.meeting import announce
from tests.thread import project
from virage.base.viewer import Viewer
from virage.stages.awareness.invariants import places_are_enough
from virage.stages.awareness.operations import accept_place, cancel_registration, register
from virage.stages.awareness.queries import registrations, session, waiting_rank
from virage.stages.awareness.states import RegistrationState

FIFTY = 50
pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True)]


def together(act, arguments):
    """Run an act once for each argument, all at the same instant, and give what each returned or was refused."""
    gate = Barrier(len(arguments))

    def run(argument):
        try:
            gate.wait()
            return act(argument)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(arguments)) as people:
        return list(people.map(run, arguments))


def ask(number):
    def act(rank):
        name = f"Fictive {rank}"
        return register(Viewer.public(), session_id=number, enterprise_name=name, email=f"f{rank}@example.org")

    return act


def test_the_last_place_goes_to_one_of_fifty_who_ask_at_once():
    number = announce(project(assemble()), places=1)
    keys = together(ask(number), range(FIFTY))
    card = session(JOB, session_id=number)
    assert (card.taken, card.waiting, card.left) == (1, FIFTY - 1, 0)
    states = [line.state for line in registrations(JOB, session_id=number)]
    assert states == [RegistrationState.REGISTERED] + [RegistrationState.WAITING] * (FIFTY - 1)
    assert len({line.code for line in registrations(JOB, session_id=number)}) == FIFTY
    assert sorted(waiting_rank(JOB, key=key) for key in keys) == list(range(FIFTY))
    assert list(places_are_enough()) == []


def test_places_given_back_at_once_are_each_offered_to_one():
    number = announce(project(assemble()), places=3)
    keys = [ask(number)(rank) for rank in range(8)]
    together(lambda key: cancel_registration(Viewer.link(key), key=key), keys[:3])
    states = [line.state for line in registrations(JOB, session_id=number)]
    assert (
        states == [RegistrationState.OFFERED] * 3 + [RegistrationState.WAITING] * 2 + [RegistrationState.CANCELLED] * 3
    )
    together(lambda key: accept_place(Viewer.link(key), key=key), keys[3:6])
    card = session(JOB, session_id=number)
    assert (card.taken, card.waiting) == (3, 2)
