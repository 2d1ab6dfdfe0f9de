"""`virage …`: JSON on the standard output, 0 when it answered, 2 with one sentence when it could not."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pkgutil import iter_modules

from virage.cli import commands
from virage.cli.frame import ANSWERED, BAD_INPUT, Parser, options
from virage.core.words import Words

FAULT = 3


def parser(only: str | None = None) -> Parser:
    """Gather the commands of `virage.cli.commands`, or the one that is called: the others are not imported."""
    whole = Parser(prog="virage", description="Virage, on the command line.")
    options(whole)
    whole.set_defaults(lang="fr", packs=[])
    subparsers = whole.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    names = [module.name for module in iter_modules(commands.__path__)]
    for name in [only] if only in names else names:
        import_module(f"{commands.__name__}.{name}").add(subparsers)
    return whole


def run(given: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    typed = list(sys.argv[1:] if given is None else given)
    arguments = parser(typed[0] if typed else None).parse_args(typed)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader left: `virage verdict … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED
    except Exception as error:  # noqa: BLE001 - the contract: one sentence, never a traceback
        words, code = explained(error)
        sys.stderr.write(f"{words.say(arguments.lang)}\n")
    return code


def explained(error: Exception) -> tuple[Words, int]:
    """Say in one sentence why a command could not answer."""
    from virage.content.problems import PackError

    if isinstance(error, PackError):
        first = error.problems[0]
        return Words(fr=first.say("fr"), en=first.say("en")), BAD_INPUT
    words = getattr(error, "words", None)
    if isinstance(words, Words):
        return words, BAD_INPUT
    shown = f"{type(error).__name__}: {error}"
    return Words(fr=f"Erreur imprévue ({shown}).", en=f"Unexpected error ({shown})."), FAULT


def main() -> None:
    """Run the command of this process and leave with its code; what it reads and writes is UTF-8 on any machine."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(run())


if __name__ == "__main__":
    main()
