"""The files of the house, as git knows them."""

import subprocess
from functools import cache

from tools.places import ROOT

VENDORED = ("tests/browser/vendor/", "src/virage/base/static/", "uv.lock", "package-lock.json")


@cache
def tracked():
    """Every file that is, or is about to be, committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in told.splitlines() if (ROOT / name).is_file()]


def ours():
    """Those we wrote ourselves, with their text."""
    for name in tracked():
        if any(part in name for part in VENDORED):
            continue
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
