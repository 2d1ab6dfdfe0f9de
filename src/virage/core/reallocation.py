"""Move money that would lapse to projects that can use it, under floors by sector and region that may give way.

Each project stands in one cell (sector × region), so that filling cells is exact: no other proposal leaves a smaller
total shortfall, nor moves more. What cannot be reached is said. A person decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """A project, and what it would not use this year, in dollars."""

    project: int
    spare: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """A project that could use more this year: at most ``room`` dollars; its sector and region."""

    project: int
    cell: Cell
    room: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What a cell should reach, and what it would reach as things stand, in dollars."""

    least: Decimal
    stands: Decimal

    @property
    def short(self) -> Decimal:
        """What is missing."""
        return max(ZERO, self.least - self.stands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Dollars from one project to another."""

    giver: int
    taker: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Moves, what each floor still lacks, and what finds no place."""

    moves: tuple[Move, ...]
    short: Mapping[Cell, Decimal]
    unplaced: Decimal


def propose(givers: Iterable[Giver], takers: Iterable[Taker], floors: Mapping[Cell, Floor]) -> Proposal:
    """Propose: cells below their floor first, the furthest below before others, then everyone by number.

    >>> floors = {("wood", "01"): Floor(least=Decimal(50), stands=Decimal(20))}
    >>> cells = [(2, ("food", "03"), 90), (3, ("wood", "01"), 10)]
    >>> takers = [Taker(project=n, cell=cell, room=Decimal(room)) for n, cell, room in cells]
    >>> made = propose([Giver(project=1, spare=Decimal(60))], takers, floors)
    >>> [(m.giver, m.taker, int(m.amount)) for m in made.moves], {cell: int(x) for cell, x in made.short.items()}
    ([(1, 3, 10), (1, 2, 50)], {('wood', '01'): 20})
    """
    sources = sorted((one for one in givers if one.spare > ZERO), key=lambda one: one.project)
    found = {one.project: one for one in takers if one.room > ZERO}
    spare = sum((one.spare for one in sources), ZERO)
    missing = {cell: floor.short for cell, floor in floors.items() if floor.short}
    given: dict[int, Decimal] = {}
    wanted = sorted(found.values(), key=lambda one: (-missing.get(one.cell, ZERO), one.project))
    for one in wanted:
        part = min(spare, one.room, missing.get(one.cell, ZERO))
        spare = _give(given, one, part, spare)
        if one.cell in missing:
            missing[one.cell] -= part
    for one in sorted(found.values(), key=lambda one: one.project):
        spare = _give(given, one, min(spare, one.room - given.get(one.project, ZERO)), spare)
    return Proposal(
        moves=_moves(sources, given), short={cell: left for cell, left in missing.items() if left}, unplaced=spare
    )


def _give(given: dict[int, Decimal], one: Taker, part: Decimal, spare: Decimal) -> Decimal:
    if part > ZERO:
        given[one.project] = given.get(one.project, ZERO) + part
    return spare - part


def _moves(sources: list[Giver], given: Mapping[int, Decimal]) -> tuple[Move, ...]:
    moves, left = [], {one.project: one.spare for one in sources}
    for taker, amount in given.items():
        rest = amount
        for giver in sources:
            part = min(rest, left[giver.project])
            if part > ZERO:
                moves.append(Move(giver=giver.project, taker=taker, amount=part))
                left[giver.project] -= part
                rest -= part
    return tuple(moves)
