"""Keep the server and its database alive until somebody stops them."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from typing import Self

from tools.lock import alone
from tools.places import ROOT, door, var
from tools.postgres import Cluster
from tools.voice import DISK_FULL, Trouble, say

FIRST_ANSWER = 60.0  # seconds granted to the first page
STABLE = 20.0  # a server that lived less than that is not worth restarting for ever
PATIENCE = 3  # short lives in a row before we say that something is wrong
EYE = 1.0  # seconds between two looks
ROUND = 30.0  # seconds between two rounds of the outbox


class Server:
    """The web server, its workers, and the pipe by which they learn that we are gone."""

    def __init__(self, port: int, environment: Mapping[str, str]) -> None:
        self.port = port
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._born = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def closed(self) -> AbstractContextManager[None]:
        """Meanwhile a server that starts loads all it needs, and answers nobody."""
        return alone(door())

    def start(self) -> None:
        self._born = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tools.web", str(self.port)],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def dead(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def age(self) -> float:
        return time.monotonic() - self._born

    def answer(self) -> int:
        """The status of the first page, 0 when nobody answers."""
        visit = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            visit.request("GET", "/", headers={"Host": f"localhost:{self.port}"})
            return visit.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            visit.close()

    def stop(self) -> None:
        """Ask, then insist; workers share the server's group, so that none outlives it."""
        if self._process is None:
            return
        if not self.dead():
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=10)
        with suppress(ProcessLookupError, PermissionError):  # nobody left in the group
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class Outbox:
    """What the machine's timer does elsewhere: `virage send`, now and then, so that lists asked for and mail leave."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._last = time.monotonic()
        self._process: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        """Begin a round when the last one is over and old enough."""
        if time.monotonic() - self._last < ROUND or (self._process and self._process.poll() is None):
            return
        self._last = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "virage.cli.main", "send"],
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()


def keep_serving(server: Server, environment: Mapping[str, str], *, database: Cluster | None) -> None:
    """Say when the server is open, then serve until interrupted; a server or a database that dies is started again."""
    outbox = Outbox(environment)
    short_lives = 0
    try:
        await_first_page(server)
        while True:
            time.sleep(EYE)
            revive_database(database)
            outbox.look()
            if not server.dead():
                continue
            short_lives = short_lives + 1 if server.age() < STABLE else 1
            if short_lives > PATIENCE:
                raise Trouble(
                    "Le serveur s’arrête sans cesse (voir ci-dessus).", "The server keeps stopping (see above)."
                )
            server.stop()
            say("Le serveur s’est arrêté : il redémarre", "the server stopped: starting it again")
            server.start()
    finally:
        outbox.stop()


def await_first_page(server: Server) -> None:
    while not (status := server.answer()):
        if server.dead() or server.age() > FIRST_ANSWER:
            raise Trouble("Le serveur n’a pas démarré (voir ci-dessus).", "The server did not start (see above).")
        time.sleep(0.05)
    if status != http.client.OK:
        say(f"La première page répond {status}", f"the first page answers {status}")
    say(f"Virage est ouvert : http://localhost:{server.port}/", "Virage is open (Ctrl-C stops it)")


def revive_database(database: Cluster | None) -> None:
    """Start a database that died; it recovers what was committed. On a full disk, say so and leave."""
    if database is None or database.answers():
        return
    if shutil.disk_usage(var()).free < 2**20:
        raise Trouble(*DISK_FULL)
    say("La base de données s’est arrêtée : elle redémarre", "the database stopped: starting it again")
    database.start()
