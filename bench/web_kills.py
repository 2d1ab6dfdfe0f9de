"""Transfers sent to the web server by a browser, while the server and PostgreSQL are killed: every credit is somewhere.

A cluster of its own, fsync on, and the server of `dev.py run`, whole. A browser fills the form of a transfer and sends
it; at moments drawn at random, while the server works on it, either one gets SIGKILL. Whoever was not answered sends
the same form again. A transfer is two entries: at the end each form left both, once, and the two envelopes together
hold what they held.
Run: python -m bench.web_kills [TRANSFERS] [KILLS]
"""

import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

import psycopg

from bench.kills import cluster_like, kill
from tools import roles
from tools.places import ROOT, var
from tools.postgres import Cluster
from tools.testbase import TestBase

TRANSFERS, KILLS = 500, 40
SLOWEST = 0.03  # seconds after a form is sent within which the kill falls: about what the server takes to keep it
PATIENCE = 60  # seconds
FIRST = 2026
TOLD = """
SELECT count(*) FILTER (WHERE kind = 'sent'), count(*) FILTER (WHERE kind = 'received'),
  count(DISTINCT split_part(idempotency_key, '/', 1)), sum(amount) FILTER (WHERE kind = 'received'),
  (SELECT count(*) FROM base_trailevent WHERE verb = 'entry.posted'
     AND subject_id IN (SELECT id::text FROM ledger_entry WHERE kind IN ('sent', 'received')))
FROM ledger_entry WHERE kind IN ('sent', 'received')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The person in finance who transfers: a session, from one envelope to another."""

    session: str
    giving: int
    receiving: int

    @property
    def address(self) -> str:
        return f"/ministere/enveloppe/{self.giving}/transferer/"


class Browser:
    """Asks again until it is answered: nothing else would be expected of a person."""

    def __init__(self, port: int, visitor: Visitor) -> None:
        self._port, self._visitor = port, visitor
        self.unanswered = 0

    def transfer(self, while_sent: Callable[[], None] | None) -> str:
        """Fill the form and send it until it is kept. Returns the key of the form."""
        page = self._insist("GET", "", {})
        fields = dict(re.findall(r'name="(csrfmiddlewaretoken|key)"[^>]* value="([^"]+)"', page))
        filled = {**fields, "to": self._visitor.receiving, "year": FIRST, "amount": "1", "on": "2026-06-01"}
        body = urlencode({**filled, "evidence": "pièce fictive"})
        self._insist("POST", body, {"csrftoken": fields["csrfmiddlewaretoken"]}, while_sent)
        return fields["key"]

    def _insist(
        self, method: str, body: str, cookies: dict[str, str], meanwhile: Callable[[], None] | None = None
    ) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if meanwhile:
                threading.Timer(random.uniform(0, SLOWEST), meanwhile).start()
            with suppress(OSError, http.client.HTTPException):
                status, said = self._ask(method, body, cookies)
                if status == {"GET": http.client.OK, "POST": http.client.FOUND}[method]:
                    return said
                if status < http.client.INTERNAL_SERVER_ERROR:
                    sys.exit(f"{method} {self._visitor.address}: {status}\n{said}")
            self.unanswered += bool(meanwhile)
            meanwhile = None
            time.sleep(0.05)
        sys.exit("no answer")

    def _ask(self, method: str, body: str, cookies: dict[str, str]) -> tuple[int, str]:
        told = {"virage": self._visitor.session, **cookies}
        headers = {
            "Host": f"localhost:{self._port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in told.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)) as visit:
            visit.request(method, self._visitor.address, body=body, headers=headers)
            answer = visit.getresponse()
            return answer.status, answer.read().decode()


class House:
    """The server of `dev.py run` and its database: each is started again when it is found dead."""

    def __init__(self, cluster: Cluster, port: int, environment: dict[str, str]) -> None:
        self._cluster, self._port, self._environment = cluster, port, environment
        self._server = self._open()
        self._over = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self.kills = {"server": 0, "PostgreSQL": 0}

    def __enter__(self) -> Self:
        self._keeper.start()
        return self

    def __exit__(self, *_what: object) -> None:
        self._over.set()
        self._keeper.join()
        self.kill_server()
        self._server.wait()

    def strike(self, draws: random.Random) -> None:
        """Kill one of the two."""
        which = draws.choice(("server", "PostgreSQL"))
        self.kills[which] += 1
        if which == "server":
            self.kill_server()
        else:
            kill(int((self._cluster.data / "postmaster.pid").read_text().split("\n", 1)[0]))

    def kill_server(self) -> None:
        """The server and its worker at once."""
        with suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGKILL)

    def _open(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "tools.web", str(self._port)],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it complains of each kill, which is no news here
            start_new_session=True,
        )

    def _keep(self) -> None:
        while not self._over.wait(0.1):
            if not self._cluster.answers():
                self._cluster.start()
            if self._server.poll() is not None:
                self._server = self._open()


