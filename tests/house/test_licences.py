"""Ours is the EUPL; what we stand on is written down, and none of it is under the GPL or the AGPL."""

import re
import tomllib

import pytest

from tools.places import ROOT
from tools.third_party import FILE, licence_of, rewritten, runtime_packages

STRONG = re.compile(r"\bA?GPL|(?<!Lesser )General Public", re.IGNORECASE)


@pytest.fixture(scope="module")
def packages():
    return runtime_packages(tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8")))


def test_ours_is_the_eupl():
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"] == "EUPL-1.2"


def test_the_list_is_what_the_lock_runs_with():
    document = FILE.read_text(encoding="utf-8")
    assert document == rewritten(document), "run: .venv/bin/python -m tools.third_party"


def test_each_says_its_licence(packages):
    assert [name for name in packages if licence_of(name) == "?"] == []


def test_none_is_gpl(packages):
    assert [name for name in packages if STRONG.search(licence_of(name))] == []


@pytest.mark.parametrize(
    ("licence", "strong"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", False),
    ],
)
def test_strong_licences_are_recognised(licence, strong):
    assert bool(STRONG.search(licence)) == strong
