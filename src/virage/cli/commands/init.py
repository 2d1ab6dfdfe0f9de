"""`virage init`: the first ministry and its first person, who enters by the link it writes."""

import argparse
from typing import TYPE_CHECKING

from virage.cli import frame
from virage.cli.installation import on_installation

if TYPE_CHECKING:
    from virage.cli.frame import Commands


def add(commands: "Commands") -> None:
    """Declare the command."""
    parser = commands.add_parser("init", help="make the first ministry and its first person")
    parser.add_argument("--organisation", required=True, metavar="NAME")
    parser.add_argument("--name", required=True, help="the person's name")
    parser.add_argument("--email", required=True)
    on_installation(parser, run)


def run(arguments: argparse.Namespace) -> int:
    """Found the ministry and invite its director; the link serves once, for seven days."""
    from virage.base.viewer import Viewer
    from virage.stages.messages.operations import open_installation

    link = open_installation(
        Viewer.system("init"),
        organisation=arguments.organisation,
        name=arguments.name,
        email=arguments.email,
        language=arguments.lang,
    )
    return frame.answer({"link": link})
