"""« M’a-t-on rappelé? »: asked once, after something moved; counted by organisation, never under five."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.stages.casefiles.test_files import held, other_promoter  # noqa: F401 — held is a fixture
from tests.stages.casefiles.test_requests import accept, asked, letters  # noqa: F401 — asked is a fixture
from tests.thousands import many_files
from virage.base.models import TrailEvent
from virage.base.viewer import Role
from virage.stages.casefiles.models import CallAnswer, CaseFile, Request
from virage.stages.casefiles.operations import AlreadySaid, HowItWent, TooEarly, say_of_call
from virage.stages.casefiles.queries import call_lines, calls_of, requests_of
from virage.stages.casefiles.states import Called, CallWent
from virage.stages.stewardship.operations import forget_thread

pytestmark = [pytest.mark.django_db, pytest.mark.data]
SAID = {"called": Called.IN_TIME, "went": CallWent.WELL}


def elsewhere():
    """A promoter of another organisation."""
    other = other_promoter()
    return replace(other, memberships=tuple(replace(one, role=Role.PROMOTER) for one in other.memberships))


def come_due(number):
    CaseFile.objects.for_operation().filter(request=number).update(next_move_on=timezone.localdate())


def test_it_is_asked_once_something_moved_and_once_only(cast, asked):  # noqa: F811
    thread, owner, number = asked
    with pytest.raises(TooEarly):
        say_of_call(owner, key=thread.key, request_id=number, **SAID)
    accept(cast, number)
    with pytest.raises(TooEarly):
        say_of_call(owner, key=thread.key, request_id=number, **SAID)
    assert [line.to_judge for line in requests_of(owner, key=thread.key)] == [False]
    come_due(number)
    assert [line.to_judge for line in requests_of(owner, key=thread.key)] == [True]
    say_of_call(owner, key=thread.key, request_id=number, **SAID)
    assert [(line.to_judge, line.judged) for line in requests_of(owner, key=thread.key)] == [(False, True)]
    with pytest.raises(AlreadySaid):
        say_of_call(owner, key=thread.key, request_id=number, called=Called.NO)


def test_whoever_was_called_says_how_it_went_and_whoever_was_not_need_not(cast, asked):  # noqa: F811
    thread, owner, number = asked
    accept(cast, number)
    come_due(number)
    with pytest.raises(HowItWent):
        say_of_call(owner, key=thread.key, request_id=number, called=Called.LATE)
    say_of_call(owner, key=thread.key, request_id=number, called=Called.NO, went=CallWent.BADLY)
    assert CallAnswer.objects.for_operation().values_list("called", "went").get() == ("no", "")


def test_the_letter_leaves_after_the_day_promised_and_not_once_answered(cast, asked):  # noqa: F811
    thread, owner, number = asked
    accept(cast, number)
    (letter,) = letters("call_opinion")
    assert round((letter.due_at - letter.at) / timedelta(days=1)) == 4
    assert "/lien/" in letter.body
    come_due(number)
    say_of_call(owner, key=thread.key, request_id=number, **SAID)
    (letter,) = letters("call_opinion")
    assert letter.cancelled_at is not None


def test_nothing_is_asked_of_a_thread_that_goes(cast, asked):  # noqa: F811
    thread, owner, number = asked
    accept(cast, number)
    forget_thread(owner, key=thread.key)
    assert list(letters("call_opinion")) == []


def test_the_history_of_the_file_does_not_say_who_answered(cast, asked):  # noqa: F811
    thread, owner, number = asked
    accept(cast, number)
    come_due(number)
    say_of_call(owner, key=thread.key, request_id=number, **SAID)
    assert not TrailEvent.objects.filter(subject_kind="request", verb="call.judged").exists()


@pytest.fixture
def judged(held):  # noqa: F811
    """Six requests answered about: four called back in time, one late, one never; one of them under a name."""
    many_files(held, 5)
    cases = [(Called.IN_TIME, CallWent.WELL)] * 3 + [(Called.IN_TIME, CallWent.HALF), (Called.LATE, CallWent.BADLY)]
    rows = Request.objects.for_operation().order_by("pk")
    for request, (called, went) in zip(rows, [*cases, (Called.NO, "")], strict=True):
        CallAnswer.objects.create(
            request=request, called=called, went=went, named=called == Called.LATE, at=timezone.now()
        )


def test_by_organisation_for_itself_the_ministry_and_the_auditor(cast, judged):
    for reader in (cast.viewer(Role.PROMOTER), cast.viewer(Role.ANALYST), cast.viewer(Role.AUDITOR)):
        with CaptureQueriesContext(connection) as queries:
            (one,) = calls_of(reader)
        found = one.opinion
        assert (len(queries), found.answers, found.called, found.in_time, found.well) == (1, 6, 5, 4, 3)
    for stranger in (elsewhere(), cast.viewer(Role.PARTNER), cast.stranger, cast.sme):
        assert calls_of(stranger) == ()


def test_nothing_is_shown_under_five(cast, judged):
    CallAnswer.objects.for_operation().exclude(called=Called.LATE).order_by("pk").first().delete()
    CallAnswer.objects.for_operation().filter(called=Called.NO).delete()
    (one,) = calls_of(cast.viewer(Role.PROMOTER))
    assert (one.answers, one.opinion) == (4, None)
    lines = call_lines(cast.viewer(Role.PROMOTER), promoter_id=cast.organisations["promoter"])
    assert [line.called_words for line in lines] == [Called.LATE.label]


def test_the_answers_behind_name_only_who_allows_it(cast, judged):
    house = cast.organisations["promoter"]
    for reader, named in ((Role.PROMOTER, 1), (Role.ANALYST, 0)):
        lines = call_lines(cast.viewer(reader), promoter_id=house)
        assert (len(lines), sum(line.case_file_id is not None for line in lines)) == (6, named)
        assert sum(bool(line.project) for line in lines) == named
    assert call_lines(elsewhere(), promoter_id=house) == ()
