"""Read assessments: the sheet, and those who answer beside the owner."""

from virage.stages.assessments.queries.sheets import Part, Sheet, latest_sheet, proof_of_answer
from virage.stages.assessments.queries.voices import (
    OWNER,
    Meeting,
    RespondentLine,
    VoiceSheet,
    meetings,
    respondent_of_key,
    respondents_of,
    voice_sheet,
)

__all__ = [
    "OWNER",
    "Meeting",
    "Part",
    "RespondentLine",
    "Sheet",
    "VoiceSheet",
    "latest_sheet",
    "meetings",
    "proof_of_answer",
    "respondent_of_key",
    "respondents_of",
    "voice_sheet",
]
