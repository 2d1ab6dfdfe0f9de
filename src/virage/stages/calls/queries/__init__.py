"""Calls as everyone reads them, proposals as their writers do, files as those who judge them do."""

from virage.stages.calls.queries.calls import CallCard, CallSheet, call, calls
from virage.stages.calls.queries.comparison import Comparison, comparison
from virage.stages.calls.queries.files import ProposalFile, ReadingLine, own_readings, proposal_file
from virage.stages.calls.queries.proposals import (
    ProposalLine,
    ProposalSheet,
    own_proposals,
    piece_file,
    proposal_sheet,
)
from virage.stages.calls.queries.replays import Replay, replay

__all__ = [
    "CallCard",
    "CallSheet",
    "Comparison",
    "ProposalFile",
    "ProposalLine",
    "ProposalSheet",
    "ReadingLine",
    "Replay",
    "call",
    "calls",
    "comparison",
    "own_proposals",
    "own_readings",
    "piece_file",
    "proposal_file",
    "proposal_sheet",
    "replay",
]
