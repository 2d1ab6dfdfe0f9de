"""How long from a clone to the first page (packages cached), from a second start, and to migrate an empty database.

Each round clones this checkout's last commit into a new folder, starts it twice, and ends it as Ctrl-C does. The peer
of the migrations is a copy of the migrated database, the least that the same tables can cost.
Run: python -m bench.start [ROUNDS]
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from tools import roles, steps
from tools.places import ROOT
from tools.testbase import TestBase

ROUNDS = 5
PATIENCE = 300.0
EMPTY_DATABASE = "test_bench_empty"  # swept with the copies of the tests, should we be killed
FIRST, SECOND = "clone to first page", "second start to first page"
EMPTY, COPY = "migrations from empty", "copy of the migrated database"


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    wall: dict[str, list[float]] = {FIRST: [], SECOND: [], EMPTY: [], COPY: []}
    cpu: dict[str, list[float]] = {name: [] for name in wall}
    busy = os.getloadavg()[0] > 0.3

    def timed(name: str, act: Callable[[], None]) -> None:
        began, spent = time.perf_counter(), machine()
        act()
        wall[name].append(time.perf_counter() - began)
        cpu[name].append(machine() - spent)

    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="virage-bench-", dir="/var/tmp") as folder:
            Path(folder).chmod(0o755)
            checkout = Checkout(Path(folder) / "virage")
            timed(FIRST, checkout.clone_and_open)
            checkout.close()
            timed(SECOND, checkout.open)
            checkout.close()
        tables(timed)
    print(f"{rounds} rounds, {os.cpu_count()} processors; cpu is that of the whole machine")
    for name, walls in wall.items():
        cpus = cpu[name]
        print(
            f"{name:30} wall median {statistics.median(walls):6.2f} s, min {min(walls):6.2f}; "
            f"cpu median {statistics.median(cpus):6.2f} s, min {min(cpus):6.2f}"
        )
    print(f"ratio migrations / copy: {statistics.median(wall[EMPTY]) / statistics.median(wall[COPY]):.1f}")
    if busy:
        print("warning: other processes were using this machine")


class Checkout:
    """A clone of the last commit, and its server."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        ours = ("VIRAGE_", "DJANGO_", "VIRTUAL_ENV")
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}

    def clone_and_open(self) -> None:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(self.folder)], check=True)  # noqa: S603, S607
        self.open()

    def open(self) -> None:
        """Start, and wait for a page that answers."""
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "dev.py", "run", "--port", str(self.port)],
            cwd=self.folder,
            env=self.environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.close()
                sys.exit(f"{self.folder}: no page")
            time.sleep(0.02)

    def _answers(self) -> bool:
        with suppress(OSError, urllib.error.URLError):
            return urllib.request.urlopen(f"http://localhost:{self.port}/", timeout=30).status == 200
        return False

    def close(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)


def tables(timed: Callable[[str, Callable[[], None]], None]) -> None:
    """Migrate a new database, then copy a migrated one."""
    base = TestBase("bench")
    with base.server(), base.copy(), roles.administrator(base.cluster.url("postgres", "postgres")) as administration:
        addresses = base.addresses(EMPTY_DATABASE)
        roles.drop_database(administration, EMPTY_DATABASE)
        roles.create_database(administration, EMPTY_DATABASE, owner_url=addresses["VIRAGE_DATABASE_OWNER_URL"])
        settings = {"DJANGO_SETTINGS_MODULE": "virage.config.settings", "VIRAGE_SECRET_KEY": "only for the bench"}
        with steps.Hand({**os.environ, **addresses, **settings}) as hand:
            timed(EMPTY, lambda: steps.migrate(hand))
        roles.drop_database(administration, EMPTY_DATABASE)
        timed(COPY, base.refresh)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def machine() -> float:
    """Seconds that the processors of the whole machine have worked since it began (Linux)."""
    ticks = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
