"""`python -m virage.demo --on DATE --seed N`: build the demonstration."""

import argparse
import json
import os
import sys
from datetime import date

import django

BAD_INPUT = 2


def main() -> int:
    """Build it, and say what was done as one JSON value."""
    parser = argparse.ArgumentParser(prog="virage demo", description="Builds the fictitious initiative.")
    parser.add_argument("--on", type=date.fromisoformat, required=True, metavar="DATE", help="the day it is told")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number, another story")
    parser.add_argument("--lang", choices=("fr", "en"), default="fr")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virage.config.settings")
    django.setup()
    from virage.demo.build import NotADemonstration, build

    try:
        built = build(on=given.on, seed=given.seed)
    except NotADemonstration as refusal:
        sys.stderr.write(f"{refusal.words.say(given.lang)}\n")
        return BAD_INPUT
    sys.stdout.write(json.dumps({"new": built.new, "enterprises": built.enterprises}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
