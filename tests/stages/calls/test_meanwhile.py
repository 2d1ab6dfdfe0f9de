"""A call is cancelled while people write there: each writing is whole before it, or refused; nothing is after it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests.calling import published, written
from tests.cast import assemble
from virage.base.viewer import Role
from virage.stages.calls.invariants import cancelled_calls_rest
from virage.stages.calls.models import Proposal
from virage.stages.calls.operations import begin_proposal, cancel_call, save_step
from virage.stages.calls.refusals import CallIsCancelled
from virage.stages.calls.written import ProjectWords

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True)]


def test_nothing_stands_after_a_cancellation_that_people_met():
    cast = assemble()
    director, promoter = cast.viewer(Role.DIRECTOR), cast.viewer(Role.PROMOTER)
    call = published(cast)
    drafts = [written(cast, call, title=f"Brouillon {rank}") for rank in range(3)]
    house = cast.organisations["promoter"]
    acts = [
        lambda: cancel_call(director, call_id=call, reason="Annulé", reason_en="Cancelled"),
        *(
            lambda number=number: save_step(promoter, proposal_id=number, words=ProjectWords(title="Autre"), base=1)
            for number in drafts
        ),
        *(
            lambda rank=rank: begin_proposal(promoter, call_id=call, promoter_id=house, title=f"Nouvelle {rank}")
            for rank in range(3)
        ),
    ]
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait()
            act()
        except CallIsCancelled:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as people:
        said = list(people.map(run, acts))
    assert said[0] == "done"
    assert Proposal.objects.for_operation().filter(call=call).count() == len(drafts) + said[4:].count("done")
    assert list(cancelled_calls_rest()) == []
