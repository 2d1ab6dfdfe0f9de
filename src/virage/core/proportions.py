"""Shares with their interval, differences of shares, and whether answers differ from group to group.

Statistics are estimates: they are floats here, and never money. Nothing is drawn at random: the same counts give the
same words for ever.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

Z95 = 1.959963984540054
"""The normal quantile of a 95 % interval."""
DOUBT = 0.05
"""Gaps rarer than that, if groups answered alike, are called gaps."""
EXPECTED = 5
"""W. G. Cochran's rule (1954) for reading a chi-square: see `Homogeneity.readable`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``count`` of ``n``, and the 95 % interval of the share, between 0 and 1."""

    count: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself; 0 of nothing."""
        return self.count / self.n if self.n else 0.0


def share(count: int, n: int) -> Share:
    """A share and its Wilson score interval (E. B. Wilson, 1927; the examples are R. G. Newcombe's, 1998, table I).

    >>> [round(edge, 4) for edge in (share(81, 263).low, share(81, 263).high)]
    [0.2553, 0.3662]
    >>> [round(edge, 4) for edge in (share(0, 20).low, share(0, 20).high)]
    [0.0, 0.1611]
    """
    if not n:
        return Share(count=0, n=0, low=0.0, high=1.0)
    p, z2 = count / n, Z95 * Z95
    middle, spread = p + z2 / (2 * n), Z95 * sqrt((p * (1 - p) + z2 / (4 * n)) / n)
    low, high = ((middle - spread) / (1 + z2 / n), (middle + spread) / (1 + z2 / n))
    return Share(count=count, n=n, low=max(0.0, low) if count else 0.0, high=min(1.0, high) if count < n else 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One share less another, and its 95 % interval, between -1 and 1."""

    value: float
    low: float
    high: float

    @property
    def settled(self) -> bool:
        """Zero lies outside the interval: the difference has a sign."""
        return self.low > 0 or self.high < 0


def difference(one: Share, other: Share) -> Difference:
    """Difference of two independent shares (R. G. Newcombe, 1998, method 10, whose example is below).

    >>> found = difference(share(56, 70), share(48, 80))
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    p, q = one.value, other.value
    below = sqrt((p - one.low) ** 2 + (other.high - q) ** 2)
    above = sqrt((one.high - p) ** 2 + (q - other.low) ** 2)
    return Difference(value=p - q, low=max(-1.0, p - q - below), high=min(1.0, p - q + above))


@dataclass(frozen=True, slots=True, kw_only=True)
class Homogeneity:
    """Do groups answer alike? ``chance`` is how often such gaps appear when they do; None when there is too little."""

    groups: int
    n: int
    statistic: float
    freedom: int
    least_expected: float
    scarce: int
    cells: int

    @property
    def readable(self) -> bool:
        """Two groups at least, no cell that expects less than one answer, and one in five at most less than five."""
        enough = self.least_expected >= 1 and self.scarce * 5 <= self.cells
        return self.groups > 1 and self.freedom > 0 and enough

    @property
    def chance(self) -> float | None:
        """The probability of gaps at least as wide if groups answered alike."""
        return chi_square_tail(self.statistic, self.freedom) if self.readable else None

    @property
    def settled(self) -> bool:
        """Such gaps would be rare if groups answered alike: they do not."""
        return self.chance is not None and self.chance < DOUBT


def homogeneity(table: Sequence[Mapping[str, int]]) -> Homogeneity:
    """Pearson's chi-square over groups: each gives its count of every answer.

    >>> found = homogeneity([{"time": 12, "cost": 5}, {"time": 7, "cost": 9}])
    >>> round(found.statistic, 4), found.freedom
    (2.4306, 1)
    """
    rows = [row for row in table if sum(row.values())]
    answers = [a for a in dict.fromkeys(a for row in rows for a in row) if sum(row.get(a, 0) for row in rows)]
    totals = {answer: sum(row.get(answer, 0) for row in rows) for answer in answers}
    n = sum(totals.values())
    cells = [(row.get(answer, 0), sum(row.values()) * totals[answer] / n) for row in rows for answer in answers]
    return Homogeneity(
        groups=len(rows),
        n=n,
        statistic=sum((seen - expected) ** 2 / expected for seen, expected in cells),
        freedom=max(0, (len(rows) - 1) * (len(answers) - 1)),
        least_expected=min((expected for _seen, expected in cells), default=0.0),
        scarce=sum(expected < EXPECTED for _seen, expected in cells),
        cells=len(cells),
    )


def chi_square_tail(statistic: float, freedom: int) -> float:
    """Probability that a chi-square exceeds the statistic (critical values of any printed table at 5 %).

    >>> [round(chi_square_tail(x, k), 4) for x, k in ((3.841459, 1), (5.991465, 2), (18.307038, 10))]
    [0.05, 0.05, 0.05]
    """
    return 1.0 - _regular_gamma(freedom / 2, statistic / 2) if statistic > 0 else 1.0


def _regular_gamma(a: float, x: float) -> float:
    """Lower regularised incomplete gamma: a series, or a continued fraction far from zero (Numerical Recipes 6.2)."""
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1.0 / a
        rank = a
        while abs(term) > abs(total) * 1e-15:
            rank += 1
            term *= x / rank
            total += term
        return total * front
    tiny = 1e-300
    b = x + 1 - a
    c, d = 1 / tiny, 1 / b
    h = d
    for i in range(1, 500):
        factor = -i * (i - a)
        b += 2
        d = 1 / (factor * d + b or tiny)
        c = b + factor / c or tiny
        h *= d * c
        if abs(d * c - 1) < 1e-15:  # noqa: PLR2004 - the precision of a float
            break
    return 1.0 - h * front
