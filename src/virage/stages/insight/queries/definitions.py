"""The published definitions, and whether this installation holds the rows that would prove each."""

import json
from dataclasses import dataclass

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.content.conditions import write_node
from virage.content.indicators import Indicator as Definition
from virage.stages.insight.queries.acts import HELD


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionCard:
    """One definition in the viewer's language; ``missing`` are the proofs that nothing here records yet."""

    id: str
    version: str
    digest: str
    name: str
    definition: str
    grain: str
    proof: str
    deduplication: str
    excludes: str
    executed: tuple[str, ...]
    missing: tuple[str, ...]
    counted: bool

    @property
    def mark(self) -> str:
        """« v1 · 9f86d081 »: what a figure cites."""
        return f"v{self.version} · {self.digest[:8]}"


def definitions(viewer: Viewer) -> tuple[DefinitionCard, ...]:
    """Every definition, in the order of the pack. No query: packs are read once."""
    return tuple(_card(entry, viewer.language) for entry in library().indicators.values())


def definition(viewer: Viewer, *, indicator: str) -> DefinitionCard:
    """One definition: a figure names the version it was counted under."""
    return _card(library().indicators[indicator], viewer.language)


def _card(entry: Definition, language: str) -> DefinitionCard:
    rows = tuple(dict.fromkeys(proof.rows for proof in entry.counts))
    return DefinitionCard(
        id=entry.id,
        version=entry.version,
        digest=entry.digest,
        name=entry.name.words.say(language),
        definition=entry.definition.words.say(language),
        grain=entry.grain.words.say(language),
        proof=entry.proof.words.say(language),
        deduplication=entry.deduplication.words.say(language),
        excludes=entry.excludes.words.say(language),
        executed=tuple(f"{p.rows}, {p.day}, {json.dumps(write_node(p.where))}" for p in entry.counts),
        missing=tuple(row for row in rows if row not in HELD),
        counted=any(row in HELD for row in rows),
    )
