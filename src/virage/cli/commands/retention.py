"""`virage retention --on DATE`: destroy what has been kept long enough, and log it; run it every day."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from virage.cli import frame
from virage.cli.installation import on_installation

if TYPE_CHECKING:
    from virage.cli.frame import Commands


def add(commands: "Commands") -> None:
    """Declare the command."""
    parser = commands.add_parser("retention", help="destroy what has been kept long enough")
    parser.add_argument("--on", type=date.fromisoformat, required=True, metavar="DATE", help="the day, 2026-11-22")
    on_installation(parser, run)


def run(arguments: argparse.Namespace) -> int:
    """Apply the schedule; null where no stage holds such data yet."""
    from virage.base.viewer import Viewer
    from virage.stages.stewardship.operations import apply_retention

    done = apply_retention(Viewer.system("retention"), on=arguments.on)
    return frame.answer([{"item": d.item, "before": d.before.isoformat(), "destroyed": d.things} for d in done])
