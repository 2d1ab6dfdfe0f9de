#!/usr/bin/env python3
"""The two commands of Virage: `python3 dev.py run` and `python3 dev.py test`.

Standard library only: this file must start on a machine that has Python 3.11 and nothing else. It finds uv or
fetches it, asks it for the environment that `uv.lock` describes, and hands over to a program in `tools/`.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

HELP = """\
python3 dev.py run [--fresh] [--port N]   démarre Virage sur http://localhost:8000/ · starts Virage
python3 dev.py test [pytest …]            toute la suite, navigateur compris · the whole suite, browser included
python3 dev.py check                      style, types, contrats, contenus · lint, types, contracts, content
python3 dev.py virage …                   la commande virage · the virage command
"""

RUNNING = ("--no-dev", "--inexact")  # what running needs, without taking a developer's tools away
LINKING = ("--group", "linkage")  # what comparing enterprises without a number needs besides

STILL_HERE = 5.0  # seconds of silence a person should not have to bear

UV_FLOOR = (0, 9)
UV_VERSION = "0.13.9"
# What PyPI publishes for that version; the wheel we fetch ourselves must hash to this.
UV_WHEELS = {
    ("linux", "x86_64", "glibc"): (
        "manylinux_2_17_x86_64.manylinux2014_x86_64",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    ("linux", "x86_64", "musl"): (
        "musllinux_1_1_x86_64",
        "2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25",
    ),
    ("linux", "aarch64", ""): (
        "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
    ("darwin", "arm64", ""): (
        "macosx_11_0_arm64",
        "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
    ),
    ("darwin", "x86_64", ""): (
        "macosx_10_12_x86_64",
        "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    ),
}


def main(arguments: list[str]) -> None:
    os.environ.setdefault("VIRAGE_STARTED_AT", repr(time.time()))
    refuse_old_python()
    keep_compiled()
    command, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if command == "run":
        prepare(*RUNNING)
        hand_over("-m", "tools.run", *rest)
    elif command == "test":
        prepare()
        hand_over("-m", "tools.runtests", *rest)
    elif command == "check":
        prepare()
        hand_over("-m", "tools.check", *rest)
    elif command == "virage":
        prepare(*RUNNING, *(LINKING if rest[:2] == ["register", "link"] else ()))
        from tools.nearby import open_here  # after the refusal of an old Python

        os.environ.update(open_here())
        hand_over("-P", "-m", "virage.cli.main", *rest, folder=Path.cwd())
    else:
        print(HELP, end="", file=sys.stderr)
        sys.exit(0 if command in {"help", "-h", "--help"} else 2)


def refuse_old_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 -- this is the one file an older Python may be asked to run
        found = platform.python_version()
        refuse(
            f"Il faut Python 3.11 ou plus récent (ici : {found}).", f"Python 3.11 or later is needed ({found} here)."
        )


def keep_compiled() -> None:
    """Compile each module once, in a folder of ours: a machine told to keep nothing compiles Django at each start."""
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / ".cache" / "compiled"))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def refuse(french: str, english: str) -> NoReturn:
    """Leave with one clear sentence, French first."""
    sys.exit(f"virage: {french}\nvirage: {english}")


def say(french: str, english: str) -> None:
    seconds = time.time() - float(os.environ["VIRAGE_STARTED_AT"])
    print(f"[{seconds:5.1f} s] {french} · {english}", file=sys.stderr, flush=True)


# The environment


def prepare(*options: str) -> None:
    """Make `.venv` what the lock says; a stamp spares the question when nothing changed."""
    wanted, stamp = fingerprint(), VENV / "virage-stamp"
    enough = {" ".join([wanted, *options]), wanted}
    if PYTHON.exists() and stamp.exists() and stamp.read_text() in enough:
        return
    say("Préparation de l’environnement…", "preparing the environment…")
    stamp.unlink(missing_ok=True)
    sync(find_uv(), *options)
    stamp.write_text(" ".join([wanted, *options]))
    say("Environnement prêt", "environment ready")


def fingerprint() -> str:
    parts = (sys.version, str(ROOT), (ROOT / "uv.lock").read_text(), (ROOT / "pyproject.toml").read_text())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def sync(uv: str, *options: str) -> None:
    command = [uv, "sync", "--quiet", "--frozen", "--python", sys.executable, "--no-python-downloads", *options]
    env = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True)
    with subprocess.Popen([sys.executable, "-m", "compileall", "-qq", "src"], cwd=ROOT):  # ours, while theirs arrive
        try:
            complaints = wait_aloud(process)
        finally:
            process.kill()  # an interrupted command leaves no download behind; a finished one is past hearing
    if process.returncode == 0:
        return
    print(complaints, end="", file=sys.stderr)
    if "No space left" in complaints:
        refuse(
            "Le disque est plein : libérez de la place et recommencez.", "The disk is full: make room and try again."
        )
    refuse(
        "L’environnement n’a pu être préparé (voir ci-dessus).", "The environment could not be prepared (see above)."
    )


def wait_aloud(process: subprocess.Popen[str]) -> str:
    """Wait, and say every few seconds that we do; give what the program had to say."""
    while True:
        try:
            return process.communicate(timeout=STILL_HERE)[1]
        except subprocess.TimeoutExpired:
            say("Les bibliothèques arrivent encore…", "still fetching libraries…")


# uv: on the machine, else fetched by hand, else by pip (which takes three times longer, but knows every setting)


def find_uv() -> str:
    """The path of a uv recent enough to read our lock."""
    kept = shelf() / f"uv-{UV_VERSION}" / "bin" / "uv"
    for candidate in (shutil.which("uv"), str(kept)):
        if candidate and uv_version(candidate) >= UV_FLOOR:
            return candidate
    say("Recherche de uv…", "fetching uv…")
    if not (uv_by_hand(kept) or uv_by_pip(kept)):
        refuse(
            "uv est introuvable et n’a pu être téléchargé : installez-le (pip install uv) ou vérifiez le réseau.",
            "uv was not found and could not be fetched: install it (pip install uv) or check the network.",
        )
    return str(kept)


def shelf() -> Path:
    """Where a fetched uv is kept: beside the packages it caches, for the next checkout; else in this one."""
    for folder in (os.environ.get("XDG_CACHE_HOME") or "~/.cache", str(ROOT / ".cache")):
        try:
            kept = Path(folder).expanduser() / "virage"
            kept.mkdir(parents=True, exist_ok=True)
        except (OSError, RuntimeError):  # a machine where we may not write there, or a person without a home
            continue
        if os.access(kept, os.W_OK):
            return kept
    refuse("On ne peut rien écrire dans ce dossier.", "Nothing may be written in this folder.")


def uv_version(uv: str) -> tuple[int, ...]:
    try:
        told = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", told)[:2])


def uv_by_pip(target: Path) -> bool:
    folder = target.parents[1]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade", "--target", str(folder)]
    done = subprocess.run([*command, f"uv=={UV_VERSION}"], capture_output=True, check=False)
    return done.returncode == 0 and bool(uv_version(str(target)))


def uv_by_hand(target: Path) -> bool:
    """Read the wheel from the index, check its hash, take the program out: Debian's Python comes without pip."""
    found = uv_wheel(platform.system().lower(), platform.machine(), platform.libc_ver()[0])
    if not found:
        return False
    name, digest = found
    archive = target.parents[1] / name
    try:
        archive.parent.mkdir(parents=True, exist_ok=True)
        archive.write_bytes(download(name))
        if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
            return False
        unpack(archive, target)
    except (OSError, ValueError, StopIteration, http.client.HTTPException, zipfile.BadZipFile):
        return False
    finally:
        archive.unlink(missing_ok=True)
    return bool(uv_version(str(target)))


