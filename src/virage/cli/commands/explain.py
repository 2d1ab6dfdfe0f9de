"""`virage explain DECISION.json`: replay a stored decision, and say whether it comes out the same."""

import argparse
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from virage.cli import frame
from virage.cli.frame import InputError

if TYPE_CHECKING:
    from virage.cli.frame import Commands


def add(commands: "Commands") -> None:
    """Declare the command."""
    parser = commands.add_parser("explain", help="replay a decision written by virage verdict --record")
    parser.add_argument("decision", type=Path, metavar="DECISION.json")
    frame.common(parser, run)


def run(given: argparse.Namespace) -> int:
    """Replay the decision: no database, no clock, no pack but the text it was taken on."""
    from virage.content.decisions import BadDecision, replay

    try:
        replayed = replay(_read(given.decision), path=given.decision)
    except BadDecision as error:
        raise InputError(
            fr=f"{given.decision} : {error.words.fr}.", en=f"{given.decision}: {error.words.en}."
        ) from error
    return frame.answer(replayed.show(given.lang))


def _read(path: Path) -> dict[str, Any]:
    frame.read_json(path)  # refuses what is not JSON, or says a key twice
    decision = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    if not isinstance(decision, dict):
        raise InputError(fr=f"{path} n’est pas une décision.", en=f"{path} is not a decision.")
    return decision
