"""`.venv/bin/python -m tools.third_party` rewrites the table of THIRD_PARTY.md from what `uv.lock` runs with.

Only the table between the two marks is written; what is said around it is said by people.
"""

import tomllib
from collections.abc import Iterator, Mapping
from importlib import metadata
from typing import Any

from tools.places import ROOT

FILE = ROOT / "THIRD_PARTY.md"
OPEN, CLOSE = "<!-- from uv.lock: python -m tools.third_party -->", "<!-- end -->"

# Installed on other platforms only, or whose metadata does not say it in a word.
SAID_ELSEWHERE = {
    "colorama": "BSD-3-Clause",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "isodate": "BSD-3-Clause",
    "python-stdnum": "LGPL-2.1-or-later",
    "tzdata": "Apache-2.0",
    "win32-setctime": "MIT",
}
A_WORD = 60  # characters; longer, the field holds the whole text of the licence


def runtime_packages(lock: Mapping[str, Any]) -> list[str]:
    """Names of all that an installation without development tools may bring, on any platform."""
    packages = {package["name"]: package for package in lock["package"]}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    asked_for = packages["virage"]["dev-dependencies"]["linkage"]  # a group apart, which an operator may add
    waiting: list[tuple[str, tuple[str, ...]]] = [("virage", ()), *((wanted["name"], ()) for wanted in asked_for)]
    seen.update(waiting[1:])
    while waiting:
        name, extras = waiting.pop()
        for wanted in _dependencies(packages[name], extras):
            if wanted not in seen:
                seen.add(wanted)
                waiting.append(wanted)
    return sorted({name for name, _ in seen})


def _dependencies(package: Mapping[str, Any], extras: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    optional = package.get("optional-dependencies", {})
    for group in (package.get("dependencies", []), *(optional.get(extra, []) for extra in extras)):
        yield from ((wanted["name"], tuple(wanted.get("extra", ()))) for wanted in group)


def licence_of(name: str) -> str:
    """The licence a package declares, in its own words."""
    if name in SAID_ELSEWHERE:
        return SAID_ELSEWHERE[name]
    told = metadata.metadata(name)
    field = next((told[name] for name in ("License-Expression", "License") if name in told), "")
    if field and len(field) <= A_WORD:
        return field
    classifiers = (c.rsplit(" :: ", 1)[-1] for c in told.get_all("Classifier") or () if c.startswith("License ::"))
    return " AND ".join(classifiers) or "?"


def table() -> str:
    """The table in Markdown, one line for each package."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    rows = [f"| [{name}](https://pypi.org/project/{name}/) | {licence_of(name)} |" for name in runtime_packages(lock)]
    return "\n".join(["| Package | Licence |", "|---|---|", *rows])


def rewritten(document: str) -> str:
    """The document with its table as it should be."""
    before, rest = document.split(OPEN)
    after = rest.split(CLOSE)[1]
    return f"{before}{OPEN}\n\n{table()}\n\n{CLOSE}{after}"


if __name__ == "__main__":
    FILE.write_text(rewritten(FILE.read_text(encoding="utf-8")), encoding="utf-8")
