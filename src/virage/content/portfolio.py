"""The published portfolio, and what its schema cannot see: names that nothing declares, sums that do not hold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from virage.content.citations import citation_problems
from virage.content.facts import FACTS
from virage.content.kinds import Kind, Loaded, Shelf
from virage.content.portfolio_core import portfolio
from virage.content.portfolio_files import PortfolioFile
from virage.content.problems import Problem
from virage.content.sectors import SECTORS
from virage.content.territory import region_codes
from virage.core.conditions import facts_of
from virage.core.published import Portfolio


def _build(files: Sequence[Loaded[PortfolioFile]], shelf: Shelf) -> Portfolio:
    return portfolio([file.content for file in files], shelf)


def _check(files: Sequence[Loaded[PortfolioFile]], shelf: Shelf) -> Iterable[Problem]:
    yield from citation_problems(files, shelf)
    known = _known(files, shelf)
    for file in files:
        for section, field, kind in REFERENCES:
            for i, item in enumerate(getattr(file.content, section)):
                for name in _names(getattr(item, field)):
                    if name not in known[kind]:
                        label_fr, label_en = KINDS_OF_REFERENCE[kind]
                        yield file.problem(
                            (section, i, field),
                            fr=f"{item.id} : {label_fr} {name} n’existe pas".replace(" :", "\u00a0:"),
                            en=f"{item.id}: there is no {label_en} {name}",
                        )
        yield from _sums(file, known["aid"])
        yield from _conditions(file, set(shelf.get(FACTS).facts))


REFERENCES = (
    ("projects", "sectors", "sector"),
    ("projects", "regions", "region"),
    ("projects", "batch", "batch"),
    ("projects", "follows", "project"),
    ("batches", "covers", "batch"),
    ("remainders", "total", "batch"),
    ("remainders", "less", "batch"),
    ("remainders", "covers", "batch"),
)
KINDS_OF_REFERENCE = {
    "sector": ("le secteur", "sector"),
    "region": ("la région", "region"),
    "batch": ("le lot", "batch"),
    "project": ("le projet", "project"),
}
OUTSIDE = "POST"
"""The batch of what was announced after the published totals."""


def _known(files: Sequence[Loaded[PortfolioFile]], shelf: Shelf) -> Mapping[str, Any]:
    projects = [p for f in files for p in f.content.projects]
    return {
        "sector": shelf.get(SECTORS),
        "region": {*region_codes(shelf), "all"},
        "batch": {OUTSIDE, *(b.id for f in files for b in f.content.batches)},
        "project": {p.id for p in projects},
        "aid": {p.id: p.aid for p in projects},
    }


def _names(value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _sums(file: Loaded[PortfolioFile], aid: Mapping[str, Any]) -> Iterable[Problem]:
    for i, promise in enumerate(file.content.promises):
        for j, seen in enumerate(promise.observations):
            found = sum(aid.get(p) or 0 for p in seen.projects)
            if seen.projects and found != seen.value:
                yield file.problem(
                    ("promises", i, "observations", j, "value"),
                    fr=f"la somme des aides nommées est {found}, non {seen.value}",
                    en=f"the aid named adds up to {found}, not {seen.value}",
                )


def _conditions(file: Loaded[PortfolioFile], facts: set[str]) -> Iterable[Problem]:
    for i, project in enumerate(file.content.projects):
        node = project.offer and project.offer.conditions
        for name in sorted(facts_of(node) - facts) if node else ():
            yield file.problem(
                ("projects", i, "offer", "conditions"),
                fr=f"le fait {name} n’existe pas",
                en=f"there is no fact {name}",
            )


PORTFOLIO: Kind[PortfolioFile, Portfolio] = Kind(
    name="portfolio", glob="portfolio/*.yaml", schema=PortfolioFile, build=_build, check=_check
)
