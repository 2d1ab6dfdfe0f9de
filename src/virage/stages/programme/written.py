"""What is written of a project's delivery: as typed, before and after it is kept."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PointWords:
    """A point of service as written. ``region`` is a code of the pack; ``access`` and ``hours`` are words."""

    name: str
    place: str
    region: str
    opened_on: date
    mrc: str = ""
    languages: Sequence[str] = ()
    access: str = ""
    access_en: str = ""
    hours: str = ""
    hours_en: str = ""
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerWords:
    """An organisation that delivers with the promoter, what it does, from when to when."""

    name: str
    role: str
    role_en: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkWords:
    """What a person takes on. Empty ``sectors`` or ``regions`` means all; no ``capacity``, that nobody said."""

    sectors: Sequence[str] = ()
    regions: Sequence[str] = ()
    languages: Sequence[str] = ()
    capacity: int | None = None
    point_id: int | None = None


def columns_of(words: Any) -> dict[str, Any]:
    """What was written, as the columns of its row."""
    return {name: list(value) if isinstance(value, tuple | list) else value for name, value in asdict(words).items()}
