"""At a fair held by others: who of us is there, and each hour goes to one."""

from datetime import timedelta

import pytest

from tests.cast import JOB
from tests.meeting import announce
from tests.thread import project
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.operations import (
    cancel_registration,
    offer_appointments,
    register,
    take_appointment,
)
from virage.stages.awareness.queries import appointments, present, session
from virage.stages.awareness.refusals import AppointmentTaken, OutsideSession

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def fair(cast):
    return announce(project(cast), kind="fair", organiser="Comité fictif", place="Rimouski", region="01")


def offer(cast, number, viewer=None, **changes):
    first = session(JOB, session_id=number).starts_at
    said = {"person_id": cast.people[Role.ADVISER], "first": first, "count": 2, "minutes": 20, **changes}
    return offer_appointments(viewer or cast.viewer(Role.PROMOTER), session_id=number, **said)


def come(number, name):
    return register(Viewer.public(), session_id=number, enterprise_name=name, email=f"{name}@example.org")


def taken(number, key=None):
    viewer = Viewer.link(key) if key else JOB
    return [(line.free, line.mine) for line in appointments(viewer, session_id=number, key=key)]


def test_each_hour_goes_to_one_and_a_new_choice_gives_the_former_back(cast, fair):
    assert (offer(cast, fair), offer(cast, fair, count=3)) == (2, 1)
    alpha, beta = come(fair, "alpha"), come(fair, "beta")
    first, second, _third = (line.id for line in appointments(JOB, session_id=fair))
    take_appointment(Viewer.link(alpha), key=alpha, appointment_id=first)
    with pytest.raises(AppointmentTaken):
        take_appointment(Viewer.link(beta), key=beta, appointment_id=first)
    assert taken(fair, alpha) == [(False, True), (True, False), (True, False)]
    take_appointment(Viewer.link(alpha), key=alpha, appointment_id=second)
    take_appointment(Viewer.link(beta), key=beta, appointment_id=first)
    cancel_registration(Viewer.link(alpha), key=alpha)
    assert taken(fair, beta) == [(False, True), (True, False), (True, False)]


def test_who_is_there_is_public_and_whom_they_meet_is_not(cast, fair):
    offer(cast, fair)
    alpha = come(fair, "alpha")
    take_appointment(Viewer.link(alpha), key=alpha, appointment_id=appointments(JOB, session_id=fair)[0].id)
    public = appointments(Viewer.public(), session_id=fair, key=alpha)
    assert present(public) == ("Personne adviser",)
    assert [(line.enterprise, line.mine) for line in public] == [("", False), ("", False)]
    assert [line.enterprise for line in appointments(cast.viewer(Role.PROMOTER), session_id=fair)] == ["alpha", ""]


def test_appointments_stay_within_the_hours_and_among_colleagues(cast, fair):
    late = session(JOB, session_id=fair).ends_at
    for changes in ({"first": late}, {"count": 4}, {"first": late - timedelta(hours=2)}):
        with pytest.raises(OutsideSession):
            offer(cast, fair, **changes)
    with pytest.raises(Refusal):
        offer(cast, fair, person_id=cast.people[Role.AUDITOR])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROMOTER])
def test_only_the_promoter_offers_them(cast, fair, role):
    with pytest.raises(Forbidden):
        offer(cast, fair, cast.viewer(role))
