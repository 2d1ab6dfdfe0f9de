"""Choice among proposals within an amount of money: the most value, with floors that may be missed at a price.

A candidate is worth its score times the dollars it asks: without floors and with room to spare, the choice is the
ranking itself, cut where the money ends. A floor wishes a least amount for a sector and a region; each dollar missing
costs its ``price``, in points of score. The dollars of a candidate are shared equally among what it names.

Up to ``EXACT`` candidates the choice is the best possible; beyond, within ``GAP`` of a proven bound. HiGHS solves the
model; sums are then checked in dollars and cents.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from virage.core.money import CENT

EXACT = 60
GAP = Fraction(1, 100)
NOTHING = Decimal(0)
UNIT = 1000
"""The solver counts in thousands of dollars: its tolerances are absolute."""


class ChoiceGround(StrEnum):
    """Why a candidate is in (the first three) or out."""

    RANK = "rank"
    FIT = "fit"
    FLOOR = "floor"
    LARGE = "large"
    ROOM = "room"
    GAVE_WAY = "gave_way"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A proposal to choose or not: dollars asked, a score from 0 to 100, what it serves."""

    id: int
    asked: Decimal
    score: Fraction
    sectors: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()

    @property
    def value(self) -> Fraction:
        """Points times dollars."""
        return self.score * Fraction(self.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A least amount wished, in dollars; ``price`` is what a missing dollar costs, in points. Empty means any."""

    amount: Decimal
    price: Fraction
    sector: str = ""
    region: str = ""

    def given_by(self, one: Candidate) -> Fraction:
        """The dollars of a candidate that count for this floor.

        >>> wide = Candidate(id=1, asked=Decimal(90), score=Fraction(70), regions=frozenset({"01", "09", "11"}))
        >>> Floor(amount=Decimal(50), price=Fraction(5), region="01").given_by(wide)
        Fraction(30, 1)
        """
        dollars = Fraction(one.asked)
        for wanted, named in ((self.sector, one.sectors), (self.region, one.regions)):
            if wanted:
                dollars *= Fraction(wanted in named, max(1, len(named)))
        return dollars


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One floor after the choice; ``missing`` dollars, and what they cost in points times dollars."""

    floor: Floor
    reached: Fraction
    missing: Fraction
    cost: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One candidate: in or out, why, and how many dollars more would have let it in beside the others."""

    id: int
    chosen: bool
    because: ChoiceGround
    lacking: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDollar:
    """What one cent less than what is given would change: who leaves, who enters, what is lost in value.

    Only where choices are exact: elsewhere it would be lost in the gap.
    """

    leaves: frozenset[int]
    enters: frozenset[int]
    lost: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadow:
    """What one floor takes, in points times dollars; who would leave and who would enter without it."""

    cost: Fraction
    leaves: frozenset[int]
    enters: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is chosen. ``net`` is the value less what missed floors cost; nothing better than ``bound`` exists.

    ``floors_cost`` is the value that the floors took, against the choice without them.
    """

    chosen: frozenset[int]
    given: Decimal
    left: Decimal
    net: Fraction
    bound: Fraction
    findings: tuple[Finding, ...]
    floors: tuple[Reached, ...]
    floors_cost: Fraction
    last: LastDollar | None

    @property
    def gap(self) -> Fraction:
        """How far from the best possible this may be, as a share of it."""
        return (self.bound - self.net) / abs(self.bound) if self.bound else Fraction(0)


def choose(candidates: Sequence[Candidate], *, amount: Decimal, floors: Sequence[Floor] = ()) -> Choice:
    """Choose within ``amount``, and say why. The order in which candidates come changes nothing.

    >>> ask = [(1, 60, 90), (2, 50, 80), (3, 40, 70)]
    >>> files = [Candidate(id=n, asked=Decimal(a), score=Fraction(s)) for n, a, s in ask]
    >>> choice = choose(files, amount=Decimal(100))
    >>> sorted(choice.chosen), choice.left
    ([1, 3], Decimal('0'))
    >>> [(one.id, one.because.value, one.lacking) for one in choice.findings if not one.chosen]
    [(2, 'room', Decimal('50'))]
    """
    files = sorted(candidates, key=lambda one: one.id)
    chosen, bound = _best(files, amount, floors)
    free = _best(files, amount, ())[0] if floors else chosen
    net, given = _net(files, chosen, floors), _asked(files, chosen)
    return Choice(
        chosen=chosen,
        given=given,
        left=amount - given,
        net=net,
        bound=max(bound, net),
        findings=_findings(files, chosen, free, amount),
        floors=tuple(_reached(files, chosen, floor) for floor in floors),
        floors_cost=_net(files, free, ()) - _net(files, chosen, ()),
        last=_last(files, chosen, floors, given),
    )


def floor_shadows(candidates: Sequence[Candidate], *, amount: Decimal, floors: Sequence[Floor]) -> tuple[Shadow, ...]:
    """What each floor takes from all the rest: the choice again without it, the others kept. One more choice a floor.

    >>> ask = [(1, 60, 90, "09"), (2, 50, 80, "01"), (3, 40, 70, "09")]
    >>> files = [Candidate(id=n, asked=Decimal(a), score=Fraction(s), regions=frozenset({r})) for n, a, s, r in ask]
    >>> floor = Floor(amount=Decimal(50), price=Fraction(99), region="01")
    >>> [one] = floor_shadows(files, amount=Decimal(100), floors=[floor])
    >>> sorted(one.leaves), sorted(one.enters), one.cost
    ([2], [1], Fraction(1400, 1))
    """
    files = sorted(candidates, key=lambda one: one.id)
    chosen, _bound = _best(files, amount, floors)
    found = []
    for place in range(len(floors)):
        rest = [*floors[:place], *floors[place + 1 :]]
        other, _bound = _best(files, amount, rest)
        gain = _net(files, other, rest) - _net(files, chosen, rest)
        found.append(Shadow(cost=max(Fraction(0), gain), leaves=chosen - other, enters=other - chosen))
    return tuple(found)


def _last(
    files: Sequence[Candidate], chosen: frozenset[int], floors: Sequence[Floor], given: Decimal
) -> LastDollar | None:
    if not chosen or len(files) > EXACT:
        return None
    other = _best(files, given - CENT, floors)[0]
    return LastDollar(
        leaves=chosen - other, enters=other - chosen, lost=_net(files, chosen, floors) - _net(files, other, floors)
    )


def _findings(
    files: Sequence[Candidate], chosen: frozenset[int], free: frozenset[int], amount: Decimal
) -> tuple[Finding, ...]:
    left = amount - _asked(files, chosen)
    line = max((one.score for one in files if one.id not in chosen), default=Fraction(0))
    lowest = min((one.score for one in files if one.id in chosen), default=Fraction(0))

    def because(one: Candidate) -> ChoiceGround:
        if one.id in chosen:
            return (
                ChoiceGround.FLOOR
                if one.id not in free
                else ChoiceGround.RANK
                if one.score >= line
                else ChoiceGround.FIT
            )
        if one.asked > amount:
            return ChoiceGround.LARGE
        if one.id in free:
            return ChoiceGround.GAVE_WAY
        return ChoiceGround.ROOM if one.score > lowest else ChoiceGround.BELOW

    return tuple(
        Finding(
            id=one.id,
            chosen=one.id in chosen,
            because=because(one),
            lacking=NOTHING if one.id in chosen else max(NOTHING, one.asked - left),
        )
        for one in files
    )


def _reached(files: Sequence[Candidate], chosen: frozenset[int], floor: Floor) -> Reached:
    reached = sum((floor.given_by(one) for one in files if one.id in chosen), Fraction(0))
    missing = max(Fraction(0), Fraction(floor.amount) - reached)
    return Reached(floor=floor, reached=reached, missing=missing, cost=missing * floor.price)


def _asked(files: Sequence[Candidate], chosen: frozenset[int]) -> Decimal:
    return sum((one.asked for one in files if one.id in chosen), NOTHING)


def _net(files: Sequence[Candidate], chosen: frozenset[int], floors: Sequence[Floor]) -> Fraction:
    value = sum((one.value for one in files if one.id in chosen), Fraction(0))
    return value - sum((_reached(files, chosen, floor).cost for floor in floors), Fraction(0))


def _best(files: Sequence[Candidate], amount: Decimal, floors: Sequence[Floor]) -> tuple[frozenset[int], Fraction]:
    """The choice and its proven bound; what all fits needs no solver, and the solver's rounding buys nothing."""
    if _asked(files, everyone := frozenset(one.id for one in files)) <= amount:
        return everyone, _net(files, everyone, floors)
    room = amount
    while True:
        chosen, bound = _solve(files, room, floors)
        over = _asked(files, chosen) - amount
        if over <= 0:
            return chosen, bound
        room -= over


def _solve(files: Sequence[Candidate], amount: Decimal, floors: Sequence[Floor]) -> tuple[frozenset[int], Fraction]:
    import highspy
    import numpy as np

    solver = highspy.Highs()  # type: ignore[no-untyped-call] # ships partial types
    options = {"output_flag": False, "threads": 1, "mip_feasibility_tolerance": 1e-9, "mip_abs_gap": 0.0}
    for name, value in {**options, "mip_rel_gap": 0.0 if len(files) <= EXACT else float(GAP)}.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(highspy, np.array, files, amount, floors))
    solver.run()
    taken = solver.getSolution().col_value
    bound = Fraction(solver.getInfo().mip_dual_bound).limit_denominator(10**9) * UNIT
    return frozenset(one.id for one, share in zip(files, taken, strict=False) if share > 1 / 2), bound


