"""The web server of `dev.py run`: granian, which stops by itself when the program that started it dies.

The starter keeps the other end of our standard input and never writes to it: the end of file means that it is gone,
be it by a kill that left it no time to say so.
"""

import os
import signal
import sys
import threading

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def main(port: int) -> None:
    threading.Thread(target=_follow_starter, daemon=True).start()
    Granian(
        "virage.config.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


def _follow_starter() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(int(sys.argv[1]))
