"""Say who of us is at a fair and when; take one of these appointments."""

from datetime import datetime, timedelta
from uuid import UUID

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.awareness.models import Appointment
from virage.stages.awareness.operations.rows import held_by_key, own_session
from virage.stages.awareness.refusals import AppointmentTaken, OutsideSession
from virage.stages.awareness.states import RegistrationState
from virage.stages.casefiles.operations import check_colleague


@operation
def offer_appointments(
    viewer: Viewer, *, session_id: int, person_id: int, first: datetime, count: int, minutes: int
) -> int:
    """Say that a colleague is there, with so many appointments in a row. Returns how many are new."""
    session = own_session(viewer, session_id)
    check_colleague(session.activity.project.promoter_id, person_id)
    hours = [first + timedelta(minutes=minutes * rank) for rank in range(count)]
    if hours[0] < session.starts_at or hours[-1] >= session.ends_at:
        raise OutsideSession
    held = Appointment.objects.for_operation().filter(session=session, person_id=person_id)
    known = set(held.values_list("starts_at", flat=True))
    made = Appointment.objects.bulk_create(
        Appointment(session=session, person_id=person_id, starts_at=at) for at in hours if at not in known
    )
    promoter = session.activity.project.promoter_id
    record(viewer, "appointments.offered", kind="session", id=session.pk, organisation_id=promoter, offered=len(made))
    return len(made)


@operation
def take_appointment(viewer: Viewer, *, key: UUID, appointment_id: int) -> None:
    """Meet one of us, for whoever holds a place; the former appointment is given back."""
    session, registration = held_by_key(viewer, key)
    rows = Appointment.objects.for_operation().filter(session=session)
    free = rows.filter(pk=appointment_id, registration=None).first()
    if free is None or registration.state != RegistrationState.REGISTERED:
        raise AppointmentTaken
    rows.filter(registration=registration).update(registration=None)
    free.registration = registration
    free.save()
    promoter = session.activity.project.promoter_id
    record(viewer, "appointment.taken", kind="registration", id=registration.pk, organisation_id=promoter)
