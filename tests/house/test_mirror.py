"""Tests stand where the code they try stands: tests/core/test_x.py for src/virage/core/x.py."""

import re
from pathlib import PurePosixPath

from tests.house.files import tracked
from tools.places import ROOT

NO_MIRROR = ("tests/house/", "tests/browser/")  # the house itself, and journeys that cross it


def mirrored(test):
    """What a test file may stand for: a module, a package, or a word of the folder it is in."""
    path = PurePosixPath(test)
    folder = PurePosixPath("src/virage", *path.parent.parts[1:])
    name = path.stem.removeprefix("test_")
    return [folder / f"{name}.py", folder / name, folder.parent / f"{folder.name}.py"]


def test_every_test_file_stands_for_something():
    tests = [
        name for name in tracked() if re.fullmatch(r"tests/.*/test_\w+\.py", name) and not name.startswith(NO_MIRROR)
    ]
    lost = [test for test in tests if not any((ROOT / wanted).exists() for wanted in mirrored(test))]
    assert lost == []
