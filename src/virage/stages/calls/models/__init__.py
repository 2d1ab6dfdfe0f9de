"""Calls for projects, what promoters propose, how it is read, and what is decided."""

from virage.stages.calls.models.calls import Call, Criterion, Extension
from virage.stages.calls.models.proposals import BudgetLine, Draft, Piece, Proposal, ProposedTarget
from virage.stages.calls.models.reviews import Decision, Review, Score, Selection

__all__ = [
    "BudgetLine",
    "Call",
    "Criterion",
    "Decision",
    "Draft",
    "Extension",
    "Piece",
    "Proposal",
    "ProposedTarget",
    "Review",
    "Score",
    "Selection",
]
