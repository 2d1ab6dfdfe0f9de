"""The region of an enterprise at a date, when limits moved in between: which cut of the map, and three answers."""

from dataclasses import dataclass
from datetime import date

from virage.core.spans import day_en, day_fr
from virage.core.territory import BoundaryChange
from virage.core.text import fold
from virage.core.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionAt:
    """The region at a date. `code` is None when the change could have touched it and the MRC is not known."""

    code: str | None
    could_be: frozenset[str]


def vintage(on: date, change: BoundaryChange) -> date | None:
    """Give the day from which the limits in force at a date hold; None before the one change that is known."""
    return change.on if on >= change.on else None


def say_vintage(on: date, change: BoundaryChange) -> Words:
    r"""Name the cut of the map that a count follows.

    >>> from virage.core.words import Words
    >>> same = Words(fr="", en="")
    >>> moved = BoundaryChange(
    ...     on=date(2021, 7, 28), order_in_council="961-2021", moves=(), statement=same, effect=same, sources=()
    ... )
    >>> say_vintage(date(2022, 1, 1), moved).fr
    'Régions telles que découpées depuis le 28\xa0juillet 2021'
    """
    if vintage(on, change):
        return Words(
            fr=f"Régions telles que découpées depuis le {day_fr(change.on)}",
            en=f"Regions as drawn since {day_en(change.on)}",
        )
    return Words(
        fr=f"Régions telles que découpées avant le {day_fr(change.on)}",
        en=f"Regions as drawn before {day_en(change.on)}",
    )


def region_at(stated: str, *, mrc: str | None, stated_on: date, on: date, change: BoundaryChange) -> RegionAt:
    """Carry a region from the day it was stated to another day.

    Args:
        stated: the region's code, true of the map of `stated_on`.
        mrc: the MRC in words, if known; its spelling is compared without accents, case or hyphens.
        stated_on: the day whose map the statement follows.
        on: the day that is asked.
        change: the change of limits (O.C. 961-2021 for Québec).

    >>> from virage.core.territory import Move
    >>> from virage.core.words import Words
    >>> same = Words(fr="", en="")
    >>> moved = BoundaryChange(
    ...     on=date(2021, 7, 28), order_in_council="961-2021", statement=same, effect=same, sources=(),
    ...     moves=(Move(mrc="Brome-Missisquoi", was="16", now="05"),),
    ... )
    >>> before, after = date(2020, 1, 1), date(2022, 1, 1)
    >>> region_at("16", mrc="Brome-Missisquoi", stated_on=before, on=after, change=moved).code
    '05'
    >>> sorted(region_at("16", mrc=None, stated_on=before, on=after, change=moved).could_be)
    ['05', '16']
    >>> region_at("01", mrc=None, stated_on=before, on=after, change=moved).code
    '01'
    """
    if vintage(stated_on, change) == vintage(on, change):
        return _sure(stated)
    forward = on > stated_on
    ways = [(move.mrc, *((move.was, move.now) if forward else (move.now, move.was))) for move in change.moves]
    leaving = {arrives for _mrc, leaves, arrives in ways if leaves == stated}
    if not leaving:
        return _sure(stated)
    if not mrc:
        return RegionAt(code=None, could_be=frozenset({stated, *leaving}))
    for name, leaves, arrives in ways:
        if leaves == stated and _place(name) == _place(mrc):
            return _sure(arrives)
    return _sure(stated)


def _sure(code: str) -> RegionAt:
    return RegionAt(code=code, could_be=frozenset({code}))


def _place(name: str) -> str:
    return fold(name).replace("-", " ").replace("’", "'").removeprefix("mrc de ").removeprefix("la ").strip()
