"""The web server of `dev.py run`: granian, which stops by itself when the program that started it dies.

It loads everything, then waits for the door to be free: whoever makes the tables holds it.

The starter keeps the other end of our standard input and never writes to it: the end of file means that it is gone,
be it by a kill that left it no time to say so.
"""

import os
import signal
import sys
import threading
from importlib import import_module

import django
from django.core.handlers.wsgi import WSGIHandler
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tools.lock import alone
from tools.places import door
from virage.config.warming import warm_up


def main(port: int) -> None:
    threading.Thread(target=_follow_starter, daemon=True).start()
    Granian(
        "tools.web:application",
        factory=True,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


def application() -> WSGIHandler:
    """The application that a server runs, once the tables are there."""
    django.setup()
    warm_up()
    with alone(door()):
        pass
    opened: WSGIHandler = import_module("virage.config.wsgi").application
    return opened


def _follow_starter() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(int(sys.argv[1]))
