"""Read the facts and the date that a person gives on the command line."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from virage.cli.frame import InputError
from virage.core.reading import FactError, read_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from virage.content.library import Library
    from virage.content.yaml_source import Source
    from virage.core.values import Facts


def read_date(text: str) -> date:
    """Read the date of `--on`."""
    try:
        return read_day(text)
    except ValueError:
        raise InputError(
            fr=f"--on : {text} n’est pas une date AAAA-MM-JJ.", en=f"--on: {text} is not a date YYYY-MM-DD."
        ) from None


def read_yaml(path: Path) -> "Source":
    """Read a YAML (or JSON) file; `-` is the standard input."""
    from virage.content import yaml_source

    if str(path) == "-":
        return yaml_source.parse(_standard_input(), path)
    if not path.is_file():
        raise InputError(fr=f"{path} est introuvable.", en=f"{path} cannot be found.")
    return yaml_source.read(path)


def _standard_input() -> str:
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise InputError(
            fr=f"L’entrée n’est pas de l’UTF-8 ({error.reason}).", en=f"The input is not UTF-8 ({error.reason})."
        ) from error


def read_facts(path: Path, library: "Library", on: date) -> "tuple[Mapping[str, object], Facts]":
    """Read facts as they were given, and everything that follows from them on the date.

    A fault names the fact, with its line.
    """
    source = read_yaml(path)
    given = {} if source.data is None else source.data
    if not isinstance(given, dict):
        raise InputError(
            fr=f"{path} doit être une suite de « fait: valeur ».", en=f"{path} must be a mapping “fact: value”."
        )
    try:
        return given, library.facts.read(given, on=on)
    except FactError as error:
        line = source.line((error.fact,))
        raise InputError(fr=f"{path}:{line}: {error.words.fr}.", en=f"{path}:{line}: {error.words.en}.") from error
