"""Plausible answers: near the enterprise's maturity, with a few « je ne sais pas »."""

import random
from collections.abc import Mapping

from virage.core.instruments import UNKNOWN, Depth, Question, Questionnaire
from virage.core.profile import asked
from virage.core.values import Facts

UNSURE = 0.07
BARRIERS = {"time": 34, "cost": 26, "knowledge": 24}
OTHER_BARRIER = 8
BARRIER = "barrier"


def answer(  # noqa: PLR0917 — local, in the order it is told
    rng: random.Random, sheet: Questionnaire, profile: Facts, maturity: float, depth: Depth, known: Mapping[str, str]
) -> dict[str, str]:
    """Answer every question that this profile is asked; what was answered before stays."""
    given: dict[str, str] = dict(known)
    while to_come := [q for q in asked(sheet, profile, given, depth) if q.id not in given]:
        for question in to_come:
            given[question.id] = _choose(rng, question, maturity)
    return given


def _choose(rng: random.Random, question: Question, maturity: float) -> str:
    if question.id == BARRIER:
        weights = [BARRIERS.get(option, OTHER_BARRIER) for option in question.options]
        return rng.choices(question.options, weights)[0]
    if rng.random() < UNSURE:
        return UNKNOWN
    place = round(maturity + rng.gauss(0, 0.8))
    return question.options[min(max(place, 0), len(question.options) - 1)]
