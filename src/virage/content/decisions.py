"""A decision as it is kept: what was said, the text it was tested on, what came out. It replays with nothing else."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from virage.content.aids import AIDS, Aid
from virage.content.eligibility import core_aid
from virage.content.facts import FACTS, FactsFile, build_catalogue, catalogue_problems
from virage.content.kinds import Loaded
from virage.content.library import Library
from virage.content.problems import PackError
from virage.content.reader import validate
from virage.content.yaml_source import Source, Where
from virage.core.eligibility import Verdict, assess
from virage.core.reading import FactError, read_day
from virage.core.words import Words

FORMAT = "virage/decision/1"
TEXTS = ("norm", "catalogue")
SHAPES: Mapping[str, type] = {
    "format": str,
    "on": str,
    "facts": dict,
    "aid": str,
    "norm": str,
    "answer": str,
    "norm_text": dict,
    "catalogue_text": list,
    **{f"{t}_sha256": str for t in TEXTS},
}
"""What a decision must hold to be replayed."""
_SHAPES: Mapping[type, Words] = {
    str: Words(fr="un texte", en="a text"),
    dict: Words(fr="un groupe de clés", en="a group of keys"),
    list: Words(fr="une liste", en="a list"),
}


class BadDecision(ValueError):  # noqa: N818 - it is the decision that is bad
    """A stored decision cannot be replayed."""

    def __init__(self, *, fr: str, en: str) -> None:
        self.words = Words(fr=fr, en=en)
        super().__init__(fr)


def fingerprint(data: Any) -> str:
    """Give the SHA-256 of data written in one canonical way.

    >>> fingerprint({"b": 1, "a": [2]}) == fingerprint({"a": [2], "b": 1})
    True
    """
    text = json.dumps(jsonable(data), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def jsonable(data: Any) -> Any:
    """Give data as JSON holds it: dates as text, exact decimals as the shortest number that reads back the same."""
    if isinstance(data, Mapping):
        return {str(key): jsonable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [jsonable(item) for item in data]
    if isinstance(data, Decimal):
        return int(data) if data == data.to_integral_value() else float(data)
    return data.isoformat() if isinstance(data, date) else data


def record(library: Library, verdict: Verdict, given: Mapping[str, object], *, on: date) -> dict[str, Any]:
    """Keep a verdict with everything that it used: the facts as given, the norm's text and the catalogue's."""
    aid = _with_one_norm(library.text(AIDS, verdict.aid), verdict.norm)
    catalogue = [file.source.data for file in library.files(FACTS)]
    return {
        "format": FORMAT,
        "on": on.isoformat(),
        "facts": jsonable(given),
        "aid": verdict.aid,
        "norm": verdict.norm,
        "norm_sha256": fingerprint(aid),
        "norm_text": jsonable(aid),
        "catalogue_sha256": fingerprint(catalogue),
        "catalogue_text": jsonable(catalogue),
        **outcome(verdict),
    }


def outcome(verdict: Verdict) -> dict[str, Any]:
    """Give what came out, in the form that is compared."""
    return {
        "answer": str(verdict.answer),
        "standing": str(verdict.standing),
        "findings": [
            {
                "rule": finding.rule,
                "answer": str(finding.answer),
                "sentence": {"fr": finding.sentence.fr, "en": finding.sentence.en},
                "source": finding.source,
            }
            for finding in verdict.findings
        ],
        "ask": list(verdict.ask),
    }


def _with_one_norm(aid: Mapping[str, Any], norm: str) -> dict[str, Any]:
    return {**aid, "norms": [text for text in aid["norms"] if text["id"] == norm]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a stored decision says, and what its replay says."""

    stored: Mapping[str, Any]
    again: Mapping[str, Any]
    intact: bool
    """The texts kept still have the fingerprints kept."""

    @property
    def differences(self) -> tuple[str, ...]:
        """Name what comes out otherwise."""
        return tuple(name for name in self.again if jsonable(self.stored.get(name)) != jsonable(self.again[name]))

    def show(self, lang: str) -> dict[str, Any]:
        """Give the replay in plain words."""
        return {
            "same": self.intact and not self.differences,
            "intact": self.intact,
            "differences": list(self.differences),
            "aid": self.stored["aid"],
            "norm": self.stored["norm"],
            "on": self.stored["on"],
            "answer": self.stored["answer"],
            "replayed": self.again["answer"],
            "findings": [
                {"sentence": f["sentence"][lang], "answer": f["answer"], "source": f["source"]}
                for f in self.again["findings"]
            ],
            "ask": self.again["ask"],
        }


