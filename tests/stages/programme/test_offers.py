"""Offers: written by the promoter, shown to those they may serve, never changed once published."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import JOB
from tests.house.samples.programme import OFFER
from tests.thread import project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.core.answers import Answer
from virage.core.shares import Payer
from virage.stages.programme.models import Offer
from virage.stages.programme.operations import NotADraft, draft_offer, publish_offer, retire_offer, revise_offer
from virage.stages.programme.queries import offer, offers, offers_for

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def published(number, **terms):
    found = draft_offer(JOB, project_id=number, words=replace(OFFER, **terms))
    publish_offer(JOB, offer_id=found)
    return found


def test_an_offer_goes_from_draft_to_retired(cast):
    promoter, number = cast.viewer(Role.PROMOTER), project(cast)
    found = draft_offer(promoter, project_id=number, words=OFFER)
    assert (offer(cast.stranger, offer_id=found), offer(promoter, offer_id=found).state) == (None, "draft")
    revise_offer(promoter, offer_id=found, words=replace(OFFER, hours=Decimal(12)))
    publish_offer(promoter, offer_id=found)
    assert offer(cast.stranger, offer_id=found).hours == 12
    assert offer(Viewer.public(language="en"), offer_id=found).name == "Fictitious offer"
    with pytest.raises(NotADraft):
        revise_offer(promoter, offer_id=found, words=OFFER)
    retire_offer(promoter, offer_id=found)
    assert (
        offer(cast.stranger, offer_id=found),
        len(offers(promoter, promoters=[cast.organisations["promoter"]])),
    ) == (
        None,
        1,
    )
    with pytest.raises(NotADraft):
        publish_offer(promoter, offer_id=found)


def test_nobody_else_writes_it(cast):
    number = project(cast)
    for other in (cast.viewer(Role.ADVISER), cast.viewer(Role.DIRECTOR), cast.viewer(Role.PARTNER), cast.stranger):
        with pytest.raises(Forbidden):
            draft_offer(other, project_id=number, words=OFFER)


def test_an_enterprise_sees_what_nothing_known_excludes(cast):
    number = project(cast)
    sure = published(number, sectors=("construction",))
    perhaps = published(number, regions=("11",), to_confirm=("avoir un plan",), to_confirm_en=("having a plan",))
    published(number, employees_least=50)
    draft_offer(JOB, project_id=number, words=OFFER)
    found = offers_for(cast.sme, facts={"sector": "construction", "employees": 12})
    assert [(card.id, reading.answer) for card, reading in found] == [(sure, Answer.YES), (perhaps, Answer.UNKNOWN)]
    assert found[0][0].shares == {Payer.ENTERPRISE: Fraction(1, 4), Payer.PROJECT: Fraction(3, 4), Payer.PARTNER: 0}
    with CaptureQueriesContext(connection) as asked:
        offers_for(cast.sme, facts={})
    assert len(asked) == 1


def test_the_database_holds_that_shares_are_whole(cast):
    found = draft_offer(JOB, project_id=project(cast), words=OFFER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.for_operation().filter(pk=found).update(project_share=Decimal(74))
