"""`virage verdict`: what each aid answers to one enterprise on a date."""

import argparse
from typing import TYPE_CHECKING, Any

from virage.cli import files
from virage.cli.commands import Subparsers
from virage.cli.refusal import BadInput

if TYPE_CHECKING:
    from virage.content.library import Library
    from virage.core.eligibility import Aid, Norm, Verdict


def add(commands: Subparsers, common: argparse.ArgumentParser) -> None:
    """Add the command."""
    parser = commands.add_parser("verdict", parents=[common], help="l’admissibilité d’une entreprise à chaque aide")
    parser.add_argument("--facts", required=True, metavar="FACTS.yaml", help="les faits connus; « - » lit l’entrée")
    parser.add_argument("--on", required=True, metavar="DATE", help="la date de la demande, AAAA-MM-JJ")
    parser.add_argument("--aid", action="append", metavar="ID", help="une aide, ou une de ses normes; répétable")
    parser.add_argument("--record", metavar="DIR", help="écrit aussi une décision par aide, pour virage explain")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Answer for every aid, or for those named."""
    from virage.core.eligibility import assess, in_force

    library, on = files.open_library(given.packs), files.read_date(given.on)
    chosen = [_chosen(library, name) for name in given.aid] if given.aid else [(a, None) for a in library.norms.values()]
    said, facts = files.read_facts(given.facts, library, on)
    verdicts = [
        assess(aid, norm or in_force(aid, facts, on), facts, on=on, base=library.facts.base) for aid, norm in chosen
    ]
    if given.record:
        _record(given.record, library, said, verdicts, given.on)
    return files.answer([show(verdict, given.lang) for verdict in verdicts])


def _chosen(library: "Library", name: str) -> "tuple[Aid, Norm | None]":
    if name in library.norms:
        return library.norms[name], None
    for aid in library.norms.values():
        for norm in aid.norms:
            if norm.id == name:
                return aid, norm
    raise BadInput(fr=f"--aid : l’aide {name} n’existe pas", en=f"--aid: there is no aid {name}")


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


def _record(folder: str, library: "Library", said: Any, verdicts: "list[Verdict]", on: str) -> None:
    import json
    from pathlib import Path

    from virage.content.decisions import record

    Path(folder).mkdir(parents=True, exist_ok=True)
    for verdict in verdicts:
        decision = record(library, verdict, said, on=files.read_date(on))
        text = json.dumps(decision, ensure_ascii=False, indent=2, sort_keys=True, default=files.plain)
        (Path(folder) / f"{verdict.aid}.json").write_text(f"{text}\n", encoding="utf-8")
