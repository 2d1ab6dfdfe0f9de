"""Aids as a cumulation reads them, which of them may be one told twice, and the reading as it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from virage.core.answers import Answer
from virage.core.cumulation import AidKind, Ceiling, Cumulation, PublicAid, may_be_one
from virage.stages.regrants.models import DeclaredAid
from virage.stages.regrants.rules import kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAid:
    """One aid, and the rule that comes with it. An aid that the viewer may not see is counted without its name.

    ``pack`` is its id where the pack describes it; ``on``, the day it was decided.
    """

    aid: PublicAid
    rule: Ceiling
    on: date
    pack: str = ""


def twin_of(row: DeclaredAid, kept: Sequence[KnownAid]) -> KnownAid | None:
    """The aid known here that a declared one may be, told twice: the same aid, near in amount and in time."""
    told = as_told(row)
    same = [one for one in kept if not (row.aid and one.pack) or row.aid == one.pack]
    near = [one for one in same if may_be_one(told, one.aid, apart=row.received_on - one.on)]
    return min(near, key=lambda one: (one.pack != row.aid, abs(row.received_on - one.on)), default=None)


def as_told(one: DeclaredAid, *, twin: KnownAid | None = None) -> PublicAid:
    """As its owner told it; beside an aid that it may be, what was answered of them counts."""
    return PublicAid(
        name=one.name,
        kind=AidKind(one.kind) if one.kind else kind_of(one.aid),
        amount=one.amount,
        concerns=Answer.of(one.same_project),
        twin=twin.aid.name if twin else "",
        same=Answer.of(one.told_twice) if twin else Answer.UNKNOWN,
    )


def snapshot(found: Cumulation, language: str) -> list[dict[str, Any]]:
    """The reading as it was, ceiling by ceiling, the strictest first."""
    return [
        {
            "name": reading.ceiling.name,
            "source": reading.ceiling.source,
            "limit": None if reading.limit is None else str(reading.limit),
            "answer": reading.answer.value,
            "lines": [
                {
                    "name": line.aid.name,
                    "least": str(line.least),
                    "most": None if line.most is None else str(line.most),
                    "why": line.why.say(language),
                }
                for line in reading.lines
            ],
        }
        for reading in found.readings
    ]
