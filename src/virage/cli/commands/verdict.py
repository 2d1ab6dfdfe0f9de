"""`virage verdict`: what each aid answers to one enterprise on a date."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from virage.cli import frame
from virage.cli.frame import InputError
from virage.cli.inputs import read_date, read_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from virage.cli.frame import Commands
    from virage.content.library import Library
    from virage.core.eligibility import Verdict
    from virage.core.norms import Aid, Norm


def add(commands: "Commands") -> None:
    """Declare the command."""
    parser = commands.add_parser("verdict", help="say what each aid answers to an enterprise on a date")
    parser.add_argument("--facts", required=True, type=Path, metavar="FACTS.yaml", help="what is known; - is the input")
    parser.add_argument("--on", required=True, metavar="DATE", help="the day of the application, YYYY-MM-DD")
    parser.add_argument("--aid", action="append", metavar="ID", help="one aid, or one of its norms; may be repeated")
    parser.add_argument("--record", type=Path, metavar="DIR", help="also writes DIR/AID.json, for virage explain")
    frame.common(parser, run)


def run(given: argparse.Namespace) -> int:
    """Answer for every aid, or for those named."""
    from virage.core.eligibility import assess
    from virage.core.norms import in_force

    library, on = frame.library(given), read_date(given.on)
    names = given.aid or list(library.norms)
    chosen = [_chosen(library, name) for name in dict.fromkeys(names)]
    said, facts = read_facts(given.facts, library, on)
    verdicts = [
        assess(aid, norm or in_force(aid, facts, on), facts, on=on, base=library.facts.base) for aid, norm in chosen
    ]
    if given.record:
        _record(given.record, library, said, verdicts, on)
    return frame.answer([show(verdict, given.lang) for verdict in verdicts])


def _chosen(library: "Library", name: str) -> "tuple[Aid, Norm | None]":
    if name in library.norms:
        return library.norms[name], None
    for aid in library.norms.values():
        for norm in aid.norms:
            if norm.id == name:
                return aid, norm
    raise InputError(fr=f"--aid : l’aide {name} n’existe pas.", en=f"--aid: there is no aid {name}.")


def show(verdict: "Verdict", lang: str) -> dict[str, Any]:
    """Give the verdict in the words of the contract."""
    from virage.core.eligibility import LABELS

    return {
        "aid": verdict.aid,
        "norm": verdict.norm,
        "answer": verdict.answer,
        "terms": verdict.terms,
        "label": LABELS[verdict.standing].say(lang),
        "findings": [
            {"sentence": finding.sentence.say(lang), "answer": finding.answer, "source": finding.source}
            for finding in verdict.findings
        ],
        "undertakings": [{"sentence": u.sentence.say(lang), "source": u.source} for u in verdict.undertakings],
        "ask": list(verdict.ask),
    }


def _record(
    folder: Path, library: "Library", said: "Mapping[str, object]", verdicts: "list[Verdict]", on: "date"
) -> None:
    import json

    from virage.content.decisions import record

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for verdict in verdicts:
            text = json.dumps(record(library, verdict, said, on=on), ensure_ascii=False, indent=2, sort_keys=True)
            (folder / f"{verdict.aid}.json").write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        why = error.strerror
        raise InputError(
            fr=f"--record : rien ne s’écrit dans {folder} ({why}).", en=f"--record: cannot write in {folder} ({why})."
        ) from error
