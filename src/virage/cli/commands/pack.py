"""`virage pack`: check packs, and publish their schemas for editors."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from virage.cli import frame
from virage.cli.frame import InputError

if TYPE_CHECKING:
    from virage.cli.frame import Commands

FAULTS_FOUND = 1


def add(commands: "Commands") -> None:
    """Declare the command and its two verbs."""
    parser = commands.add_parser("pack", help="check packs, publish their schemas")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    check = verbs.add_parser("check", help="every problem, as FILE:LINE: sentence; 1 when there is one")
    check.add_argument("path", nargs="?", type=Path, metavar="PATH", help="a pack, or a folder of packs")
    frame.common(check, run_check)
    schema = verbs.add_parser("schema", help="write one JSON Schema for each kind of file")
    schema.add_argument("folder", type=Path, metavar="DIR")
    frame.common(schema, run_schema)


def run_check(given: argparse.Namespace) -> int:
    """List every fault; 1 when there is one."""
    from virage.content import library
    from virage.content.problems import PackError

    if given.path is not None and not given.path.exists():
        raise InputError(fr=f"{given.path} est introuvable.", en=f"{given.path} cannot be found.")
    try:
        opened = frame.library(given) if given.path is None else library.checked(given.path)
        problems = list(opened.problems())
    except PackError as error:
        problems = list(error.problems)
    for problem in sorted(set(problems), key=lambda p: (str(p.path), p.line)):
        sys.stdout.write(f"{problem.say(given.lang)}\n")
    return FAULTS_FOUND if problems else frame.ANSWERED


def run_schema(given: argparse.Namespace) -> int:
    """Write one JSON Schema for each kind of file."""
    from virage.content.schemas import schemas

    given.folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for name, schema in schemas().items():
        target = given.folder / f"{name}.json"
        target.write_text(json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        written[name] = str(target)
    return frame.answer(written)
