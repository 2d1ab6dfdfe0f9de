"""`python3 dev.py test`: PostgreSQL first, then pytest on two processes, everything in it unless told otherwise."""

import signal
import subprocess
import sys

from tools import catalogues
from tools.places import ROOT
from tools.testbase import TestBase
from tools.voice import Trouble, say

PROCESSES = ("-n", "2", "--dist", "worksteal")


def main(arguments: list[str]) -> None:
    signal.signal(signal.SIGTERM, _interrupted)
    try:
        catalogues.compile_all()
        with TestBase("runner").server():
            say("Base de données des tests prête", "test database ready")
            status = pytest(arguments)
    except Trouble as trouble:
        trouble.tell()
    except KeyboardInterrupt:
        sys.exit(130)
    say("Suite terminée", "suite finished")
    sys.exit(status)


def pytest(arguments: list[str]) -> int:
    spread = () if any(a.startswith(("-n", "--numprocesses", "--pdb")) for a in arguments) else PROCESSES
    return subprocess.run([sys.executable, "-m", "pytest", *spread, *arguments], cwd=ROOT, check=False).returncode


def _interrupted(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main(sys.argv[1:])
