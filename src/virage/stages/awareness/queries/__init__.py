"""The calendar, one session, who registered and who came."""

from virage.stages.awareness.queries.cards import SessionCard
from virage.stages.awareness.queries.fairs import AppointmentLine, appointments, present
from virage.stages.awareness.queries.following import (
    MaterialLine,
    Said,
    SentLetter,
    feedback,
    letters_sent,
    material_file,
    materials,
    opinion_of_session,
    opinions_of_organisations,
)
from virage.stages.awareness.queries.leads import LeadLine, lead, leads
from virage.stages.awareness.queries.matching import matched_sessions
from virage.stages.awareness.queries.proofs import attended
from virage.stages.awareness.queries.registrations import (
    RegistrationLine,
    late_offers,
    places_to_come,
    registration,
    registrations,
    waiting_rank,
)
from virage.stages.awareness.queries.sessions import (
    Coming,
    Found,
    calendar,
    coming_sessions,
    joining_link,
    series,
    session,
    sessions_of_team,
    sessions_wanted,
)
from virage.stages.awareness.queries.tour import Tour, tour

__all__ = [
    "AppointmentLine",
    "Coming",
    "Found",
    "LeadLine",
    "MaterialLine",
    "RegistrationLine",
    "Said",
    "SentLetter",
    "SessionCard",
    "Tour",
    "appointments",
    "attended",
    "calendar",
    "coming_sessions",
    "feedback",
    "joining_link",
    "late_offers",
    "lead",
    "leads",
    "letters_sent",
    "matched_sessions",
    "material_file",
    "materials",
    "opinion_of_session",
    "opinions_of_organisations",
    "places_to_come",
    "present",
    "registration",
    "registrations",
    "series",
    "session",
    "sessions_of_team",
    "sessions_wanted",
    "tour",
    "waiting_rank",
]
