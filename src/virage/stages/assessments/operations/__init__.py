"""Begin, answer alone or with others, finish, prove, send."""

from virage.stages.assessments.operations.answering import (
    begin_assessment,
    begin_assessment_for_sector,
    begin_full_assessment,
    begin_next_assessment,
    finish_assessment,
    save_answer,
)
from virage.stages.assessments.operations.proving import attach_proof, note_proofs
from virage.stages.assessments.operations.refusals import (
    AlreadyInvited,
    Finished,
    NoAssessment,
    NoOneElse,
    NotAnAnswer,
    NotAnswered,
    NothingToDeepen,
    TooManyRespondents,
)
from virage.stages.assessments.operations.sending import ask_call_back, keep_by_email, send_assessments
from virage.stages.assessments.operations.voicing import (
    agree_answer,
    end_voice,
    invite_respondent,
    save_voice,
    withdraw_respondent,
)

__all__ = [
    "AlreadyInvited",
    "Finished",
    "NoAssessment",
    "NoOneElse",
    "NotAnAnswer",
    "NotAnswered",
    "NothingToDeepen",
    "TooManyRespondents",
    "agree_answer",
    "ask_call_back",
    "attach_proof",
    "begin_assessment",
    "begin_assessment_for_sector",
    "begin_full_assessment",
    "begin_next_assessment",
    "end_voice",
    "finish_assessment",
    "invite_respondent",
    "keep_by_email",
    "note_proofs",
    "save_answer",
    "save_voice",
    "send_assessments",
    "withdraw_respondent",
]
