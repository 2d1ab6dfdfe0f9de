"""Figures, and what stands behind each."""

from virage.stages.insight.policies import can_see_figures
from virage.stages.insight.queries.alerts import LateMove, LateRequest, late_moves, late_requests, places
from virage.stages.insight.queries.belongings import Held, Whole, whole_enterprise
from virage.stages.insight.queries.definitions import DefinitionCard, definition, definitions
from virage.stages.insight.queries.funnel import FunnelStep, funnel
from virage.stages.insight.queries.proofs import ActLine, ProofLine, acts, proofs
from virage.stages.insight.queries.results import coverage, results
from virage.stages.insight.states import Belonging, Indicator, Part

__all__ = [
    "ActLine",
    "Belonging",
    "DefinitionCard",
    "FunnelStep",
    "Held",
    "Indicator",
    "LateMove",
    "LateRequest",
    "Part",
    "ProofLine",
    "Whole",
    "acts",
    "can_see_figures",
    "coverage",
    "definition",
    "definitions",
    "funnel",
    "late_moves",
    "late_requests",
    "places",
    "proofs",
    "results",
    "whole_enterprise",
]
