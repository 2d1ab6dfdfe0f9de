"""What each kind of entry does to the year of an envelope, and the limits that a year keeps (money.md, "The ledger").

A kind is a word, a year is the sum of its entries kind by kind, in dollars. The database holds the same limits in its
constraints; a test posts the same entries to both and compares what each refuses.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)
MARCH, LAST_DAYS_BEGIN = 3, 2

Sums = Mapping[str, Decimal]
Signs = Mapping[str, int]

MOVED: Signs = {"received": 1, "sent": -1, "carried_in": 1, "carried_out": -1, "lapsed": -1}
CREDITS: Signs = {"voted": 1, **MOVED}
BOUND: Signs = {"committed": 1, "released": -1}
OUT: Signs = {"paid": 1, "advanced": 1}
KEPT_BACK: Signs = {"held": 1, "freed": -1}


def _less(one: Signs, *others: Signs) -> Signs:
    return dict(one) | {kind: -sign for other in others for kind, sign in other.items()}


FIGURES: Mapping[str, Signs] = {
    "announced": {"announced": 1},
    "voted": {"voted": 1},
    "moved": MOVED,
    "credits": CREDITS,
    "authorised": {"authorised": 1},
    "committed": BOUND,
    "paid": OUT,
    "held": KEPT_BACK,
    "unpaid": _less(BOUND, OUT, KEPT_BACK),
    "uncommitted": _less(CREDITS, BOUND),
    "unallotted": _less({"authorised": 1}, BOUND),
}
"""Each figure of a year: the kinds it adds (1) and takes away (-1). What is not named does not touch it."""

NEVER_NEGATIVE: Mapping[str, str] = {
    "uncommitted": "committed_within_credits",
    "unallotted": "committed_within_authorised",
    "unpaid": "paid_within_committed",
    "held": "freed_within_held",
    "committed": "released_within_committed",
}
"""The limits of a year: these figures never fall below zero; with the name of the constraint that holds each."""

NAMES: Mapping[str, frozenset[str]] = {
    "reannounced": frozenset({"announced"}),
    "received": frozenset({"sent"}),
    "carried_in": frozenset({"carried_out"}),
    "released": frozenset({"committed"}),
    "advanced": frozenset({"committed"}),
    "paid": frozenset({"committed"}),
    "held": frozenset({"committed"}),
    "freed": frozenset({"committed"}),
    "settled": frozenset({"advanced"}),
    "recovered": frozenset({"advanced", "paid"}),
}
"""Kinds that follow an earlier entry and name it: of which kinds it may be."""

UNTOUCHING = frozenset({"reannounced"})
GIVES_BACK = frozenset({"freed"})


def figure(sums: Sums, name: str) -> Decimal:
    """One figure of a year, in dollars.

    >>> figure({"voted": Decimal(1000), "sent": Decimal(300)}, "credits")
    Decimal('700')
    """
    return sum((sums.get(kind, ZERO) * sign for kind, sign in FIGURES[name].items()), ZERO)


def available(sums: Sums) -> Decimal:
    """What may still be committed: within the credits and within what was authorised, whichever is less.

    >>> available({"voted": Decimal(1000), "authorised": Decimal(900), "committed": Decimal(500)})
    Decimal('400')
    """
    return min(figure(sums, "uncommitted"), figure(sums, "unallotted"))


def available_rests_on(sums: Sums) -> str:
    """Name the figure that limits what may still be committed.

    >>> available_rests_on({"voted": Decimal(1000), "authorised": Decimal(900)})
    'unallotted'
    """
    return "unallotted" if figure(sums, "unallotted") < figure(sums, "uncommitted") else "uncommitted"


def broken_limit(sums: Sums) -> str | None:
    """Name the constraint that a year breaks, if it does.

    >>> broken_limit({"voted": Decimal(10), "authorised": Decimal(10), "committed": Decimal(11)})
    'committed_within_credits'
    """
    return next((limit for name, limit in NEVER_NEGATIVE.items() if figure(sums, name) < 0), None)


def may_close(sums: Sums) -> bool:
    """A year closes when every dollar of credits is told: paid, lapsed or carried over; nothing is held or unpaid.

    >>> may_close({"voted": Decimal(10), "lapsed": Decimal(10)}), may_close({"voted": Decimal(10)})
    (True, False)
    """
    return not figure(sums, "uncommitted") and not figure(sums, "unpaid") and not figure(sums, "held")


def left_of(amount: Decimal, *, corrected: Decimal, followed: Sums) -> Decimal:
    """What is left of one entry: its amount, its corrections (negative), and what followed it, kind by kind.

    >>> left_of(Decimal(100), corrected=Decimal(-10), followed={"paid": Decimal(50), "freed": Decimal(0)})
    Decimal('40')
    """
    taken = (sums if kind in GIVES_BACK else -sums for kind, sums in followed.items() if kind not in UNTOUCHING)
    return amount + corrected + sum(taken, ZERO)


def in_order(promised: Sequence[Decimal], done: Decimal) -> tuple[Decimal, ...]:
    """What of a sum answers each promise, in dollars: the first promised is the first served.

    >>> in_order([Decimal(9), Decimal(6)], Decimal(11))
    (Decimal('9'), Decimal('2'))
    """
    parts: list[Decimal] = []
    for amount in promised:
        parts.append(max(ZERO, min(amount, done)))
        done -= parts[-1]
    return tuple(parts)


def in_last_days(on: date) -> bool:
    """Whether a day is one of the last thirty of its fiscal year, when a payment states its need: 2 – 31 March.

    >>> in_last_days(date(2026, 3, 1)), in_last_days(date(2026, 3, 2)), in_last_days(date(2026, 4, 1))
    (False, True, False)
    """
    return on.month == MARCH and on.day >= LAST_DAYS_BEGIN
