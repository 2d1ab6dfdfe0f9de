"""Tests stand where the code they try stands: tests/core/test_x.py for src/virage/core/x.py."""

import re
from pathlib import PurePosixPath

from tests.house.files import tracked
from tools.places import ROOT

NO_MIRROR = ("tests/house/", "tests/browser/")  # the house itself, and journeys that cross it


def has_mirror(test):
    """Whether a module, a package, or for the library a shelf, has the name this test file gives."""
    path = PurePosixPath(test)
    folder = ROOT.joinpath("src", "virage", *path.parent.parts[1:])
    name = path.stem.removeprefix("test_")
    shelf = ROOT / "src" / "virage" / "packs" if "content" in path.parts else folder
    return any(folder.rglob(f"{name}.py")) or (folder / name).is_dir() or any(shelf.rglob(f"{name}*.yaml"))


def test_every_test_file_stands_for_something():
    tests = [name for name in tracked() if re.fullmatch(r"tests/.*/test_\w+\.py", name)]
    assert [test for test in tests if not test.startswith(NO_MIRROR) and not has_mirror(test)] == []
