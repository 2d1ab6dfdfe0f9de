"""Short surveys: `surveys/*.yaml`. Two minutes, no name, the same questions in every sector.

Messages by barrier: `barrier_messages.yaml`, one for each obstacle that an enterprise says holds it back.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Annotated

from pydantic import Field

from virage.content.citations import Sources, citation_problems
from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import Problem
from virage.content.texts import Text

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
SURVEY = "freins"
"""The survey of this programme."""
BARRIER = "barrier"
"""The question whose options are those of the quick check: both are read side by side, never added."""
FEWEST_OPTIONS = 2


class SurveyQuestion(Model):
    """One question, one answer among its options."""

    id: Key
    text: Text
    hint: Text | None = None
    options: Annotated[Mapping[Key, Text], Field(min_length=FEWEST_OPTIONS)]
    short: Mapping[Key, Text] = Field(default_factory=dict)
    """Options in a word or two, for the head of a table; the option itself where none is given."""

    def heading(self, option: str) -> Text:
        """What stands above the answers of one option."""
        return self.short.get(option, self.options[option])


class Survey(Model):
    """One version of a survey, and the claim that its answers put to the test."""

    id: Key
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    name: Text
    purpose: Text
    """What the answers serve, and what they do not."""
    claim: Text
    """The sentence put to the test."""
    minutes: Annotated[int, Field(gt=0, le=5)]
    questions: Annotated[tuple[SurveyQuestion, ...], Field(min_length=1, max_length=8)]
    sources: Sources = ()
    """Where the options come from."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole survey: a response keeps the one it answered."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class BarrierMessage(Model):
    """What is written to an enterprise that names this barrier, once it agreed to hear from the program."""

    barrier: Key
    subject: Text
    text: Text
    """Plain text; the link follows on its own line."""
    page: str
    """The page that it opens, by name: `public:calendar`."""


class BarrierMessagesFile(Model):
    """One message for each barrier, and how often an address may be written to."""

    days_between: Annotated[int, Field(ge=7)]
    """No more than one such message to one address in that many days."""
    messages: tuple[BarrierMessage, ...]


def _build(files: Sequence[Loaded[Survey]], shelf: Shelf) -> Mapping[str, Survey]:  # noqa: ARG001
    return {file.content.id: file.content for file in files}


def _check(files: Sequence[Loaded[Survey]], shelf: Shelf) -> Iterable[Problem]:
    yield from citation_problems(files, shelf)
    for file in files:
        given = [question.id for question in file.content.questions]
        for i, name in enumerate(given):
            if name in given[:i]:
                where = ("questions", i, "id")
                yield file.problem(where, fr=f"« {name} » est posée deux fois", en=f"“{name}” is asked twice")
        if BARRIER not in given:
            yield file.problem(
                ("questions",),
                fr=f"aucune question « {BARRIER} »\u00a0: rien ne se compare au diagnostic rapide",
                en=f"no question “{BARRIER}”: nothing compares with the quick check",
            )


def _check_messages(files: Sequence[Loaded[BarrierMessagesFile]], shelf: Shelf) -> Iterable[Problem]:
    known = {
        option
        for survey in shelf.get(SURVEYS).values()
        for question in survey.questions
        if question.id == BARRIER
        for option in question.options
    }
    for file in files:
        for i, message in enumerate(file.content.messages):
            if message.barrier not in known:
                yield file.problem(
                    ("messages", i, "barrier"),
                    fr=f"« {message.barrier} » n’est un frein d’aucune enquête",
                    en=f"“{message.barrier}” is a barrier of no survey",
                )


SURVEYS: Kind[Survey, Mapping[str, Survey]] = Kind(
    name="surveys", glob="surveys/*.yaml", schema=Survey, build=_build, check=_check
)
BARRIER_MESSAGES: Kind[BarrierMessagesFile, BarrierMessagesFile] = Kind(
    name="barrier_messages",
    glob="barrier_messages.yaml",
    schema=BarrierMessagesFile,
    build=lambda files, shelf: files[-1].content,  # noqa: ARG005 - the shape of a kind
    check=_check_messages,
)
