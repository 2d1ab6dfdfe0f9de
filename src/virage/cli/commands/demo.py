"""`virage demo --on DATE --seed N`: build the fictitious initiative in this installation's database."""

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

from virage.cli.frame import common

if TYPE_CHECKING:
    from virage.cli.frame import Commands

ROOM = "virage.demo"  # the floor above the toolbelt: called by its name, as `python -m` does


def add(subparsers: "Commands") -> None:
    """Enter the command."""
    parser = subparsers.add_parser("demo", help="build the demonstration's fictitious initiative")
    parser.add_argument("--on", type=date.fromisoformat, required=True, metavar="DATE", help="the day it is told")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number, another story")
    common(parser, run)


def run(arguments: argparse.Namespace) -> int:
    """Hand over, and leave with its exit code."""
    from runpy import run_module

    sys.argv = ["virage demo", "--on", str(arguments.on), "--seed", str(arguments.seed), "--lang", arguments.lang]
    run_module(ROOM, run_name="__main__")
    return 0
