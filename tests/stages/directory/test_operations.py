"""A thread begins without a name, belongs to whoever holds its key, and is forgotten on demand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import KEY
from tests.thread import answer_all, begin, call, project
from virage.base.models import TrailEvent
from virage.base.scoping import UnscopedReadError
from virage.base.viewer import Role, Viewer
from virage.stages.directory.models import Enterprise
from virage.stages.directory.onlookers import consents, onlookers
from virage.stages.directory.operations import (
    AlreadyWithdrawn,
    UnknownEnterprise,
    forget_enterprise,
    state_facts,
    withdraw_consent,
)
from virage.stages.directory.queries import enterprise_card

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def test_an_unclaimed_thread_expires_after_ninety_days():
    thread, owner = begin()
    assert enterprise_card(owner, key=thread.key).expires_on == timezone.localdate() + timedelta(days=90)


def test_the_latest_statement_stands_and_none_is_not_known():
    thread, owner = begin(employees=12)
    state_facts(owner, key=thread.key, facts={"employees": 15, "region": None})
    card = enterprise_card(owner, key=thread.key)
    assert card.facts["employees"] == 15
    assert "region" not in card.facts
    assert card.declined == {"region"}


def test_only_its_key_writes():
    thread, _owner = begin()
    for viewer in (Viewer.public(), Viewer.link(KEY)):
        with pytest.raises(UnknownEnterprise):
            state_facts(viewer, key=thread.key, facts={"employees": 1})


def test_a_read_must_say_who_looks():
    with pytest.raises(UnscopedReadError):
        list(Enterprise.objects.all())


def test_withdrawing_consent_closes_every_access(cast):
    thread, owner = begin()
    answer_all(thread, owner)
    call(thread, owner, project(cast))
    (given,) = consents(owner, key=thread.key)
    withdraw_consent(owner, key=thread.key, consent_id=given.id)
    assert onlookers(owner, key=thread.key) == ()
    assert enterprise_card(cast.viewer(Role.PROMOTER), key=thread.key) is None
    with pytest.raises(AlreadyWithdrawn):
        withdraw_consent(owner, key=thread.key, consent_id=given.id)


def test_forgetting_leaves_only_the_fact_that_it_happened():
    thread, owner = begin()
    answer_all(thread, owner)
    forget_enterprise(owner, key=thread.key)
    assert enterprise_card(Viewer.system("test"), key=thread.key) is None
    last = TrailEvent.objects.order_by("pk").last()
    assert (last.verb, last.subject_id, last.by, last.details) == (
        "enterprise.forgotten",
        str(thread.id),
        "link",
        {},
    )
