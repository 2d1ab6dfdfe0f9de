"""Read what a person gives on the command line, and write what the command answers."""

import json
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from virage.cli.refusal import BadInput

if TYPE_CHECKING:
    from virage.content.library import Library
    from virage.content.yaml_source import Source
    from virage.core.values import Facts


def open_library(packs: list[str]) -> "Library":
    """Open the shipped pack and those of `--packs`."""
    from virage.content import library

    for folder in packs:
        if not Path(folder).is_dir():
            raise BadInput(fr=f"--packs : le dossier {folder} n’existe pas", en=f"--packs: there is no folder {folder}")
    return library.load([Path(folder) for folder in packs]) if packs else library.shipped()


def read_date(text: str) -> date:
    """Read a date given as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(fr=f"--on : {text} n’est pas une date AAAA-MM-JJ", en=f"--on: {text} is not a date YYYY-MM-DD") from None


def read_yaml(path: str) -> "Source":
    """Read a YAML (or JSON) file; `-` is standard input."""
    from virage.content import yaml_source

    if path == "-":
        return yaml_source.parse(sys.stdin.read(), Path("-"))
    if not Path(path).is_file():
        raise BadInput(fr=f"le fichier {path} n’existe pas", en=f"there is no file {path}")
    return yaml_source.read(Path(path))


def read_facts(path: str, library: "Library", on: date) -> tuple[Mapping[str, object], "Facts"]:
    """Read facts as they were given, and everything that follows from them on the date.

    A fault names the fact, with its line.
    """
    from virage.core.reading import FactError

    source = read_yaml(path)
    given = {} if source.data is None else source.data
    if not isinstance(given, dict):
        raise BadInput(
            fr=f"{path} : une liste « fait: valeur » est attendue", en=f"{path}: a mapping “fact: value” is expected"
        )
    try:
        return given, library.facts.read(given, on=on)
    except FactError as error:
        line = source.line((error.fact,))
        raise BadInput(fr=f"{path}:{line}: {error.words.fr}", en=f"{path}:{line}: {error.words.en}") from error


def plain(value: Any) -> Any:
    """Turn dates and decimals into what JSON holds."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def answer(value: Any) -> int:
    """Write the answer on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=plain)
    sys.stdout.write("\n")
    return 0
