"""Begin, answer, finish, prove, send."""

from virage.stages.assessments.operations.answering import (
    begin_assessment,
    begin_assessment_for_sector,
    begin_full_assessment,
    finish_assessment,
    save_answer,
)
from virage.stages.assessments.operations.proving import attach_proof, note_proofs
from virage.stages.assessments.operations.refusals import (
    Finished,
    NoAssessment,
    NotAnAnswer,
    NotAnswered,
    NothingToDeepen,
)
from virage.stages.assessments.operations.sending import ask_call_back, keep_by_email, send_assessments

__all__ = [
    "Finished",
    "NoAssessment",
    "NotAnAnswer",
    "NotAnswered",
    "NothingToDeepen",
    "ask_call_back",
    "attach_proof",
    "begin_assessment",
    "begin_assessment_for_sector",
    "begin_full_assessment",
    "finish_assessment",
    "keep_by_email",
    "note_proofs",
    "save_answer",
    "send_assessments",
]
