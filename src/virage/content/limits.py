"""From when something about public money is worth a word: `limits.yaml`. Choices, said as such; nothing is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.money import Share
from virage.content.texts import SourceRef, Text
from virage.core.claims import percent
from virage.core.formats import number
from virage.core.signals import Limits
from virage.core.words import Words

Days = Annotated[int, Field(gt=0, le=366)]


class Reason(Model):
    """What a number does, in words; its source when it has one: without, it is a choice."""

    why: Text
    source: SourceRef | None = None


class ForecastFile(Reason):
    """The early warning."""

    warn_from: Share
    """Share of the year's credits."""


class NeedsFile(Reason):
    """How long a cash need stays proven."""

    days_a_month: Annotated[int, Field(ge=28, le=31)]


class WithinFile(Reason):
    """A signal about several invoices: close in time and in amount."""

    within_days: Days
    share: Share


class OutlierFile(Reason):
    """A signal about an amount far above its like."""

    scores: Annotated[Decimal, Field(gt=0)]
    """Median deviations above the median."""
    least_alike: Annotated[int, Field(ge=3)]
    """Amounts under which nothing is said."""


class SignalsFile(Model):
    """The signals that have a limit."""

    near_duplicate: WithinFile
    split: WithinFile
    outlier: OutlierFile


class LimitsFile(Model):
    """The limits of a pack."""

    basis: Text
    """Where these numbers come from; shown with them."""
    forecast: ForecastFile
    needs: NeedsFile
    signals: SignalsFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One rule and its numbers, for people; ``source`` in words, where there is one."""

    why: Words
    numbers: tuple[Words, ...]
    source: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLimits:
    """What the pack chose. ``warn_from`` is a share; ``told``: every rule that a signal rests on, for people."""

    basis: Words
    warn_from: Decimal
    days_a_month: int
    signals: Limits
    told: tuple[Limit, ...]


def _build(files: Sequence[Loaded[LimitsFile]], _shelf: Shelf) -> MoneyLimits:
    """The last pack's: a programme has one set of limits."""
    last = files[-1].content
    near, split, far = last.signals.near_duplicate, last.signals.split, last.signals.outlier
    return MoneyLimits(
        basis=last.basis.words,
        warn_from=last.forecast.warn_from,
        days_a_month=last.needs.days_a_month,
        signals=Limits(
            near_days=near.within_days,
            near_share=near.share,
            split_days=split.within_days,
            split_share=split.share,
            outlier_scores=far.scores,
            least_alike=far.least_alike,
        ),
        told=(
            _limit(near, _days(near.within_days), percent(near.share)),
            _limit(split, _days(split.within_days), percent(split.share)),
            _limit(far, number(far.scores), number(far.least_alike)),
        ),
    )


def _limit(one: Reason, *numbers: Words) -> Limit:
    source = one.source.words.words if one.source and one.source.words else None
    return Limit(why=one.why.words, numbers=numbers, source=source)


def _days(count: int) -> Words:
    return Words(fr=f"{count} jours", en=f"{count} days")


LIMITS = Kind(name="limits", glob="limits.yaml", schema=LimitsFile, build=_build)
