"""The promise tracker at any date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from virage.base.forms import AsOf
from virage.core.promises import Promise, Standing
from virage.core.published import Portfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """Every promise made by a date, where each pledge stands, and the dates worth looking at."""

    form: AsOf
    on: date
    today: date
    promises: tuple[tuple[Promise, tuple[Standing, ...]], ...]
    later: int
    moments: tuple[date, ...]
    before_any: bool


def tracker(portfolio: Portfolio, asked: Mapping[str, Any], today: date) -> Tracker:
    """Say where promises stand on the date asked, or today."""
    form, on = AsOf.asked(asked, today)
    found = portfolio.standings(on)
    made = sorted(portfolio.promises.values(), key=lambda p: (p.announced_on, p.id))
    return Tracker(
        form=form,
        on=on,
        today=today,
        promises=tuple((p, found[p.id]) for p in made if p.id in found),
        later=sum(p.announced_on > on for p in made),
        moments=tuple(sorted({d for p in made for d in (p.announced_on, p.due) if d})),
        before_any=not found,
    )
