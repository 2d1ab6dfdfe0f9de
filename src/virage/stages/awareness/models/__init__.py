"""Activities, their sessions, who registered and who came."""

from virage.stages.awareness.models.activities import Activity, Session, SessionQuerySet
from virage.stages.awareness.models.fairs import Appointment
from virage.stages.awareness.models.following import Feedback, Material, SessionLetter
from virage.stages.awareness.models.leads import Lead, LeadQuerySet
from virage.stages.awareness.models.presence import PresenceMark
from virage.stages.awareness.models.registrations import Registration, RegistrationQuerySet

__all__ = [
    "Activity",
    "Appointment",
    "Feedback",
    "Lead",
    "LeadQuerySet",
    "Material",
    "PresenceMark",
    "Registration",
    "RegistrationQuerySet",
    "Session",
    "SessionLetter",
    "SessionQuerySet",
]
