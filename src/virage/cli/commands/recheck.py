"""`virage recheck`: a copy of the ledger, checked on its own."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from virage.cli import frame

if TYPE_CHECKING:
    from virage.cli.frame import Commands

UNSOUND = 1


def add(commands: "Commands") -> None:
    """Declare the command."""
    parser = commands.add_parser("recheck", help="check a copy of the ledger again: digests, balances, each payment")
    parser.add_argument("copy", type=Path, metavar="COPY.zip", help="what the auditor took away")
    frame.common(parser, run)


def run(given: argparse.Namespace) -> int:
    """Check; 1 when something does not match."""
    from zipfile import BadZipFile, ZipFile
    from zoneinfo import ZoneInfo

    from virage.core.ledger_copy import recheck

    try:
        with ZipFile(given.copy) as kept:
            files = {name: kept.read(name) for name in kept.namelist()}
    except (OSError, BadZipFile):
        raise frame.InputError(fr=f"{given.copy} : pas une copie.", en=f"{given.copy}: not a copy.") from None
    tables = frame.library(given).approvals.tables
    found = recheck(files, tables=tables, zone=ZoneInfo("America/Toronto"))
    frame.answer(
        {
            "matches": not found.faults,
            "faults": found.faults,
            "payments": found.payments,
            "not_checkable_any_more": found.unknown,
            "manifest_sha256": found.digest,
        }
    )
    return UNSOUND if found.faults else frame.ANSWERED
