"""What the programme counts, and how: `indicators.yaml`. Ours, published, and executed as it is written."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from virage.content.conditions import Condition
from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import Problem
from virage.content.texts import Text
from virage.core.conditions import facts_of

Rows = Literal["attendance", "assessment", "service", "plan", "decision", "rollout"]
COLUMNS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "attendance": (frozenset({"session_day"}), frozenset({"came"})),
    "assessment": (frozenset({"sent_day"}), frozenset({"instrument", "depth"})),
    "service": (frozenset({"given_day"}), frozenset({"hours"})),
    "plan": (frozenset({"handed_over_day"}), frozenset({"accepted_file"})),
    "decision": (frozenset({"decided_day", "signed_day"}), frozenset({"favourable", "signed"})),
    "rollout": (frozenset({"accepted_day"}), frozenset({"accepted"})),
}
"""Rows that prove → the days that may date them, the columns a condition may read."""


class ProofRows(Model):
    """Rows that prove an indicator: which, dated how, under which condition."""

    rows: Rows
    day: str
    """The day that dates the proof, among those of these rows."""
    where: Condition
    """What the row must say; whatever else these rows hold is not counted."""


class Indicator(Model):
    """One definition, with its unit, grain, proof and rule against counting twice."""

    id: str
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    """Changes with the definition: a published figure names the one it was counted under."""
    name: Text
    definition: Text
    unit: Literal["enterprises", "share"]
    grain: Text
    proof: Text
    counts: tuple[ProofRows, ...] = ()
    """What is counted, executed as written; one of these rows is enough."""
    deduplication: Text
    stage: Literal["awareness", "advice", "funding", "technology"] | None
    excludes: Text

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole definition, words included."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class IndicatorsFile(Model):
    """Every definition of a pack."""

    indicators: tuple[Indicator, ...]


def _build(files: Sequence[Loaded[IndicatorsFile]], shelf: Shelf) -> Mapping[str, Indicator]:  # noqa: ARG001
    return {entry.id: entry for file in files for entry in file.content.indicators}


def _check(files: Sequence[Loaded[IndicatorsFile]], shelf: Shelf) -> Iterable[Problem]:  # noqa: ARG001
    for file in files:
        for i, entry in enumerate(file.content.indicators):
            if entry.unit == "enterprises" and not entry.counts:
                yield file.problem(
                    ("indicators", i, "id"),
                    fr=f"{entry.id} ne dit pas ce qui le prouve\u00a0: il lui faut counts",
                    en=f"{entry.id} does not say what proves it: it needs counts",
                )
            for j, proof in enumerate(entry.counts):
                days, columns = COLUMNS[proof.rows]
                where = ("indicators", i, "counts", j)
                if proof.day not in days:
                    known = ", ".join(sorted(days))
                    yield file.problem(
                        (*where, "day"),
                        fr=f"« {proof.day} » ne date pas ces lignes; au choix\u00a0: {known}",
                        en=f"“{proof.day}” does not date these rows; choose among: {known}",
                    )
                for name in sorted(facts_of(proof.where) - columns):
                    yield file.problem(
                        (*where, "where"),
                        fr=f"ces lignes n’ont pas « {name} »; elles ont\u00a0: {', '.join(sorted(columns))}",
                        en=f"these rows have no “{name}”; they have: {', '.join(sorted(columns))}",
                    )


INDICATORS: Kind[IndicatorsFile, Mapping[str, Indicator]] = Kind(
    name="indicators", glob="indicators.yaml", schema=IndicatorsFile, build=_build, check=_check
)