def replay(decision: Mapping[str, Any], *, path: Path) -> Replay:
    """Take a decision again from what it holds.

    Raises:
        BadDecision: something is missing, or cannot be read any more.

    """
    for key, shape in SHAPES.items():
        if key not in decision:
            raise BadDecision(fr=f"il manque « {key} »", en=f"“{key}” is missing")
        _demand(key, decision[key], shape)
    if decision["format"] != FORMAT:
        shown = decision["format"]
        raise BadDecision(fr=f"le format « {shown} » n’est pas connu", en=f"the format “{shown}” is not known")
    again = outcome(_assess_again(decision, path))
    intact = all(fingerprint(decision[f"{part}_text"]) == decision[f"{part}_sha256"] for part in TEXTS)
    return Replay(stored=decision, again=again, intact=intact)


def _demand(place: str, value: Any, shape: type) -> None:
    if not isinstance(value, shape):
        fr, en = f"« {place} » doit être {_SHAPES[shape].fr}", f"“{place}” must be {_SHAPES[shape].en}"
        raise BadDecision(fr=fr, en=en)


def _assess_again(decision: Mapping[str, Any], path: Path) -> Verdict:
    on = _day(decision["on"])
    texts = enumerate(decision["catalogue_text"])
    catalogue_files = [_load(f"catalogue_text.{i}", text, FactsFile, path) for i, text in texts]
    norm = _load("norm_text", decision["norm_text"], Aid, path).content
    if len(norm.norms) != 1:
        raise BadDecision(
            fr="norm_text : il faut une norme, et une seule", en="norm_text: one norm is needed, and one only"
        )
    with _said_at("catalogue_text"):
        catalogue = build_catalogue(catalogue_files)
        if problems := tuple(catalogue_problems(catalogue_files, catalogue)):
            raise PackError(problems)
    with _said_at("norm_text"):
        aid = core_aid(norm, catalogue)
    with _said_at("facts"):
        facts = catalogue.read(decision["facts"], on=on)
    return assess(aid, aid.norms[0], facts, on=on, base=catalogue.base)


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError:
        fr, en = f"on : « {text} » n’est pas une date AAAA-MM-JJ", f"on: “{text}” is not a date YYYY-MM-DD"
        raise BadDecision(fr=fr, en=en) from None


def _load(place: str, data: Any, schema: type[Any], path: Path) -> Loaded[Any]:
    _demand(place, data, dict)
    source = Source(path=path, data=data, lines=_places(data))
    with _said_at(place):
        return Loaded(pack="", path=path, source=source, content=validate(source, schema))


def _places(data: Any, where: Where = ()) -> dict[Where, int]:
    """Every place of the text kept, so that a fault names its own; JSON has no lines worth telling."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return {where: 1} | {at: 1 for key, value in inside for at in _places(value, (*where, key))}


@contextmanager
def _said_at(place: str) -> Iterator[None]:
    """Say what the text kept does wrong as a fault of the decision, at its place."""
    try:
        yield
    except PackError as error:
        words = error.problems[0].sentence
    except FactError as error:
        words = error.words
    else:
        return
    raise BadDecision(fr=f"{place} : {words.fr}", en=f"{place}: {words.en}")
