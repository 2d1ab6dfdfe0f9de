"""Small schemas that every kind shares: words in two languages, sources, dates known in part."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from virage.content.kinds import Model
from virage.core.words import Words


class Text(Model):
    """Words for people, French and English."""

    fr: str
    en: str

    @property
    def words(self) -> Words:
        """Give the core's form."""
        return Words(fr=self.fr, en=self.en)


class NeedWords(Model):
    """What an owner might type, in both languages: ours. Of several words, all must be typed."""

    fr: Annotated[tuple[str, ...], Field(min_length=1)]
    en: Annotated[tuple[str, ...], Field(min_length=1)]

    @property
    def every(self) -> tuple[str, ...]:
        """Both languages are always understood."""
        return (*self.fr, *self.en)


_PARTIAL = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


def _partial(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _partial_form(value: str) -> str:
    if not _PARTIAL.fullmatch(value):
        msg = f"« {value} » n’est ni une année (2024), ni un mois (2024-05), ni un jour (2024-05-01)"
        raise ValueError(msg)
    if value.count("-") == 2:  # noqa: PLR2004 - a full day must exist
        date.fromisoformat(value)
    return value


PartialDate = Annotated[
    str, BeforeValidator(_partial), AfterValidator(_partial_form), WithJsonSchema({"type": ["string", "integer"]})
]
"""A year, a month or a day, as the source gives it; kept as written: `2024`, `2022-03`, `2024-05-01`."""


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value


AsWritten = Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "integer"]})]
"""Text that YAML may take for a date or a number, kept as written."""


class SourceRef(Model):
    """Where a fact was read. `date` is the source's own, null when it gives none: never invented."""

    url: str
    """An address, or in words what was read when there is no address."""
    words: Text | None = None
    """What was read, for people: instead of a `url` in words, or beside an address."""
    date: AsWritten | None = None
    kind: Literal["primary", "secondary"] | None = None
    note: str | None = None
