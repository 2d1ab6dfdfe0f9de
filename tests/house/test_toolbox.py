"""The base holds no subject: what is said of files, plans or teams lives in the stage that owns it."""

import re

from tools.places import SOURCES

BASE = SOURCES / "base"
OPEN_TO_ALL = {"public", "sme"}  # whoever is lost is sent there, from any page
SHARED = {"base", "cotton"} | {"account", "allauth", "mfa", "usersessions"}  # the second four dress the sign-in pages
DESKS = {path.parent.name for path in (SOURCES / "desks").glob("*/__init__.py")} - OPEN_TO_ALL


def test_its_templates_are_shared_by_every_desk():
    assert {path.name for path in (BASE / "templates").iterdir() if path.is_dir()} == SHARED


def test_it_names_no_route_of_a_desk():
    route = re.compile(rf"""['"](?:{"|".join(sorted(DESKS))}):\w""")
    files = [path for path in BASE.rglob("*") if path.suffix in {".py", ".html", ".txt"}]
    assert [str(path.relative_to(BASE)) for path in files if route.search(path.read_text(encoding="utf-8"))] == []


def test_its_modules_are_named_after_no_stage():
    stages = {path.parent.name for path in (SOURCES / "stages").glob("*/__init__.py")}
    words = stages | {stage.removesuffix("s") for stage in stages}
    named = [path for path in BASE.rglob("*.py") if set(path.stem.split("_")) & words]
    assert [str(path.relative_to(BASE)) for path in named] == []
