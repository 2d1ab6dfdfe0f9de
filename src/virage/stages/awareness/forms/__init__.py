"""What people type about activities: drafts, changes, registrations, filters, attendance."""

from virage.stages.awareness.forms.attendance import AttendanceForm
from virage.stages.awareness.forms.changes import AmendForm, CancelForm, PostponeForm, amended, postponed
from virage.stages.awareness.forms.drafts import ActivityForm, SessionForm, written
from virage.stages.awareness.forms.fairs import AppointmentsForm
from virage.stages.awareness.forms.following import FeedbackForm, GuestsForm, MaterialForm
from virage.stages.awareness.forms.leads import LeadForm
from virage.stages.awareness.forms.matching import MatchForm, MatchPage, match_page
from virage.stages.awareness.forms.public import CalendarForm, RegistrationForm

__all__ = [
    "ActivityForm",
    "AmendForm",
    "AppointmentsForm",
    "AttendanceForm",
    "CalendarForm",
    "CancelForm",
    "FeedbackForm",
    "GuestsForm",
    "LeadForm",
    "MatchForm",
    "MatchPage",
    "MaterialForm",
    "PostponeForm",
    "RegistrationForm",
    "SessionForm",
    "amended",
    "match_page",
    "postponed",
    "written",
]
