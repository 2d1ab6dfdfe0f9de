"""Who came: on the list, at the door, late from a device without a network, twice, and against each other."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from tests.cast import JOB
from tests.meeting import announce, let_begin
from tests.thread import project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.models import PresenceMark, Registration
from virage.stages.awareness.operations import (
    SaidMark,
    admit_at_the_door,
    note_attendance,
    receive_marks,
    register,
    welcome,
    welcome_by_code,
)
from virage.stages.awareness.queries import registration, registrations, session
from virage.stages.awareness.refusals import AlreadyRegistered, DoorClosed, Full, UnknownCode

pytestmark = [pytest.mark.django_db, pytest.mark.data]
PHONE, TABLET = (UUID(int=n) for n in (1, 2))


@pytest.fixture
def begun(cast):
    number = announce(project(cast), places=3)
    for name in ("alpha", "beta"):
        register(Viewer.public(), session_id=number, enterprise_name=name, email=f"{name}@example.org")
    let_begin(number)
    return number


@pytest.fixture
def promoter(cast):
    return cast.viewer(Role.PROMOTER)


def line(number, name):
    return next(each for each in registrations(JOB, session_id=number) if each.enterprise == name)


def said(number, name, *, came=True, ago=10, mark=None):
    at = timezone.now() - timedelta(minutes=ago)
    return SaidMark(number=mark or uuid4(), registration_id=line(number, name).id, came=came, at=at)


def test_marks_sent_twice_count_once_and_all_may_be_forgotten(begun, promoter):
    marks = [said(begun, "alpha"), said(begun, "beta", came=False)]
    for _time in range(2):
        kept = receive_marks(promoter, session_id=begun, device=str(PHONE), marks=marks)
        assert kept == {mark.number for mark in marks}
    assert PresenceMark.objects.for_operation().count() == 2
    assert (line(begun, "alpha").came, line(begun, "beta").came) == (True, False)


def test_two_devices_that_disagree_are_seen_until_the_list_settles_it(begun, promoter):
    receive_marks(promoter, session_id=begun, device=str(PHONE), marks=[said(begun, "alpha", ago=10)])
    receive_marks(promoter, session_id=begun, device=str(TABLET), marks=[said(begun, "alpha", came=False, ago=30)])
    alpha = line(begun, "alpha")
    assert (alpha.came, alpha.disputed) == (True, True)
    note_attendance(promoter, session_id=begun, came=[alpha.id])
    assert (line(begun, "alpha").came, line(begun, "alpha").disputed) == (True, False)


def test_a_clock_that_runs_fast_has_not_the_last_word_for_ever(begun, promoter):
    fast = said(begun, "alpha", came=False, ago=-600)
    receive_marks(promoter, session_id=begun, device=str(PHONE), marks=[fast])
    assert PresenceMark.objects.for_operation().get().at <= timezone.now()
    welcome(promoter, session_id=begun, registration_id=line(begun, "alpha").id, came=True)
    assert line(begun, "alpha").came is True


def test_a_mark_of_another_session_changes_nothing(cast, begun, promoter):
    other = announce(Registration.objects.for_operation().first().session.activity.project_id)
    let_begin(other)
    mark = said(begun, "alpha")
    assert receive_marks(promoter, session_id=other, device=str(PHONE), marks=[mark]) == {mark.number}
    assert line(begun, "alpha").came is None


def test_a_code_is_read_whatever_its_case_and_only_at_its_session(begun, promoter):
    alpha = line(begun, "alpha")
    assert welcome_by_code(promoter, session_id=begun, code=f" {alpha.code.lower()} ") == alpha.id
    assert line(begun, "alpha").came is True
    with pytest.raises(UnknownCode):
        welcome_by_code(promoter, session_id=begun, code="ZZZZZZ")


def test_someone_without_a_registration_is_let_in_while_a_place_is_left(begun, promoter):
    number = admit_at_the_door(promoter, session_id=begun, enterprise_name="gamma", email="gamma@example.org")
    assert (line(begun, "gamma").id, line(begun, "gamma").came) == (number, True)
    with pytest.raises(Full):
        admit_at_the_door(promoter, session_id=begun, enterprise_name="delta", email="delta@example.org")
    with pytest.raises(AlreadyRegistered):
        admit_at_the_door(promoter, session_id=begun, enterprise_name="alpha", email="ALPHA@example.org")
    assert session(promoter, session_id=begun).came == 1


def test_the_door_opens_three_hours_before(begun, promoter):
    let_begin(begun, hours=-4)
    with pytest.raises(DoorClosed):
        welcome(promoter, session_id=begun, registration_id=line(begun, "alpha").id, came=True)
    let_begin(begun, hours=-2)
    welcome(promoter, session_id=begun, registration_id=line(begun, "alpha").id, came=True)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROMOTER])
def test_the_door_is_the_promoters_alone(cast, begun, role):
    viewer, alpha = cast.viewer(role), line(begun, "alpha")
    for deed in (
        lambda: welcome(viewer, session_id=begun, registration_id=alpha.id, came=True),
        lambda: welcome_by_code(viewer, session_id=begun, code=alpha.code),
        lambda: receive_marks(viewer, session_id=begun, device=str(PHONE), marks=[said(begun, "alpha")]),
        lambda: admit_at_the_door(viewer, session_id=begun, enterprise_name="x", email="x@example.org"),
    ):
        with pytest.raises(Forbidden):
            deed()
    assert registration(JOB, key=alpha.key).came is None
