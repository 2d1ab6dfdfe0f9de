"""Who came, from marks made at a door by several people, some without a network."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Someone said that a person came, or did not. ``device`` is empty for what was said on the list itself."""

    came: bool
    at: datetime
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the marks say together; ``came`` is None where nobody said anything."""

    came: bool | None
    disputed: bool


def settle(marks: Iterable[Mark]) -> Standing:
    """Let the latest mark stand; two devices that end up saying otherwise are a dispute, which the list settles.

    The order in which marks are received changes nothing, nor does receiving one twice.

    >>> noon = datetime(2026, 11, 22, 12)
    >>> one = Mark(came=True, at=noon, device="a")
    >>> other = Mark(came=False, at=noon.replace(minute=5), device="b")
    >>> settle([one, other])
    Standing(came=False, disputed=True)
    >>> settle([other, Mark(came=True, at=noon.replace(minute=9)), one])
    Standing(came=True, disputed=False)
    """
    ordered = sorted(set(marks), key=lambda mark: (mark.at, mark.device, mark.came))
    if not ordered:
        return Standing(came=None, disputed=False)
    settled = max((rank for rank, mark in enumerate(ordered) if not mark.device), default=-1)
    after = {mark.device: mark.came for mark in ordered[settled + 1 :]}
    return Standing(came=ordered[-1].came, disputed=len(set(after.values())) > 1)
