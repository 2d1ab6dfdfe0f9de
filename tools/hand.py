"""A program beside the starter: it loads Django while the database gets up, then does the steps it is asked.

`done` on the standard output once it is loaded; then one step a line on the standard input, and `done` after each. A
step that fails ends the program; so does the end of the input, for then nobody waits for us any more.
"""

import importlib
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from datetime import date

import django
from django.conf import settings
from django.core.management import call_command

DONE = "done"
DEMO_SEED = 1


def migrate() -> None:
    """Bring the tables up to date, as the role that owns them."""
    # Django's checks cost as much as the migrations; `dev.py check` makes them
    call_command("migrate", database="owner", verbosity=0, skip_checks=True)


def build_demo() -> None:
    """Tell the demonstration as of today."""
    from virage.demo.build import build

    build(on=date.today(), seed=DEMO_SEED)  # noqa: DTZ011 -- the day of the person at the keyboard


def rebuild_search() -> None:
    """Index the packs for the public search."""
    from virage.stages.insight.indexing import index_public

    index_public()


STEPS: Mapping[str, Callable[[], None]] = {"migrate": migrate, "demo": build_demo, "search": rebuild_search}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virage.config.settings")
    answers = sys.stdout
    with redirect_stdout(sys.stderr):
        django.setup()
        importlib.import_module(settings.ROOT_URLCONF)  # all that the server will import is compiled on the way
        print(DONE, file=answers, flush=True)
        for line in sys.stdin:
            STEPS[line.strip()]()
            print(DONE, file=answers, flush=True)


if __name__ == "__main__":
    main()
