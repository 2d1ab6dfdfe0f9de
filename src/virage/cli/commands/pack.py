"""`virage pack`: check packs, and publish their schemas for editors."""

import argparse
import json
import sys
from pathlib import Path

from virage.cli import files
from virage.cli.commands import Subparsers
from virage.cli.refusal import BadInput


def add(commands: Subparsers, common: argparse.ArgumentParser) -> None:
    """Add the command and its two verbs."""
    parser = commands.add_parser("pack", parents=[common], help="les contenus : vérifier, publier les schémas")
    verbs = parser.add_subparsers(title="verbes", metavar="VERBE", required=True)
    check = verbs.add_parser("check", parents=[common], help="chaque faute, en FICHIER:LIGNE: phrase")
    check.add_argument("path", nargs="?", metavar="PATH", help="un pack ou un dossier de packs; sinon celui du produit")
    check.set_defaults(run=run_check)
    schema = verbs.add_parser("schema", parents=[common], help="écrit les schémas JSON pour les éditeurs")
    schema.add_argument("folder", metavar="DIR")
    schema.set_defaults(run=run_schema)


def run_check(given: argparse.Namespace) -> int:
    """List every fault; 1 when there is one."""
    from virage.content import library
    from virage.content.problems import PackError

    if given.path is not None and not Path(given.path).exists():
        raise BadInput(fr=f"{given.path} n’existe pas", en=f"{given.path} does not exist")
    try:
        opened = library.alone(Path(given.path)) if given.path else files.open_library(given.packs)
        problems = list(opened.problems())
    except PackError as error:
        problems = list(error.problems)
    for problem in sorted(problems, key=lambda p: (str(p.path), p.line)):
        sys.stdout.write(f"{problem.say(given.lang)}\n")
    return 1 if problems else 0


def run_schema(given: argparse.Namespace) -> int:
    """Write one JSON Schema for each kind of file."""
    from virage.content.schemas import schemas

    folder = Path(given.folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for name, schema in schemas().items():
        target = folder / f"{name}.json"
        target.write_text(json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        written[name] = str(target)
    return files.answer(written)
