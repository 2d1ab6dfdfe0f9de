"""`virage search rebuild`: what the public search reads, written again from the packs."""

import argparse
from typing import TYPE_CHECKING

from virage.cli import frame
from virage.cli.installation import on_installation

if TYPE_CHECKING:
    from virage.cli.frame import Commands


def add(commands: "Commands") -> None:
    """Declare the command and its verb."""
    parser = commands.add_parser("search", help="rebuild the public search from the packs")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    on_installation(verbs.add_parser("rebuild", help="replace every entry; says how many there are"), run)


def run(_arguments: argparse.Namespace) -> int:
    """Rebuild."""
    from virage.stages.insight.indexing import index_public

    return frame.answer({"entries": index_public()})
