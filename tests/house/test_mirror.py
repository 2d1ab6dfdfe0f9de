"""Tests stand where the code they try stands: tests/core/test_x.py for src/virage/core/x.py."""

import re
from pathlib import PurePosixPath

from tests.house.files import tracked
from tools.places import SOURCES

NO_MIRROR = ("tests/house/", "tests/browser/")  # the house itself, and journeys that cross it


def has_mirror(test):
    """In the rulebook, a module of the same name; elsewhere a behaviour may cross the files of one package."""
    path = PurePosixPath(test)
    package = SOURCES.joinpath(*path.parent.parts[1:])
    if "core" not in path.parts:
        return package.is_dir() or package.with_suffix(".py").is_file()
    return (package / f"{path.stem.removeprefix('test_')}.py").is_file()


def test_every_test_file_stands_for_something():
    tests = [name for name in tracked() if re.fullmatch(r"tests/.*/test_\w+\.py", name)]
    lost = [test for test in tests if not test.startswith(NO_MIRROR) and not has_mirror(test)]
    assert lost == [], lost
