"""`virage register …`: the public register's open files, loaded, shown, and compared with the enterprises here."""

import argparse
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from virage.cli import frame
from virage.cli.frame import InputError
from virage.cli.installation import UNSOUND, on_installation

if TYPE_CHECKING:
    from virage.cli.frame import Commands


def add(commands: "Commands") -> None:
    """Declare the command and its verbs."""
    parser = commands.add_parser("register", help="the public register of enterprises")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    load = verbs.add_parser("load", help="replace the register by the files one downloaded; 1 when lines are left out")
    load.add_argument("place", type=Path, metavar="ZIP-OR-FOLDER")
    on_installation(load, run_load)
    show = verbs.add_parser("show", help="what the register says of one NEQ")
    show.add_argument("neq", metavar="NEQ")
    on_installation(show, run_show)
    on_installation(verbs.add_parser("link", help="look for records that may be one enterprise"), run_link)


def run_load(arguments: argparse.Namespace) -> int:
    """Load; wrong lines are named with their file and line."""
    from virage.base.viewer import Viewer
    from virage.stages.directory.register.loading import load_register

    done = load_register(Viewer.system("register"), place=arguments.place)
    frame.answer(
        {
            "rows": done.rows,
            "unchanged": done.unchanged,
            "followed": asdict(done.followed),
            "left_out": done.left_out,
            "wrong": [
                {"file": fault.file, "line": fault.line, "words": fault.words.say(arguments.lang)}
                for fault in done.faults
            ],
        }
    )
    return UNSOUND if done.left_out and not done.unchanged else frame.ANSWERED


def run_show(arguments: argparse.Namespace) -> int:
    """Show one NEQ; an address not to be shown was never loaded."""
    from virage.core.identifiers import neq_looks_odd, read_neq
    from virage.stages.directory.register.reading import register_sheet

    neq = read_neq(arguments.neq)
    if neq is None:
        raise InputError(
            fr=f"Un NEQ compte dix chiffres : « {arguments.neq} ».", en=f"An NEQ has ten digits: “{arguments.neq}”."
        )
    sheet = register_sheet(neq)
    if sheet is None:
        odd = " Son début est inhabituel." if neq_looks_odd(neq) else ""
        raise InputError(
            fr=f"Le registre chargé ici ne contient pas le NEQ {neq}.{odd}",
            en=f"The register loaded here does not hold NEQ {neq}." + (" Its beginning is unusual." if odd else ""),
        )
    return frame.answer(_plain(asdict(sheet)))


def run_link(_arguments: argparse.Namespace) -> int:
    """Compare, and put likely pairs in the queue: a person decides."""
    from virage.base.viewer import Viewer
    from virage.stages.directory.linkage.finding import find_doubles

    if not find_spec("splink"):
        raise InputError(
            fr="Il manque de quoi rapprocher : `uv sync --frozen --no-dev --group linkage`.",
            en="The libraries of linkage are missing: `uv sync --frozen --no-dev --group linkage`.",
        )
    return frame.answer(asdict(find_doubles(Viewer.system("linkage"))))


def _plain(value: Any) -> Any:
    """Dates as one writes them."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
