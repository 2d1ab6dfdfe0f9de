"""A draft never submitted goes a year after its call is over, and its page tells the day; nothing else goes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.calling import TODAY, initiative, on, published, submitted, terms, written
from tests.cast import JOB
from tests.papers import paper
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.calls.models import BudgetLine, Call, Draft, Piece, Proposal, ProposedTarget
from virage.stages.calls.operations import attach_piece, cancel_call, draft_call, submit_proposal
from virage.stages.calls.queries import own_proposals
from virage.stages.documents.models import Document
from virage.stages.stewardship.operations import apply_retention

CLOSED = TODAY - timedelta(days=30)
LAST = CLOSED + timedelta(days=365)
NEXT = timedelta(days=1)


def over(cast):
    """A call that closed a month ago, with a draft, its file, and a proposal that was submitted."""
    opened = CLOSED - timedelta(days=20)
    days = {"opens_on": opened, "closes_on": CLOSED, "results_on": TODAY + timedelta(days=30)}
    call = draft_call(JOB, initiative_id=initiative(cast), words=terms(**days))
    Call.objects.for_operation().filter(pk=call).update(published_on=opened - NEXT)
    with on(opened):
        draft, handed = written(cast, call), written(cast, call, title="Déposée")
        attach_piece(cast.viewer(Role.PROMOTER), proposal_id=draft, file=paper())
        submit_proposal(cast.viewer(Role.PROMOTER), proposal_id=handed)
    return draft, handed


def erased(day):
    return {one.item: one.things for one in apply_retention(JOB, on=day)}["proposal_drafts"]


def left():
    return set(Proposal.objects.for_operation().values_list("pk", flat=True))


def test_its_page_tells_the_day_then_it_goes_with_its_files(cast, client):
    draft, handed = over(cast)
    waiting = written(cast, published(cast), title="Encore ouvert")
    told = {one.id: one.erased_after for one in own_proposals(cast.viewer(Role.PROMOTER))}
    assert told == {draft: LAST, handed: None, waiting: None}
    client.force_login(Person.objects.get(pk=cast.people[Role.PROMOTER]))
    assert "puis effacé avec ses fichiers" in client.get(reverse("promoter:proposal", args=[draft])).text
    assert (erased(LAST), left()) == (0, {draft, handed, waiting})
    assert (erased(LAST + NEXT), left()) == (1, {handed, waiting})
    gone = [model.objects.for_operation().filter(proposal=draft).count() for model in (Draft, BudgetLine, Piece)]
    assert (gone, Document.objects.for_operation().count()) == ([0, 0, 0], 0)
    assert ProposedTarget.objects.for_operation().count() == 2


def test_of_a_cancelled_call_the_clock_starts_that_day(cast):
    call = published(cast)
    draft, handed = written(cast, call), submitted(cast, call, title="Déposée")
    cancel_call(cast.viewer(Role.DIRECTOR), call_id=call, reason="Annulé", reason_en="Cancelled")
    last = TODAY + timedelta(days=365)
    assert {one.id: one.erased_after for one in own_proposals(cast.viewer(Role.PROMOTER))} == {
        draft: last,
        handed: None,
    }
    assert (erased(last), erased(last + NEXT), left()) == (0, 1, {handed})


def test_the_database_keeps_what_is_submitted_or_may_still_be(cast):
    _draft, handed = over(cast)
    waiting = written(cast, published(cast), title="Encore ouvert")
    for number in (handed, waiting):
        for rows in (Draft.objects.for_operation().filter(proposal=number), Proposal.objects.filter(pk=number)):
            with pytest.raises(IntegrityError, match=r"never_changed|proposal_is_submitted"), transaction.atomic():
                rows._raw_delete(rows.db)
