"""`virage restore FILE`: a backup into the empty database that the settings name, then every invariant."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from virage.cli.commands.verify import report
from virage.cli.installation import on_installation

if TYPE_CHECKING:
    from virage.cli.frame import Commands


def add(commands: "Commands") -> None:
    """Declare the command."""
    parser = commands.add_parser("restore", help="read a backup into an empty database, and verify it")
    parser.add_argument("file", type=Path, metavar="FILE")
    on_installation(parser, run)


def run(arguments: argparse.Namespace) -> int:
    """Restore, then verify."""
    from virage.stages.stewardship.backups import restore

    restore(arguments.file)
    return report()
