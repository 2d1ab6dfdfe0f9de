"""Labels of the industry classification: `scian.yaml`. A longer code is valid by form on a known stem."""

from collections.abc import Mapping, Sequence

from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.sectors import Code
from virage.content.texts import Text
from virage.core.values import expand
from virage.core.words import Words


class CodeEntry(Text):
    """One code and its labels."""

    code: Code
    note: str | None = None
    verify_label: bool = False
    """The French wording has not been checked against the published classification."""


class ScianFile(Model):
    """One version of the classification."""

    version: int
    codes: tuple[CodeEntry, ...]


def _build(files: Sequence[Loaded[ScianFile]], shelf: Shelf) -> Mapping[str, Words]:  # noqa: ARG001
    return {entry.code: entry.words for file in files for entry in file.content.codes}


SCIAN: Kind[ScianFile, Mapping[str, Words]] = Kind(name="scian", glob="scian.yaml", schema=ScianFile, build=_build)


def label(code: str, labels: Mapping[str, Words]) -> Words | None:
    """Give the label of a code, or of the longest known code that it begins with."""
    for length in range(len(code), 1, -1):
        stem = code[:length]
        if stem in labels:
            return labels[stem]
        for known, words in labels.items():
            if stem in expand([known]):
                return words
    return None
