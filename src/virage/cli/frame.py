"""What every command shares: its options, how it reads a file, how it answers, how it refuses."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from virage.core.words import Words

if TYPE_CHECKING:
    from virage.content.library import Library

    Commands = argparse._SubParsersAction["Parser"]  # noqa: SLF001 - argparse gives it no public name

ANSWERED = 0
BAD_INPUT = 2


class InputError(Exception):
    """What was asked cannot be answered as it stands; `words` name the value at fault, in one sentence."""

    def __init__(self, *, fr: str, en: str) -> None:
        self.words = Words(fr=fr, en=en)
        super().__init__(fr)


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command and leave with 2."""
        self.exit(BAD_INPUT, f"{self.prog}: {message}\n")


def common(parser: Parser, run: Callable[[argparse.Namespace], int]) -> None:
    """Give a command the options of every command, and what it runs."""
    options(parser)
    parser.set_defaults(run=run)


def options(parser: argparse.ArgumentParser) -> None:
    """Give a parser the options that stand before or after the name of a command."""
    missing = argparse.SUPPRESS  # what is not given here must not undo what was given before the name
    parser.add_argument("--packs", metavar="DIR", type=Path, action="append", default=missing, help="adds or replaces")
    parser.add_argument("--lang", choices=("fr", "en"), default=missing, help="language of the sentences (fr)")


def library(arguments: argparse.Namespace) -> "Library":
    """Open the library that a command asks for."""
    from virage.content.library import load

    for folder in arguments.packs:
        if not folder.is_dir():
            raise InputError(fr=f"{folder} n’est pas un dossier.", en=f"{folder} is not a folder.")
    return load(arguments.packs)


def read_json(path: Path) -> Any:
    """Read a JSON file.

    Raises:
        InputError: it is missing, is not JSON, or repeats a key.

    """
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except OSError as error:
        raise InputError(fr=f"{path} est introuvable ou illisible.", en=f"{path} cannot be found or read.") from error
    except (ValueError, RecursionError) as error:
        raise InputError(fr=f"{path} n’est pas du JSON ({error}).", en=f"{path} is not JSON ({error}).") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for key, value in pairs:
        if key in read:
            raise InputError(fr=f"La clé {key!r} est donnée deux fois.", en=f"The key {key!r} is given twice.")
        read[key] = value
    return read


def _no_constant(name: str) -> NoReturn:
    raise InputError(fr=f"{name} n’est pas un nombre.", en=f"{name} is not a number.")


def answer(value: Any) -> int:
    """Write one JSON value on the standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    return ANSWERED
