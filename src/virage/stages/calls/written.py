"""What is written of a call and of a proposal, step by step: as typed, before it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from virage.stages.calls.states import BudgetCategory, LineSource, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionWords:
    """A criterion of a call; ``weight`` in hundredths."""

    name: str
    name_en: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWords:
    """A call as written: ``requirements``, ``floors`` and ``pieces`` as the model keeps them.

    Without days, the grid of direct proposals.
    """

    title: str
    title_en: str
    summary: str
    summary_en: str
    criteria: Sequence[CriterionWords]
    amount: Decimal | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    results_on: date | None = None
    requirements: Sequence[Mapping[str, Any]] = ()
    floors: Sequence[Mapping[str, Any]] = ()
    pieces: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectWords:
    """The project itself. ``declared`` answers the conditions that only the promoter can settle."""

    title: str
    summary: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    direct_reason: str = ""
    norm: str = ""
    declared: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryWords:
    """For whom, where and with whom."""

    sectors: Sequence[str] = ()
    regions: Sequence[str] = ()
    offers: str = ""
    delivery_points: str = ""
    partners: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords:
    """One expense and who pays it, in dollars."""

    category: BudgetCategory
    source: LineSource
    amount: Decimal
    funder: str = ""
    in_kind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetWords:
    """Every line."""

    lines: Sequence[LineWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetWords:
    """What would be reached, and how one would know; a draft may leave all but the indicator empty."""

    indicator: str
    definition: str = ""
    baseline: str = ""
    method: str = ""
    value: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsWords:
    """Every target."""

    targets: Sequence[TargetWords]


StepWords = ProjectWords | DeliveryWords | BudgetWords | TargetsWords
STEP_OF: Mapping[type, Step] = {
    ProjectWords: Step.PROJECT,
    DeliveryWords: Step.DELIVERY,
    BudgetWords: Step.BUDGET,
    TargetsWords: Step.TARGETS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkWords:
    """One criterion as judged, from 0 to 10, resting on a file of the proposal or on a section: one of the two."""

    criterion_id: int
    value: int
    reason: str
    piece_id: int | None = None
    section: Step | None = None

    @property
    def whole(self) -> bool:
        """It has its reason, and what it rests on."""
        return bool(self.reason.strip()) and (self.piece_id is None) != (self.section is None)


def kept(words: object) -> Any:
    """What was written, as JSON keeps it: days and dollars in letters.

    >>> kept(BudgetWords(lines=[]))
    {'lines': []}
    """
    return _plain(asdict(words))  # type: ignore[call-overload] # one of the shapes above


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case date() | Decimal():
            return str(value)
        case _:
            return value