def _model(
    highspy: Any, array: Callable[..., Any], files: Sequence[Candidate], amount: Decimal, floors: Sequence[Floor]
) -> Any:
    """One column for each candidate, then one for what each floor misses; one row for the money, one for each floor."""
    model, inf = highspy.HighsLp(), highspy.kHighsInf
    wished = [float(floor.amount) / UNIT for floor in floors]
    columns = [[(0, float(one.asked) / UNIT), *_counts(one, floors)] for one in files]
    columns += [[(1 + rank, 1.0)] for rank in range(len(floors))]
    model.num_col_, model.num_row_ = len(columns), 1 + len(floors)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = array([float(one.value) / UNIT for one in files] + [-float(floor.price) for floor in floors])
    model.col_lower_ = array([0.0] * len(columns))
    model.col_upper_ = array([1.0] * len(files) + wished)
    model.row_lower_ = array([-inf, *wished])
    model.row_upper_ = array([float(amount) / UNIT] + [inf] * len(floors))
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(files) + [highspy.HighsVarType.kContinuous] * len(floors)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    starts = [0]
    for column in columns:
        starts.append(starts[-1] + len(column))
    model.a_matrix_.start_ = array(starts)
    model.a_matrix_.index_ = array([row for column in columns for row, _value in column])
    model.a_matrix_.value_ = array([value for column in columns for _row, value in column])
    return model


def _counts(one: Candidate, floors: Sequence[Floor]) -> list[tuple[int, float]]:
    given = ((1 + rank, float(floor.given_by(one)) / UNIT) for rank, floor in enumerate(floors))
    return [(row, dollars) for row, dollars in given if dollars]