def uv_wheel(system: str, machine: str, libc: str) -> tuple[str, str] | None:
    """File name and hash of the wheel for a platform.

    >>> uv_wheel("darwin", "arm64", "")[0]
    'uv-0.13.9-py3-none-macosx_11_0_arm64.whl'
    """
    flavour = ("glibc" if libc == "glibc" else "musl") if (system, machine) == ("linux", "x86_64") else ""
    wheel = UV_WHEELS.get((system, machine, flavour))
    return (f"uv-{UV_VERSION}-py3-none-{wheel[0]}.whl", wheel[1]) if wheel else None


def download(name: str) -> bytes:
    """Read a file from the package index (its simple pages, which every index has)."""
    index = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple"
    address = f"{index.rstrip('/')}/uv/"
    with urllib.request.urlopen(address, timeout=20) as page:  # noqa: S310 -- the answer is checked by its hash
        link = re.search(rf'href="([^"#]*/{re.escape(name)})[#"]', page.read().decode())
    if link is None:
        raise ValueError(name)
    with urllib.request.urlopen(urllib.parse.urljoin(address, link[1]), timeout=300) as wheel:  # noqa: S310
        return bytes(wheel.read())


def unpack(archive: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    whole = target.with_name(f"uv-{os.getpid()}")  # another checkout may be running the one that is there
    with zipfile.ZipFile(archive) as wheel:
        inside = next(name for name in wheel.namelist() if name.endswith("/scripts/uv"))
        whole.write_bytes(wheel.read(inside))
    whole.chmod(0o755)
    whole.replace(target)


def hand_over(*arguments: str, folder: Path = ROOT) -> None:
    """Become the program asked for: one process less, and signals reach it directly."""
    os.chdir(folder)
    os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606


def _interrupted(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _interrupted)  # so that the program we wait for stops with us
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
