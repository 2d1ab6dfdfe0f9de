"""Read assessments: the sheet, those who answer beside the owner, what moved since."""

from virage.stages.assessments.queries.progress import Moment, ProgressSheet, progress_of
from virage.stages.assessments.queries.sheets import Part, Sheet, latest_sheet, proof_of_answer
from virage.stages.assessments.queries.voices import (
    OWNER,
    Invited,
    Meeting,
    RespondentLine,
    VoiceSheet,
    invited,
    meetings,
    respondent_of_key,
    respondents_of,
    voice_sheet,
)

__all__ = [
    "OWNER",
    "Invited",
    "Meeting",
    "Moment",
    "Part",
    "ProgressSheet",
    "RespondentLine",
    "Sheet",
    "VoiceSheet",
    "invited",
    "latest_sheet",
    "meetings",
    "progress_of",
    "proof_of_answer",
    "respondent_of_key",
    "respondents_of",
    "voice_sheet",
]
