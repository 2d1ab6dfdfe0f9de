"""`virage score INSTRUMENT ANSWERS.json`: the score of an answer sheet, without a database."""

import argparse
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from virage.cli import frame
from virage.content.answer_sheets import score_sheet
from virage.core.scorecards import Interval, Scorecard

if TYPE_CHECKING:
    from virage.cli.frame import Commands

CENT = Decimal("0.01")


def add(commands: "Commands") -> None:
    """Declare the command."""
    parser = commands.add_parser("score", help="score an answer sheet")
    parser.add_argument("instrument", help="dmat-sme, virage-pme…")
    parser.add_argument("answers", type=Path, metavar="ANSWERS.json")
    parser.add_argument("--details", action="store_true", help="adds intervals by dimension and what would narrow them")
    frame.common(parser, run)


def run(arguments: argparse.Namespace) -> int:
    """Score the sheet."""
    sheet = frame.read_json(arguments.answers)
    card = score_sheet(frame.library(arguments), arguments.instrument, sheet)
    return frame.answer({**told(card), **(details(card) if arguments.details else {})})


def told(card: Scorecard) -> dict[str, Any]:
    """Write a scorecard as the contract of the command says; null is no score."""
    return {
        "instrument": card.instrument,
        "version": card.version,
        "dimensions": {d.id: number(d.score) for d in card.dimensions},
        "overall": number(card.overall),
        "interval": bounds(card.interval),
        "band": card.band,
    }


def details(card: Scorecard) -> dict[str, Any]:
    """Write what stands behind the interval."""
    return {
        "intervals": {d.id: bounds(d.interval) for d in card.dimensions},
        "narrowing": [{"question": n.question, "points": number(n.points)} for n in card.narrowing],
        "left_out": list(card.left_out),
    }


def bounds(interval: Interval | None) -> list[float | None] | None:
    """Write an interval as [least, greatest]."""
    return None if interval is None else [number(interval.least), number(interval.greatest)]


def number(score: Fraction | None) -> float | None:
    """Round half up to two decimals.

    >>> number(Fraction(100, 3)), number(Fraction(1, 8))
    (33.33, 0.13)
    """
    if score is None:
        return None
    return float((Decimal(score.numerator) / score.denominator).quantize(CENT, ROUND_HALF_UP))
