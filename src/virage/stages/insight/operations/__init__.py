"""Surveys, and messages by barrier."""

from virage.stages.insight.operations.outreach import NoMessage, Sent, send_barrier_messages
from virage.stages.insight.operations.surveys import (
    AlreadyAnswered,
    SurveyClosed,
    answer_at_session,
    answer_by_link,
    invite_to_survey,
    send_survey,
)

__all__ = [
    "AlreadyAnswered",
    "NoMessage",
    "Sent",
    "SurveyClosed",
    "answer_at_session",
    "answer_by_link",
    "invite_to_survey",
    "send_barrier_messages",
    "send_survey",
]
