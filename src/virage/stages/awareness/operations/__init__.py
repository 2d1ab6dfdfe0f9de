"""Draft and publish an activity, move or cancel a session, register, give a place back, say who came."""

from virage.stages.awareness.operations.attendance import (
    SaidMark,
    admit_at_the_door,
    note_attendance,
    receive_marks,
    welcome,
    welcome_by_code,
)
from virage.stages.awareness.operations.changing import amend_session, cancel_session, postpone_session
from virage.stages.awareness.operations.drafting import (
    add_session,
    copy_activity,
    draft_activity,
    publish_session,
    revise_session,
)
from virage.stages.awareness.operations.fairs import offer_appointments, take_appointment
from virage.stages.awareness.operations.following import (
    add_material,
    give_feedback,
    remove_material,
    write_to_guests,
)
from virage.stages.awareness.operations.leads import confirm_lead, note_lead
from virage.stages.awareness.operations.registering import accept_place, cancel_registration, lapse_offers, register

__all__ = [
    "SaidMark",
    "accept_place",
    "add_material",
    "add_session",
    "admit_at_the_door",
    "amend_session",
    "cancel_registration",
    "cancel_session",
    "confirm_lead",
    "copy_activity",
    "draft_activity",
    "give_feedback",
    "lapse_offers",
    "note_attendance",
    "note_lead",
    "offer_appointments",
    "postpone_session",
    "publish_session",
    "receive_marks",
    "register",
    "remove_material",
    "revise_session",
    "take_appointment",
    "welcome",
    "welcome_by_code",
    "write_to_guests",
]
