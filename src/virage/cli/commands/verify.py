"""`virage verify`: every invariant of the database, on a live or a restored one."""

import argparse
from typing import TYPE_CHECKING

from virage.cli import frame
from virage.cli.installation import UNSOUND, on_installation

if TYPE_CHECKING:
    from virage.cli.frame import Commands


def add(commands: "Commands") -> None:
    """Declare the command."""
    on_installation(commands.add_parser("verify", help="check every invariant of the database"), run)


def run(_arguments: argparse.Namespace) -> int:
    """Verify; 1 when something is broken."""
    return report()


def report() -> int:
    """Check every invariant and write what was found."""
    from virage.stages.stewardship.verification import verify

    laws = verify()
    sound = not any(law.faults for law in laws)
    told = [{"name": law.name, "sentence": law.sentence, "faults": law.faults} for law in laws]
    frame.answer({"sound": sound, "invariants": told})
    return frame.ANSWERED if sound else UNSOUND
