"""How an instrument is written in a pack: `instruments/*.yaml`, and its sector modules in `instruments/<id>/*.yaml`."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from virage.content.conditions import Condition
from virage.content.kinds import Model
from virage.content.texts import SourceRef, Text
from virage.core.dmat import Scale
from virage.core.instruments import Depth

InstrumentId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Version = Annotated[str, Field(pattern=r"^[0-9]{4}[.-][0-9]+$")]
QuestionId = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)?$")]
Positive = Annotated[int, Field(ge=1)]
Percent = Annotated[int, Field(ge=0, le=100)]


class BandEntry(Model):
    """A named stretch of scores; `up_to` belongs to it."""

    id: str
    up_to: Percent
    name: Text


class DimensionEntry(Model):
    """One dimension, in the order of the profile."""

    id: str
    name: Text


class DmatLink(Model):
    """A row of the European questionnaire that is true from this option on."""

    row: str
    first: str = Field(alias="from")


class QuestionEntry(Model):
    """One question: concrete situations from least to most mature."""

    id: QuestionId
    dimension: str | None = None
    scored: bool = True
    depth: Depth
    weight: Positive = 1
    seconds: Positive
    """Time it takes to read and answer: the minutes left are made of it."""
    follows: str | None = None
    """The question after which a module's question is asked; the end of its dimension otherwise."""
    visible_when: Condition | None = None
    """Facts of the profile, and answers to earlier questions by their id."""
    short: Text
    text: Text
    hint: Text | None = None
    why: Text
    """« Pourquoi cette question? »: what the answer changes."""
    options: dict[str, Text]
    na: Text | None = None
    """How one says that it does not apply; absent where it always applies."""
    dmat: tuple[DmatLink, ...] = ()
    sources: tuple[SourceRef, ...] = ()


class SituationsFile(Model):
    """An instrument made of situations."""

    id: InstrumentId
    scoring: Literal["situations"]
    version: Version
    title: Text
    about: Text
    limits: Text
    overall: Text
    """How the overall score is made, in words."""
    unknown: Text
    unknown_hint: Text
    hint: Text
    """The hint of a question that has none of its own."""
    bands: tuple[BandEntry, ...]
    dimensions: tuple[DimensionEntry, ...]
    questions: tuple[QuestionEntry, ...]


class ModuleFile(Model):
    """The questions that a profile adds to an instrument."""

    instrument: InstrumentId
    module: str
    version: Version
    visible_when: Condition
    names: dict[str, Text] = Field(default_factory=dict)
    """What this profile calls a dimension."""
    questions: tuple[QuestionEntry, ...]


class DmatRow(Model):
    """One row to tick or to place on a scale."""

    id: str
    negative: bool = False
    """Scores nothing and excludes the other rows."""
    text: Text


class DmatQuestionEntry(Model):
    """One question of the European questionnaire."""

    id: str
    dimension: str
    kind: Scale
    text: Text
    rows: tuple[DmatRow, ...]


class Scales(Model):
    """The words of each step of a scale, from the lowest."""

    scale_0_5: tuple[Text, ...]
    no_partially_yes: tuple[Text, ...]


class Aspects(Model):
    """The two halves of a question that asks what is done and what is planned."""

    invested: Text
    planned: Text


class DmatFile(Model):
    """The European questionnaire."""

    id: InstrumentId
    scoring: Literal["dmat"]
    version: Version
    title: Text
    notice: Text
    """What must be said beside the score."""
    defects: tuple[Text, ...]
    """Known defects, said beside the score and not corrected in it."""
    sources: tuple[SourceRef, ...]
    stages: tuple[str, ...]
    bands: tuple[BandEntry, ...]
    aspects: Aspects
    scales: Scales
    dimensions: tuple[DimensionEntry, ...]
    questions: tuple[DmatQuestionEntry, ...]


class InstrumentFile(RootModel[Annotated[SituationsFile | DmatFile, Field(discriminator="scoring")]]):
    """Either kind of instrument, told apart by `scoring`."""


class SupersededFile(Model):
    """The text of a version that another replaced, whole: an assessment begun with it keeps to it."""

    instrument: InstrumentFile
    modules: tuple[ModuleFile, ...] = ()


class PublishedEntry(Model):
    """A version that never changes again, and the digest of its content."""

    id: InstrumentId
    version: Version
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class PublishedFile(Model):
    """The published versions of the pack's instruments."""

    instruments: tuple[PublishedEntry, ...]
