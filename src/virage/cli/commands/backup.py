"""`virage backup FILE`: the whole database in one file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from virage.cli import frame
from virage.cli.installation import on_installation

if TYPE_CHECKING:
    from virage.cli.frame import Commands


def add(commands: "Commands") -> None:
    """Declare the command."""
    parser = commands.add_parser("backup", help="write the whole database to a file")
    parser.add_argument("file", type=Path, metavar="FILE")
    on_installation(parser, run)


def run(arguments: argparse.Namespace) -> int:
    """Back up."""
    from virage.stages.stewardship.backups import back_up

    return frame.answer({"file": str(arguments.file), "bytes": back_up(arguments.file)})
