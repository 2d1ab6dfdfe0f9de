"""Owners' everyday words: `activities.yaml`."""

from collections.abc import Iterable, Sequence

from pydantic import model_validator

from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import Problem
from virage.content.scian import SCIAN, label
from virage.content.sectors import SECTORS, Code
from virage.core.activity import Activity, Lexicon, phrases


class ActivityEntry(Model):
    """Words for one code, or for one sector where no code decides."""

    scian: Code | None = None
    sector: str | None = None
    gesture: bool = False
    """Bare verbs, proposed after what names the thing: « vend », « fabrique »."""
    fr: tuple[str, ...]
    en: tuple[str, ...]

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "ActivityEntry":
        if self.scian is None and self.sector is None:
            msg = "une activité mène à un code (scian) ou à un secteur (sector)"
            raise ValueError(msg)
        return self


class ActivitiesFile(Model):
    """The whole lexicon."""

    activities: tuple[ActivityEntry, ...]


def _build(files: Sequence[Loaded[ActivitiesFile]], shelf: Shelf) -> Lexicon:  # noqa: ARG001
    entries = (entry for file in files for entry in file.content.activities)
    return phrases(
        Activity(words={"fr": e.fr, "en": e.en}, scian=e.scian, sector=e.sector, gesture=e.gesture) for e in entries
    )


def _check(files: Sequence[Loaded[ActivitiesFile]], shelf: Shelf) -> Iterable[Problem]:
    labels, sectors = shelf.get(SCIAN), shelf.get(SECTORS)
    for file in files:
        for i, entry in enumerate(file.content.activities):
            where = ("activities", i)
            if entry.scian is not None and label(entry.scian, labels) is None:
                yield file.problem(
                    (*where, "scian"),
                    fr=f"le code {entry.scian} ne commence par aucun code connu",
                    en=f"the code {entry.scian} begins with no known code",
                )
            if entry.sector is not None and entry.sector not in sectors:
                yield file.problem(
                    (*where, "sector"),
                    fr=f"le secteur {entry.sector} n’existe pas",
                    en=f"there is no sector {entry.sector}",
                )


ACTIVITIES: Kind[ActivitiesFile, Lexicon] = Kind(
    name="activities", glob="activities.yaml", schema=ActivitiesFile, build=_build, check=_check
)
