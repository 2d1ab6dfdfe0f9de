"""What must not stand in a committed file."""

import re

import pytest

from tests.house.files import ours

UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]))
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w")
SKIPPED = re.compile(r"pytest\.(?:mark\.)?(?:skip|xfail)")


@pytest.mark.parametrize(
    ("words", "suffixes"),
    [
        (UNFINISHED, (".py", ".html", ".yaml", ".md", ".scss", ".toml")),
        (SOMEBODYS_FOLDER, ("",)),
        (SKIPPED, (".py",)),
    ],
    ids=["work left for later", "a folder of somebody’s machine", "a test that looks away"],
)
def test_no_file_holds(words, suffixes):
    lines = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in ours()
        if name.endswith(suffixes)
        for number, line in enumerate(text.splitlines(), 1)
        if words.search(line)
    ]
    assert lines == []


@pytest.mark.parametrize(
    ("words", "line", "found"),
    [
        (UNFINISHED, "# TO" + "DO: later", True),
        (SOMEBODYS_FOLDER, "open('/home" + "/ada/x')", True),
        (SOMEBODYS_FOLDER, "a checkout under /root needs a fallback", False),
        (SOMEBODYS_FOLDER, "https://example.org/work/1", False),
        (SKIPPED, "@pytest.mark." + "skip", True),
    ],
)
def test_the_words_are_recognised(words, line, found):
    assert bool(words.search(line)) == found
