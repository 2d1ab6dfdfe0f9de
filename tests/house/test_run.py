"""`dev.py run`, as a person lives it: it opens, survives what is killed, and leaves nothing behind."""

import http.client
import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tools import run
from tools.places import ROOT, database_home
from tools.postgres import Cluster
from tools.secret import secret_key
from tools.voice import Trouble, trouble_from

pytestmark = pytest.mark.data
PATIENCE = 180.0


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Checkout:
    """A place to run from, with its own state and port."""

    def __init__(self, var):
        self.var, self.port = var, free_port()
        self.environment = {**os.environ, "VIRAGE_VAR": str(var), "VIRAGE_STARTED_AT": repr(time.time())}
        for name in ("VIRAGE_DATABASE_URL", "VIRAGE_DATABASE_OWNER_URL", "VIRAGE_SECRET_KEY", "VIRAGE_DEMO"):
            self.environment.pop(name, None)

    def start(self, *options):
        command = [sys.executable, str(ROOT / "dev.py"), "run", "--port", str(self.port), *options]
        self.process = subprocess.Popen(command, env=self.environment, stderr=subprocess.PIPE, text=True, cwd="/")
        self.said, lines = [], queue.Queue()
        threading.Thread(target=self._listen, args=(self.process.stderr, lines), daemon=True).start()
        while "Virage est ouvert" not in (line := lines.get(timeout=PATIENCE)):
            assert line, "".join(self.said)

    def _listen(self, pipe, lines):
        for line in pipe:
            self.said.append(line)
            lines.put(line)
        lines.put("")

    def get(self, path):
        visit = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with closing(visit):
            visit.request("GET", path, headers={"Host": f"localhost:{self.port}"})
            answer = visit.getresponse()
            return answer.status, answer.read().decode()

    def until_ready(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if self.get("/sante/prete/")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        pytest.fail("".join(self.said))

    def ask(self, question):
        url = f"postgresql://virage_owner@/virage?host={self.home}/s"
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(question)
            return cursor.fetchall() if cursor.description else None

    @property
    def home(self):
        return database_home("pg", as_root=os.geteuid() == 0)

    def processes(self):
        """Every process of this checkout: those that inherited its folder, and its database."""
        mine = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                command = (entry / "cmdline").read_bytes()
                around = (entry / "environ").read_bytes()
            except OSError:
                continue
            if str(self.home).encode() in command or f"VIRAGE_VAR={self.var}".encode() in around:
                mine[int(entry.name)] = command.replace(b"\0", b" ").decode()
        mine.pop(os.getpid(), None)
        return mine

    def end(self, how):
        self.process.send_signal(how)
        return self.process.wait(timeout=30)


@pytest.fixture
def checkout(monkeypatch, tmp_path):
    monkeypatch.setenv("VIRAGE_VAR", str(tmp_path))
    checkout = Checkout(tmp_path)
    yield checkout
    checkout.process.kill()
    Cluster("pg").erase()
    shutil.rmtree(checkout.home.parent, ignore_errors=True)


@pytest.mark.long
def test_it_opens_survives_and_leaves_nothing(checkout):
    checkout.start()
    status, page = checkout.get("/")
    assert (status, '<html lang="fr' in page) == (200, True)
    assert (checkout.var / "secret").stat().st_mode & 0o777 == 0o600
    checkout.ask("CREATE TABLE kept AS SELECT 7 AS seven")

    again = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "run"],
        env=checkout.environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert again.returncode == 1
    assert f"Virage tourne déjà dans ce dossier : http://localhost:{checkout.port}/" in again.stderr

    os.kill(int((checkout.home / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    time.sleep(1)
    checkout.until_ready()
    server = next(pid for pid, command in checkout.processes().items() if "tools.web" in command)
    os.kill(server, signal.SIGKILL)
    time.sleep(1)
    checkout.until_ready()

    checkout.end(signal.SIGKILL)  # the machine's power fails, or almost
    checkout.start()
    assert checkout.ask("SELECT seven FROM kept") == [(7,)]
    assert checkout.end(signal.SIGINT) == 0
    assert checkout.processes() == {}

    checkout.start("--fresh")
    assert checkout.ask("SELECT to_regclass('kept')") == [(None,)]
    assert checkout.end(signal.SIGHUP) == 0  # the terminal is closed
    assert checkout.processes() == {}


def test_a_taken_port_is_one_sentence():
    with closing(socket.socket()) as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(Trouble, match=f"Le port {port} est déjà pris"):
            run.check_port(port)


@pytest.mark.parametrize("number", [80000, 65536, 0, -5])
def test_a_number_that_is_no_port_is_one_sentence(number):
    with pytest.raises(Trouble, match=f"{number} n’est pas un port\u00a0: choisissez un nombre de 1 à 65535"):
        run.check_port(number)


def test_a_free_port_is_not_refused():
    run.check_port(free_port())


def test_a_full_disk_is_one_sentence_before_and_during():
    with pytest.raises(Trouble, match="Le disque est plein"):
        run.check_room(0)
    assert trouble_from(OSError(28, "No space left on device")).french.startswith("Le disque est plein")


def test_a_given_database_is_never_erased(monkeypatch):
    monkeypatch.setenv("VIRAGE_DATABASE_URL", "postgresql://somebody@/theirs")
    with pytest.raises(Trouble, match=r"--fresh n’efface que la base que dev.py a créée"):
        run.run_on_given_database(free_port(), fresh=True)


def test_the_secret_is_drawn_once_and_closed_to_others(tmp_path):
    key = secret_key(tmp_path / "var" / "secret")
    assert len(key) >= 50
    assert secret_key(tmp_path / "var" / "secret") == key
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o777 == 0o600


def test_an_empty_secret_is_drawn_again(tmp_path):
    (tmp_path / "secret").touch()
    assert len(secret_key(tmp_path / "secret")) >= 50
