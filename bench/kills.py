"""Payments posted while the server process and PostgreSQL are killed: nothing is lost, nothing is doubled.

A cluster of its own, fsync on. A process posts payments one by one, each with its key, and says each that is kept; at
moments drawn at random either it or PostgreSQL gets SIGKILL. Whoever was not answered asks again with the same key. At
the end every key is there once, the balance is their sum, and the ledger passes its invariants.
Run: python -m bench.kills [POSTINGS] [KILLS]
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any, Self, cast

import psycopg

from tools import roles
from tools.places import ROOT
from tools.postgres import Cluster
from tools.testbase import TestBase

POSTINGS, KILLS = 500, 40
TOLD = """
SELECT count(*), count(DISTINCT idempotency_key), coalesce(sum(amount), 0),
  (SELECT paid FROM ledger_balance WHERE paid > 0),
  (SELECT count(*) FROM base_trailevent WHERE verb = 'entry.posted'
     AND subject_id IN (SELECT id::text FROM ledger_entry WHERE kind = 'paid'))
FROM ledger_entry WHERE kind = 'paid'
"""


@dataclass(kw_only=True)
class Told:
    """What was posted, and what was killed meanwhile."""

    wanted: int
    server_kills: int = 0
    database_kills: int = 0
    asked_again: int = 0
    lost: list[int] = field(default_factory=list)
    rows: tuple[Any, ...] = ()
    faults: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Every payment once, in the entries, in the balance and in the trail."""
        return not (self.lost or self.faults) and {int(value or 0) for value in self.rows} == {self.wanted}


class Poster:
    """The program that posts. It loads Django once, then forks: what is killed is the fork."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.kills", "--poster"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment,
            text=True,
            bufsize=1,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_what: object) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, what: str) -> None:
        """One order a line."""
        cast("IO[str]", self._process.stdin).write(f"{what}\n")

    def hear(self) -> str:
        """The next line: ``pid N``, ``kept N``, an answer, ``gone`` once a fork ended."""
        return cast("IO[str]", self._process.stdout).readline().strip() or "gone"

    def answer(self, what: str) -> str:
        """What a fork answers to one order, once it has ended."""
        self.ask(what)
        said = [self.hear() for _line in range(3)]  # pid, answer, gone
        return said[1]


def posted_under_fire(cluster: Cluster, database: str, *, postings: int, kills: int, seed: int) -> Told:
    """Post payments of one dollar while ``kills`` signals fall, half on each; then look."""
    draws, told = random.Random(seed), Told(wanted=postings)
    moments = set(draws.sample(range(1, postings), kills))
    addresses = {
        "VIRAGE_DATABASE_URL": cluster.url(roles.APP, database),
        "VIRAGE_DATABASE_OWNER_URL": cluster.url(roles.OWNER, database),
    }
    settings = {"DJANGO_SETTINGS_MODULE": "virage.config.settings", "VIRAGE_SECRET_KEY": "bench", "VIRAGE_DEMO": "1"}
    with Poster({**os.environ, **settings, **addresses}) as poster:
        place = poster.answer("begin")
        kept = 0
        while kept < postings:
            kept = _until_broken(poster, cluster, f"post {kept} {postings} {place}", kept, moments, draws, told)
            if kept < postings:
                told.asked_again += 1
                cluster.start()
                told.lost += _missing(addresses["VIRAGE_DATABASE_URL"], kept)
        told.faults = json.loads(poster.answer("verify"))
    with psycopg.connect(addresses["VIRAGE_DATABASE_URL"]) as connection:
        told.rows = connection.execute(TOLD).fetchone() or ()
    return told


def _until_broken(  # noqa: PLR0917
    poster: Poster, cluster: Cluster, order: str, kept: int, moments: set[int], draws: random.Random, told: Told
) -> int:
    """How many are kept when the fork ends, on its own or killed."""
    poster.ask(order)
    fork = int(poster.hear().split()[1])
    while (said := poster.hear()) != "gone":
        if not said.startswith("kept"):
            continue
        kept = int(said.split()[1]) + 1
        if kept in moments:  # the next payment is somewhere on its way
            moments.discard(kept)
            if draws.random() < 0.5:
                told.server_kills += 1
                kill(fork)
            else:
                told.database_kills += 1
                kill(int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0]))
    return kept


def kill(number: int) -> None:
    """SIGKILL; a process already gone is no matter."""
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)


def _missing(url: str, kept: int) -> list[int]:
    """What was said to be kept, and is not there any more."""
    with psycopg.connect(url) as connection:
        found = {key for (key,) in connection.execute("SELECT idempotency_key FROM ledger_entry").fetchall()}
    return [number for number in range(kept) if f"n{number}" not in found]


def cluster_like(base: TestBase, name: str) -> Cluster:
    """A durable cluster that holds what the test server holds; to be erased by whoever asked."""
    made = Cluster(name)
    made.erase()
    made.lay_like(base.cluster)
    made.start()
    return made


def poster() -> None:
    """Fork for each order: a process killed leaves the next one a Django already loaded."""
    import django

    django.setup()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _obey(*line.split())
            os._exit(0)
        os.waitpid(child, 0)
        print("gone", flush=True)


def _obey(order: str, *told: str) -> None:
    print(f"pid {os.getpid()}", flush=True)
    from django.db import DatabaseError

    with suppress(DatabaseError):
        {"begin": _begin, "post": _post, "verify": _verify}[order](*map(int, told))


def _begin() -> None:
    from tests.cast import assemble
    from tests.stages.ledger.purse import Purse
    from virage.stages.ledger.states import EntryKind

    money = Purse(assemble())
    commitment = money(EntryKind.COMMITTED, 900)
    print(money.envelope, commitment, money.payables[EntryKind.PAID], flush=True)


def _post(first: int, last: int, envelope: int, commitment: int, payable: int) -> None:
    from decimal import Decimal

    from tests.cast import JOB
    from tests.stages.ledger.purse import ON
    from virage.stages.ledger.operations import post_entry
    from virage.stages.ledger.states import EntryKind

    for number in range(first, last):
        post_entry(
            JOB,
            envelope_id=envelope,
            kind=EntryKind.PAID,
            amount=Decimal(1),
            on=ON,
            evidence="pièce fictive",
            idempotency_key=f"n{number}",
            about_id=commitment,
            payable_id=payable,
        )
        print(f"kept {number}", flush=True)


def _verify() -> None:
    from virage.stages.stewardship.verification import verify

    faults = [fault for law in verify() if law.name.startswith("ledger") for fault in law.faults]
    print(json.dumps(faults), flush=True)


def main() -> None:
    """Measure and say."""
    given = [int(one) for one in sys.argv[1:]]
    postings, kills = (*given, *(POSTINGS, KILLS)[len(given) :])
    base = TestBase("kills")
    with base.server():
        cluster = cluster_like(base, "bench-kills")
    try:
        begun = time.perf_counter()
        told = posted_under_fire(cluster, base.template, postings=postings, kills=kills, seed=int(time.time()))
        spent = time.perf_counter() - begun
    finally:
        cluster.erase()
    print(f"{postings} payments, {told.server_kills} kills of the server, {told.database_kills} of PostgreSQL")
    print(f"{told.asked_again} asked again, {len(told.lost)} lost, faults {told.faults}")
    print(f"entries, keys, sum, balance, trail: {', '.join(map(str, told.rows))}")
    print(f"{'whole' if told.whole else 'BROKEN'} in {spent:.1f} s")
    sys.exit(not told.whole)


if __name__ == "__main__":
    poster() if "--poster" in sys.argv else main()
