"""Publish a call, write a proposal, read it, decide, announce."""

from virage.stages.calls.operations.calls import announce_results, cancel_call, draft_call, extend_call, publish_call
from virage.stages.calls.operations.decisions import decide_proposal, propose_selection
from virage.stages.calls.operations.proposals import (
    attach_piece,
    begin_proposal,
    drop_piece,
    save_step,
    submit_proposal,
)
from virage.stages.calls.operations.reviews import assign_review, declare_interest, discuss_scores, give_scores

__all__ = [
    "announce_results",
    "assign_review",
    "attach_piece",
    "begin_proposal",
    "cancel_call",
    "decide_proposal",
    "declare_interest",
    "discuss_scores",
    "draft_call",
    "drop_piece",
    "extend_call",
    "give_scores",
    "propose_selection",
    "publish_call",
    "save_step",
    "submit_proposal",
]
