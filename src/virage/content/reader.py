"""From a YAML file to its schema, with each fault shown at its line, in words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from virage.content.conditions import ConditionError
from virage.content.kinds import Loaded
from virage.content.problems import PackError, Problem
from virage.content.yaml_source import Source, Where, read
from virage.core.words import Words

S = TypeVar("S", bound=BaseModel)

LONGEST = 60
_WORDS: Mapping[str, tuple[str, str]] = {
    "missing": ("il manque « {key} »", "“{key}” is missing"),
    "extra_forbidden": ("la clé « {key} » n’est pas connue", "the key “{key}” is not known"),
    "literal_error": (
        "« {input} » n’est pas accepté; attendu : {expected}",
        "“{input}” is not accepted; expected: {expected}",
    ),
    "enum": ("« {input} » n’est pas accepté; attendu : {expected}", "“{input}” is not accepted; expected: {expected}"),
    "string_type": (
        "« {key} » doit être un texte (entre guillemets); reçu : {input}",
        "“{key}” must be a (quoted) text; got: {input}",
    ),
    "bool_type": ("« {key} » doit être true ou false; reçu : {input}", "“{key}” must be true or false; got: {input}"),
    "string_pattern_mismatch": (
        "« {input} » n’a pas la forme attendue pour « {key} »",
        "“{input}” has not the shape expected of “{key}”",
    ),
    "model_type": (
        "« {key} » doit être un groupe de clés; reçu : {input}",
        "“{key}” must be a group of keys; got: {input}",
    ),
    "tuple_type": ("« {key} » doit être une liste; reçu : {input}", "“{key}” must be a list; got: {input}"),
    "dict_type": (
        "« {key} » doit être un groupe de clés; reçu : {input}",
        "“{key}” must be a group of keys; got: {input}",
    ),
    "int_type": (
        "« {key} » doit être un nombre entier; reçu : {input}",
        "“{key}” must be a whole number; got: {input}",
    ),
    "too_short": ("« {key} » est trop court; reçu : {input}", "“{key}” is too short; got: {input}"),
}
_SHAPELESS = (
    "« {key} » n’a pas la forme ou la grandeur attendue; reçu : {input}",
    "“{key}” has not the shape or size expected; got: {input}",
)
"""What is said of any other fault: people never read the words of the library."""


def load_file(path: Path, schema: type[S], *, pack: str) -> Loaded[S]:
    """Read one file against its schema.

    Raises:
        PackError: with every fault found, each at its line.

    """
    source = read(path)
    return Loaded(pack=pack, path=path, source=source, content=validate(source, schema))


def validate(source: Source, schema: type[S]) -> S:
    """Check data already read against a schema."""
    try:
        return schema.model_validate(source.data)
    except ValidationError as error:
        problems = [_problem(source, dict(fault)) for fault in error.errors() if not _echo(fault)]
        raise PackError(tuple(dict.fromkeys(problems))) from error


def _echo(fault: Mapping[str, Any]) -> bool:
    """Say whether a list is called too short only because its items have faults of their own."""
    return fault["type"] == "too_short" and bool(len(fault["input"]) >= fault["ctx"]["min_length"])


def _problem(source: Source, fault: dict[str, Any]) -> Problem:
    where = _place(source, fault["loc"])
    cause = fault.get("ctx", {}).get("error")
    if isinstance(cause, ConditionError):
        return Problem(source.path, source.line((*where, *cause.where)), cause.words)
    return Problem(source.path, source.line(where), _say(fault, where))


def _say(fault: dict[str, Any], where: Where) -> Words:
    key = fault["loc"][-1] if fault["type"] in ("missing", "extra_forbidden") else where[-1] if where else "?"
    given = {"key": key, "input": _short(fault.get("input")), "expected": fault.get("ctx", {}).get("expected")}
    if fault["type"] == "value_error":
        said = str(fault["ctx"]["error"])
        return Words(fr=said, en=said)
    fr, en = (text.format(**given) for text in _WORDS.get(fault["type"], _SHAPELESS))
    return Words(fr=fr, en=en)


def _short(value: Any) -> str:
    text = (
        {True: "true", False: "false", None: "null"}[value]
        if value is None or value is True or value is False
        else str(value)
    )
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _place(source: Source, loc: tuple[str | int, ...]) -> Where:
    """Keep of pydantic's path what is in the file: unions add their own steps."""
    where: Where = ()
    for step in loc:
        if (*where, step) in source.lines:
            where = (*where, step)
    return where
