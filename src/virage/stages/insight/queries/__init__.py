"""Figures, and what stands behind each."""

from virage.stages.insight.policies import can_reach_out, can_see_counts, can_see_figures
from virage.stages.insight.queries.alerts import (
    LateCount,
    LateMove,
    LateRequest,
    late_counts,
    late_moves,
    late_requests,
    places,
)
from virage.stages.insight.queries.barriers import BarrierLine, Barriers, checked_barriers, survey_barriers
from virage.stages.insight.queries.belongings import Held, Whole, whole_enterprise
from virage.stages.insight.queries.counts import By, Count, Overlap, counts, overlaps
from virage.stages.insight.queries.definitions import DefinitionCard, definition, definitions
from virage.stages.insight.queries.funnel import FunnelStep, funnel
from virage.stages.insight.queries.members import Kept, Member, members, members_of_project
from virage.stages.insight.queries.passages import Passage, passages
from virage.stages.insight.queries.promises import FollowedPromise, followed_promises
from virage.stages.insight.queries.proofs import ActLine, ProofLine, acts, proofs
from virage.stages.insight.queries.results import coverage, results
from virage.stages.insight.queries.writing import BarrierLetter, barrier_letters
from virage.stages.insight.states import Belonging, Indicator, Part

__all__ = [
    "ActLine",
    "BarrierLetter",
    "BarrierLine",
    "Barriers",
    "Belonging",
    "By",
    "Count",
    "DefinitionCard",
    "FollowedPromise",
    "FunnelStep",
    "Held",
    "Indicator",
    "Kept",
    "LateCount",
    "LateMove",
    "LateRequest",
    "Member",
    "Overlap",
    "Part",
    "Passage",
    "ProofLine",
    "Whole",
    "acts",
    "barrier_letters",
    "can_reach_out",
    "can_see_counts",
    "can_see_figures",
    "checked_barriers",
    "counts",
    "coverage",
    "definition",
    "definitions",
    "followed_promises",
    "funnel",
    "late_counts",
    "late_moves",
    "late_requests",
    "members",
    "members_of_project",
    "overlaps",
    "passages",
    "places",
    "proofs",
    "results",
    "survey_barriers",
    "whole_enterprise",
]
