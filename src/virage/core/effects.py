"""What two groups drawn at random allow one to say, and no more."""

from enum import StrEnum

from virage.core.proportions import Share, difference

FEWEST = 10
"""Under so many in a group, nothing is shown of it: it would speak of someone."""


class Claim(StrEnum):
    """What may be said of an invitation."""

    RUNNING = "running"
    ALONE = "alone"
    FEW = "few"
    NONE = "none"
    MORE = "more"
    LESS = "less"


def claim(invited: Share, compared: Share, *, over: bool) -> Claim:
    """Say whether an invitation made a difference.

    Nothing before the end: whoever looks every day ends by seeing a difference. Nothing without a group to compare, nor
    where a group is small, nor while the interval of the difference holds zero.

    >>> from virage.core.proportions import share
    >>> claim(share(40, 100), share(15, 100), over=True)
    <Claim.MORE: 'more'>
    >>> claim(share(20, 100), share(15, 100), over=True), claim(share(5, 9), share(0, 9), over=True)
    (<Claim.NONE: 'none'>, <Claim.FEW: 'few'>)
    """
    if not compared.n:
        return Claim.ALONE
    if min(invited.n, compared.n) < FEWEST:
        return Claim.FEW
    if not over:
        return Claim.RUNNING
    found = difference(invited, compared)
    if not found.settled:
        return Claim.NONE
    return Claim.MORE if found.value > 0 else Claim.LESS
