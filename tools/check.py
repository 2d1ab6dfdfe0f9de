"""`python3 dev.py check`: style, types, contracts, templates, packs.

Every check runs: the first failure does not hide the next.
"""

import subprocess
import sys
import time
from pathlib import Path

from tools.places import ROOT
from tools.voice import say

PROGRAMS = Path(sys.executable).parent

CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports", "--no-logo"),
    ("djlint", "--lint", "--quiet", "src/virage"),
    ("python", "-m", "virage.config.manage", "check", "--fail-level", "WARNING"),
    ("virage", "pack", "check"),
)


def main() -> None:
    failed = [check for check in CHECKS if not passes(check)]
    for check in failed:
        say(f"À corriger : {' '.join(check)}", "to be mended")
    if not failed:
        say("Tout est en ordre", "all is well")
    sys.exit(1 if failed else 0)


def passes(check: tuple[str, ...]) -> bool:
    started = time.monotonic()
    program, *arguments = check
    done = subprocess.run([PROGRAMS / program, *arguments], cwd=ROOT, check=False)
    say(f"{' '.join(check)} : {time.monotonic() - started:.1f} s", "ok" if done.returncode == 0 else "failed")
    return done.returncode == 0


if __name__ == "__main__":
    main()
