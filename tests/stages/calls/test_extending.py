"""A published call closes later and nothing else of it moves: told, kept with its reason, held by the database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.calling import TODAY, on, published, written
from virage.base.viewer import Role
from virage.stages.calls.invariants import terms_hold
from virage.stages.calls.models import Call, Extension
from virage.stages.calls.operations import extend_call
from virage.stages.calls.queries import call as call_sheet
from virage.stages.calls.refusals import NotLater, NotYours
from virage.stages.messages.models import Message

LATER, RESULTS = TODAY + timedelta(days=40), TODAY + timedelta(days=70)


def test_a_call_closes_later_with_its_reason_and_its_writers_are_told(cast):
    call = published(cast)
    written(cast, call)
    director = cast.viewer(Role.DIRECTOR)
    days = {"closes_on": LATER, "results_on": RESULTS, "reason": "Une panne du site"}
    for role in Role:
        if role is not Role.DIRECTOR:
            with pytest.raises(NotYours):
                extend_call(cast.viewer(role), call_id=call, **days)
    for sooner in ({"closes_on": TODAY + timedelta(days=30)}, {"results_on": LATER}):
        with pytest.raises(NotLater):
            extend_call(director, call_id=call, **{**days, **sooner})
    extend_call(director, call_id=call, **days)
    sheet = call_sheet(cast.stranger, call_id=call)
    assert (sheet.card.closes_on, sheet.card.results_on) == (LATER, RESULTS)
    assert [(one.former, one.closes_on, one.reason) for one in sheet.extensions] == [
        (TODAY + timedelta(days=30), LATER, "Une panne du site")
    ]
    assert [(one.kind, "Une panne du site" in one.body) for one in Message.objects.for_operation()] == [
        ("call_extended", True)
    ]
    assert terms_hold(call) is True
    with on(LATER + timedelta(days=1)), pytest.raises(NotLater):
        extend_call(director, call_id=call, closes_on=RESULTS, results_on=RESULTS + timedelta(days=9), reason="Encore")


def test_without_its_row_the_database_moves_no_day(cast):
    call = published(cast)
    for days in ({"closes_on": LATER}, {"closes_on": LATER, "results_on": RESULTS}):
        with pytest.raises(IntegrityError, match="call_is_published"), transaction.atomic():
            Call.objects.for_operation().filter(pk=call).update(**days)
    assert Extension.objects.for_operation().count() == 0
