"""Read YAML and remember the line of everything: a fault can then be shown where it stands.

The dialect is narrower than YAML: keys are words and never repeat, only `true` and `false` are booleans
(so Ontario's `ON` stays a word), decimals are exact, and a number with a leading zero must be quoted.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from virage.content.problems import PackError, Problem
from virage.core.words import Words

Where = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LEADING_ZERO = re.compile(r"0[0-9]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
DIGITS = 40
"""A number takes no more signs than that, and has no larger exponent."""
DEEPEST = 100
"""How far lists and groups may nest: the fast reader of YAML falls on what is deeper by far."""
MANY = 5000
"""A text with fewer openings than that is not worth measuring."""
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: its data as plain values, and the line of each place in it."""

    path: Path
    data: Any
    lines: dict[Where, int]

    def line(self, where: Where = ()) -> int:
        """Give the line of a place, or of the nearest place above it that the file holds."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def problem(self, where: Where, *, fr: str, en: str) -> Problem:
        """Say what is wrong at a place."""
        return Problem(self.path, self.line(where), Words(fr=fr, en=en))


def read(path: Path) -> Source:
    """Read one YAML file.

    Raises:
        PackError: the file is missing, is not YAML, repeats a key or leaves `06` unquoted.

    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise _refusal(path, 1, fr="le fichier manque", en="the file is missing") from error
    except (OSError, UnicodeDecodeError) as error:
        raise _refusal(path, 1, fr=f"fichier illisible ({error})", en=f"the file cannot be read ({error})") from error
    return parse(text, path)


def parse(text: str, path: Path) -> Source:
    """Read YAML from a text; `path` only names it in problems."""
    try:
        _demand_shallow(text, path)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "YAML"
        line = mark.line + 1 if mark else 1
        raise _refusal(path, line, fr=f"YAML mal formé : {why}", en=f"malformed YAML: {why}") from error
    lines: dict[Where, int] = {}
    try:
        data = None if node is None else _Builder(path, lines).build(node, ())
    except RecursionError as error:
        raise _too_deep(path, 1) from error
    return Source(path=path, data=data, lines=lines)


def _demand_shallow(text: str, path: Path) -> None:
    if sum(text.count(opening) for opening in ("[", "{", "- ")) < MANY:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _too_deep(path, event.start_mark.line + 1 if event.start_mark else 1)


def _too_deep(path: Path, line: int) -> PackError:
    fr, en = "listes et groupes sont emboîtés trop profondément", "lists and groups are nested too deep"
    return _refusal(path, line, fr=fr, en=en)


def _refusal(path: Path, line: int, *, fr: str, en: str) -> PackError:
    return PackError((Problem(path, line, Words(fr=fr, en=en)),))


class _Builder:
    def __init__(self, path: Path, lines: dict[Where, int]) -> None:
        self.path = path
        self.lines = lines
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, where: Where) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(where, line)
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, line)
        if id(node) in self.seen:
            fr, en = "les ancres YAML (&, *) ne sont pas acceptées", "YAML anchors (&, *) are refused"
            raise _refusal(self.path, line, fr=fr, en=en)
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*where, i)) for i, item in enumerate(node.value)]
        return self.mapping(node, where)

    def mapping(self, node: yaml.Node, where: Where) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in built:
                raise _refusal(
                    self.path,
                    line,
                    fr=f"la clé « {key} » est répétée (déjà donnée à la ligne {self.lines[(*where, key)]})",
                    en=f"the key “{key}” is repeated (first given on line {self.lines[(*where, key)]})",
                )
            self.lines[(*where, key)] = line
            built[key] = self.build(value_node, (*where, key))
        return built

    def scalar(self, node: yaml.ScalarNode, line: int) -> Any:
        text = str(node.value)
        if node.style:  # quoted, or a block of text
            return text
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if _LEADING_ZERO.fullmatch(text):
            raise _refusal(
                self.path,
                line,
                fr=f'{text} sans guillemets : écrivez "{text}" pour un code, {int(text)} pour un nombre',
                en=f'{text} without quotes: write "{text}" for a code, {int(text)} for a number',
            )
        return self.number_or_date(text, line)

    def number(self, text: str, line: int) -> int | Decimal:
        exponent = re.split("[eE]", text)[-1] if "e" in text.lower() else "0"
        if len(text) > DIGITS or abs(int(exponent)) > DIGITS:
            fr, en = f"le nombre {text[:DIGITS]} est démesuré", f"the number {text[:DIGITS]} is out of all proportion"
            raise _refusal(self.path, line, fr=fr, en=en)
        return int(text) if _INTEGER.fullmatch(text) else Decimal(text)

    def number_or_date(self, text: str, line: int) -> Any:
        if _INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text):
            return self.number(text, line)
        if _DATE.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise _refusal(
                    self.path, line, fr=f"la date {text} n’existe pas", en=f"the date {text} does not exist"
                ) from None
        return text
