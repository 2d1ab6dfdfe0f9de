"""What the programme counts, and how: `indicators.yaml`. Ours, published."""

from collections.abc import Mapping, Sequence
from typing import Literal

from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.texts import Text


class Indicator(Model):
    """One definition, with its unit, grain, proof and rule against counting twice."""

    id: str
    name: Text
    definition: Text
    unit: Literal["enterprises", "share"]
    grain: Text
    proof: Text
    deduplication: Text
    stage: Literal["awareness", "advice", "funding", "technology"] | None
    excludes: Text


class IndicatorsFile(Model):
    """Every definition of a pack."""

    indicators: tuple[Indicator, ...]


def _build(files: Sequence[Loaded[IndicatorsFile]], shelf: Shelf) -> Mapping[str, Indicator]:  # noqa: ARG001
    return {entry.id: entry for file in files for entry in file.content.indicators}


INDICATORS: Kind[IndicatorsFile, Mapping[str, Indicator]] = Kind(
    name="indicators", glob="indicators.yaml", schema=IndicatorsFile, build=_build
)
