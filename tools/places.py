"""Where things stand in a checkout, and where the database may live."""

import hashlib
import os
import stat
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "virage"
SOCKET_NAME = "/.s.PGSQL.5432"
SOCKET_LIMIT = 107  # bytes, the size of sun_path on Linux less its final zero; macOS stops at 103
SHARED_TEMPORARY = Path("/var/tmp")  # noqa: S108 -- the folder that outlives a reboot and that everyone may enter


def var() -> Path:
    """The folder of this checkout's own state: secret, locks, stamps, database."""
    return Path(os.environ.get("VIRAGE_VAR", ROOT / "var")).resolve()


def door() -> Path:
    """The lock that whoever makes the tables holds, and that a server takes once before it answers."""
    return var() / "door.lock"


def open_to_all(folder: Path) -> bool:
    """Whether another account may walk down to this folder (its parents may not exist yet)."""
    return all(p.stat().st_mode & stat.S_IXOTH for p in (folder, *folder.parents) if p.exists())


def database_home(name: str, *, as_root: bool) -> Path:
    """A folder the database account can reach, whose socket fits in the 107 bytes a socket may have."""
    wished = var() / name
    short = len(os.fsencode(f"{wished}/s{SOCKET_NAME}")) <= SOCKET_LIMIT - 4
    if short and not (as_root and not open_to_all(wished)):
        return wished
    mark = hashlib.sha256(os.fsencode(var())).hexdigest()[:10]
    return SHARED_TEMPORARY / f"virage-{os.geteuid()}-{mark}" / name
