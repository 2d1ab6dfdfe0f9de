"""Draw at random who is invited and who is kept for comparison: from a seed, so that anyone may draw again and see.

Chance comes from SHA-256 of the seed and of each number: no clock, no generator, the same seed gives the same groups
on any machine, whatever the order of the list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """Numbers in the order drawn: those to invite, and those kept for comparison."""

    invited: tuple[int, ...]
    compared: tuple[int, ...]


def draw(strata: Mapping[int, str], *, seed: str, invited: int) -> Draw:
    """Draw so many of these, each stratum giving its part, to one near.

    Args:
        strata: number → its stratum; the same word for all draws without strata.
        seed: kept with the groups.
        invited: how many are drawn; exactly that many are.

    Raises:
        ValueError: fewer than none, or more than there are.

    >>> draw({1: "a", 2: "a", 3: "b", 4: "b"}, seed="2026", invited=2)
    Draw(invited=(1, 3), compared=(4, 2))
    """
    if not 0 <= invited <= len(strata):
        raise ValueError(f"{invited} of {len(strata)}")
    order = sorted(strata, key=lambda number: (_rank(seed, number), number))
    drawn = set[int]()
    for stratum, count in _parts(strata.values(), invited, seed).items():
        drawn.update([number for number in order if strata[number] == stratum][:count])
    return Draw(
        invited=tuple(number for number in order if number in drawn),
        compared=tuple(number for number in order if number not in drawn),
    )


def part_of(count: int, share: Fraction) -> int:
    """How many a share of so many makes, to the nearest; halves go up.

    >>> part_of(25, Fraction(1, 2)), part_of(25, Fraction(1, 5))
    (13, 5)
    """
    return int(count * share + Fraction(1, 2))


def phases(order: Sequence[int], by_day: int) -> tuple[tuple[int, ...], ...]:
    """Cut an order into days of so many; all on one day where nothing is said (0).

    >>> phases((4, 2, 9, 7, 1), 2)
    ((4, 2), (9, 7), (1,))
    >>> phases((4, 2), 0)
    ((4, 2),)
    """
    step = by_day or max(1, len(order))
    return tuple(tuple(order[start : start + step]) for start in range(0, len(order), step))


def waves(count: int, shares: Sequence[int]) -> tuple[range, ...]:
    """Cut so many ranks into parts: hundredths of the whole one after the other, then the rest; empty parts go.

    Parts are cut at the nearest rank of each running sum, so that each stays within one of its share.

    >>> waves(25, (10, 30)), waves(3, (10, 30)), waves(4, ())
    ((range(0, 3), range(3, 10), range(10, 25)), (range(0, 1), range(1, 3)), (range(0, 4),))
    """
    cuts = [part_of(count, Fraction(sum(shares[: rank + 1]), 100)) for rank in range(len(shares))]
    edges = zip([0, *cuts], [*cuts, count], strict=True)
    return tuple(range(start, end) for start, end in edges if start < end)


def _parts(strata: Iterable[str], invited: int, seed: str) -> dict[str, int]:
    """Share a whole among strata by their sizes: the greatest remainders get what is left, chance between equals."""
    sizes: dict[str, int] = {}
    for stratum in strata:
        sizes[stratum] = sizes.get(stratum, 0) + 1
    total = sum(sizes.values())
    exact = {name: Fraction(size * invited, total) for name, size in sizes.items()}
    parts = {name: int(whole) for name, whole in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (parts[name] - exact[name], _rank(seed, name)))
    for name in by_remainder[: invited - sum(parts.values())]:
        parts[name] += 1
    return parts


def _rank(seed: str, of: int | str) -> bytes:
    return sha256(f"{seed}/{of}".encode()).digest()
