"""What the commands of an installation share: its settings, its database, its refusals."""

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from virage.cli.frame import InputError, Parser, common

UNSOUND = 1  # the command answered, and what it found needs a person


def on_installation(parser: Parser, run: Callable[[Namespace], int]) -> None:
    """Give a command its options, and run it with the installation's settings and database at hand."""

    def opened(arguments: Namespace) -> int:
        with _opened(arguments.lang):
            return run(arguments)

    common(parser, opened)


@contextmanager
def _opened(language: str) -> Iterator[None]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virage.config.settings")
    import django
    from django.db import OperationalError
    from django.utils import translation

    from virage.base.refusals import Refusal

    django.setup()
    with translation.override(language):
        try:
            yield
        except Refusal as refusal:
            raise InputError(fr=str(refusal.sentence), en=str(refusal.sentence)) from refusal
        except OperationalError as error:
            said = str(error).strip().splitlines()[-1]
            raise InputError(
                fr=f"La base de données ne répond pas ({said}).", en=f"The database does not answer ({said})."
            ) from error