def main() -> None:
    """Transfer under fire, then look at the entries, the balances and the trail."""
    given = [int(one) for one in sys.argv[1:]]
    transfers, kills = (*given, *(TRANSFERS, KILLS)[len(given) :])
    base, draws = TestBase("web-kills"), random.Random()
    moments = set(draws.sample(range(1, transfers), kills))
    with base.server():
        cluster = cluster_like(base, "bench-web-kills")
    try:
        environment, port = environment_of(cluster, base.template)
        begun, visitor = time.perf_counter(), Visitor(**said_by(environment, "--begin"))
        browser, keys = Browser(port, visitor), set()
        with House(cluster, port, environment) as house:
            for number in range(transfers):
                keys.add(browser.transfer((lambda: house.strike(draws)) if number in moments else None))
        faults = said_by(environment, "--verify")
        with psycopg.connect(environment["VIRAGE_DATABASE_URL"]) as connection:
            rows = [int(value) for value in connection.execute(TOLD).fetchone() or ()]
    finally:
        cluster.erase()
    whole = not faults and len(keys) == transfers and rows == [transfers] * 4 + [2 * transfers]
    print(f"{transfers} transfers, kills: {house.kills}, {browser.unanswered} sent again; faults {faults}")
    print(f"sent, received, keys, dollars received, lines of the trail: {', '.join(map(str, rows))}")
    print(f"{'whole' if whole else 'BROKEN'} in {time.perf_counter() - begun:.1f} s")
    sys.exit(not whole)


def environment_of(cluster: Cluster, database: str) -> tuple[dict[str, str], int]:
    """What the server is told, and the port it will take."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told = {
        "VIRAGE_DATABASE_URL": cluster.url(roles.APP, database),
        "VIRAGE_DATABASE_OWNER_URL": cluster.url(roles.OWNER, database),
        "VIRAGE_SECRET_KEY": "bench",
        "VIRAGE_DEMO": "1",
        "VIRAGE_PORT": str(port),
        "VIRAGE_STATIC_ROOT": str(var() / "static"),
        "VIRAGE_BASE_URL": f"http://localhost:{port}",
        "DJANGO_SETTINGS_MODULE": "virage.config.settings",
    }
    return {**os.environ, **told}, port


def said_by(environment: dict[str, str], step: str) -> Any:
    """What a step of this program, run apart, has to say."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bench.web_kills", step], cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


def begin() -> dict[str, Any]:
    """Two envelopes of one initiative, credits in the first, and a session of the person in finance."""

    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tests.cast import JOB, assemble
    from tests.stages.ledger.purse import Purse
    from virage.base.demonstration import mark_database_as_demo
    from virage.base.viewer import Role
    from virage.stages.accounts.models import Person
    from virage.stages.ledger.operations import open_envelope
    from virage.stages.programme.models import Initiative

    mark_database_as_demo()
    cast = assemble()
    money = Purse(cast)
    receiving = open_envelope(JOB, initiative_id=Initiative.objects.get().pk, name="Autre enveloppe fictive")
    person = Person.objects.get(pk=cast.people[Role.FINANCE])
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return {"session": session.session_key, "giving": money.envelope, "receiving": receiving}


def verify() -> list[str]:
    """What the laws of the ledger find."""
    from virage.stages.stewardship.verification import verify as verified

    return [fault for law in verified() if law.name.startswith("ledger") for fault in law.faults]


def step(name: str) -> None:
    """Do one step with Django, and say what came of it."""
    import django

    django.setup()
    print(json.dumps({"--begin": begin, "--verify": verify}[name]()))


if __name__ == "__main__":
    step(sys.argv[1]) if sys.argv[1:] and sys.argv[1].startswith("--") else main()
