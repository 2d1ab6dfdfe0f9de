"""`python3 dev.py run`: database, migrations, packs, demonstration, server; and nothing left behind at the end."""

import argparse
import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tools import roles, steps
from tools.lock import Busy, alone
from tools.places import var
from tools.postgres import Cluster
from tools.secret import secret_key
from tools.service import Server, keep_serving
from tools.voice import DISK_FULL, Trouble, say, trouble_from

DATABASE = "virage"
LAST_PORT = 65535
ROOM = 200 * 2**20  # bytes; less than that on the disk and the first start would stop half-way


def main(arguments: list[str]) -> None:
    asked = parse(arguments)
    with ending_on_signals():
        try:
            with alone(var() / "run.lock", str(asked.port), wait=False):
                run(asked.port, fresh=asked.fresh)
        except Busy as busy:
            Trouble(
                f"Virage tourne déjà dans ce dossier : http://localhost:{busy.words}/ (Ctrl-C là-bas pour l’arrêter).",
                f"Virage already runs in this folder: http://localhost:{busy.words}/ (Ctrl-C over there stops it).",
            ).tell()
        except Trouble as trouble:
            trouble.tell()
        except OSError as error:
            trouble_from(error).tell()
        except KeyboardInterrupt:
            say("Virage est arrêté, rien n’est perdu", "Virage has stopped, nothing is lost")


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py run", description="Démarre Virage. · Starts Virage.")
    parser.add_argument("--port", type=int, default=os.environ.get("VIRAGE_PORT", "8000"), metavar="N")
    parser.add_argument("--fresh", action="store_true", help="repart de zéro · begins anew")
    return parser.parse_args(arguments)


def run(port: int, *, fresh: bool) -> None:
    (var() / "static").mkdir(parents=True, exist_ok=True)
    check_room(shutil.disk_usage(var()).free)
    check_port(port)
    if os.environ.get("VIRAGE_DATABASE_URL"):
        run_on_given_database(port, fresh=fresh)
        return
    cluster = Cluster("pg")
    if fresh:
        cluster.erase()
    environment = {**os.environ, **identity(port), **addresses(cluster)}
    label = steps.DatabaseLabel(cluster.url("postgres", "postgres"), DATABASE)
    try:
        with steps.Hand(environment) as hand:
            if cluster.is_to_be_made():
                hand.call()
            open_database(cluster)
            serve(port, environment, label, hand, database=cluster)
    finally:
        cluster.stop()


def run_on_given_database(port: int, *, fresh: bool) -> None:
    """Whoever points to a server keeps it: we migrate and serve, and never erase."""
    if fresh:
        raise Trouble(
            "--fresh n’efface que la base que dev.py a créée, pas celle de VIRAGE_DATABASE_URL.",
            "--fresh erases only the database that dev.py made, not the one of VIRAGE_DATABASE_URL.",
        )
    environment = {"VIRAGE_DATABASE_OWNER_URL": os.environ["VIRAGE_DATABASE_URL"], **os.environ, **identity(port)}
    with steps.Hand(environment) as hand:
        serve(port, environment, steps.NoLabel(), hand, database=None)


def serve(
    port: int, environment: Mapping[str, str], label: steps.Label, hand: steps.Hand, *, database: Cluster | None
) -> None:
    """Load the server while the tables are made, open it once they are, and furnish the house meanwhile."""
    with Server(port, environment) as server:
        with server.closed():
            steps.bring_up(environment, label, hand, server.start)
        steps.furnish(environment, label, hand)
        keep_serving(server, environment, database=database)


def addresses(cluster: Cluster) -> dict[str, str]:
    """Where each role connects."""
    return {
        "VIRAGE_DATABASE_URL": cluster.url(roles.APP, DATABASE),
        "VIRAGE_DATABASE_OWNER_URL": cluster.url(roles.OWNER, DATABASE),
    }


def open_database(cluster: Cluster) -> None:
    """Start the cluster and make what is missing in it."""
    cluster.start()
    owner_url = cluster.url(roles.OWNER, DATABASE)
    with roles.administrator(cluster.url("postgres", "postgres")) as administration:
        roles.create_roles(administration)
        roles.create_database(administration, DATABASE, owner_url=owner_url)
    say("Base de données prête", "database ready")


def identity(port: int) -> dict[str, str]:
    """What the application must be told about this checkout."""
    return {
        "VIRAGE_SECRET_KEY": os.environ.get("VIRAGE_SECRET_KEY") or secret_key(var() / "secret"),
        "VIRAGE_DEMO": os.environ.get("VIRAGE_DEMO", "1"),
        "VIRAGE_PORT": str(port),
        "VIRAGE_STATIC_ROOT": str(var() / "static"),
        "VIRAGE_BASE_URL": os.environ.get("VIRAGE_BASE_URL", f"http://localhost:{port}"),
        "DJANGO_SETTINGS_MODULE": "virage.config.settings",
    }


def check_room(free: int) -> None:
    """Refuse to begin what would stop half-way."""
    if free < ROOM:
        raise Trouble(*DISK_FULL)


def check_port(port: int) -> None:
    """Refuse a number that is no port, and a port that somebody holds."""
    if not 1 <= port <= LAST_PORT:
        raise Trouble(
            f"{port} n’est pas un port : choisissez un nombre de 1 à {LAST_PORT} avec --port.",
            f"{port} is not a port: choose a number from 1 to {LAST_PORT} with --port.",
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise Trouble(f"Le port {port} est réservé au système.", f"Port {port} is kept for the system.") from error
        except OSError as error:
            raise Trouble(
                f"Le port {port} est déjà pris : choisissez-en un autre avec --port.",
                f"Port {port} is taken: choose another one with --port.",
            ) from error


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """A polite kill and a closed terminal end as Ctrl-C does; while we tidy up, we are not interrupted again."""

    def end(_signal: int, _frame: object) -> None:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        raise KeyboardInterrupt

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, end)
    yield


if __name__ == "__main__":
    main(sys.argv[1:])
