"""`virage explain`: replay a stored decision from what it holds, and say whether it comes out the same."""

import argparse
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from virage.cli import files
from virage.cli.commands import Subparsers
from virage.cli.refusal import BadInput


def add(commands: Subparsers, common: argparse.ArgumentParser) -> None:
    """Add the command."""
    parser = commands.add_parser("explain", parents=[common], help="rejoue une décision conservée")
    parser.add_argument("decision", metavar="DECISION.json", help="écrite par virage verdict --record")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Replay the decision: no database, no clock, no pack but the text it was taken on."""
    from virage.content.decisions import BadDecision, replay

    try:
        replayed = replay(_read(given.decision), path=Path(given.decision))
    except BadDecision as error:
        raise BadInput(fr=f"{given.decision} : {error.words.fr}", en=f"{given.decision}: {error.words.en}") from error
    return files.answer(replayed.show(given.lang))


def _read(path: str) -> dict[str, Any]:
    try:
        decision = json.loads(Path(path).read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise BadInput(fr=f"{path} est illisible", en=f"{path} cannot be read") from error
    except ValueError as error:
        raise BadInput(fr=f"{path} n’est pas du JSON ({error})", en=f"{path} is not JSON ({error})") from error
    if not isinstance(decision, dict):
        raise BadInput(fr=f"{path} n’est pas une décision", en=f"{path} is not a decision")
    return decision
