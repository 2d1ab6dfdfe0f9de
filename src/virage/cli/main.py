"""`virage …`: JSON on the standard output, 0 when it answered, 2 with one sentence when it could not."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

from virage.cli import commands
from virage.cli.frame import BAD_INPUT, InputError, Parser
from virage.content.problems import PackError
from virage.core.instruments import AnswerError
from virage.core.reading import FactError


def parser() -> Parser:
    """Gather the commands of `virage.cli.commands`."""
    whole = Parser(prog="virage", description="Virage, on the command line.")
    subparsers = whole.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    for module in iter_modules(commands.__path__):
        import_module(f"{commands.__name__}.{module.name}").add(subparsers)
    return whole


def run(given: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    arguments = parser().parse_args(given)
    try:
        code: int = arguments.run(arguments)
    except (InputError, AnswerError, FactError) as error:
        return _refuse(error.words.say(arguments.lang))
    except PackError as error:
        return _refuse(error.problems[0].say(arguments.lang))
    return code


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return BAD_INPUT


def main() -> None:
    """Run the command of this process and leave with its code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
