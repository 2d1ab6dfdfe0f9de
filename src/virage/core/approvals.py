"""Who approves an agreement before it is signed: a dated table of thresholds, read by route and by amount."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from virage.core.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One approval: asked on these routes (empty: on all), of amounts from ``at_least`` and under ``below`` dollars.

    ``role`` records it here; ``act`` names the document whose number it must carry, if it must.
    """

    id: str
    name: Words
    role: str
    routes: frozenset[str]
    at_least: Decimal
    below: Decimal | None
    act: Words | None

    def asked(self, *, route: str, amount: Decimal) -> bool:
        """Whether an agreement of this amount needs it."""
        within = self.at_least <= amount and (self.below is None or amount < self.below)
        return within and (not self.routes or route in self.routes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdTable:
    """Steps in order, as a text stood on a day. ``caveat`` is what we do not know of it; shown with its figures."""

    id: str
    law: Words
    text_as_of: date
    caveat: Words
    url: str
    steps: tuple[Step, ...]

    def chain(self, *, route: str, amount: Decimal) -> tuple[Step, ...]:
        """Give the approvals that an agreement needs, in order. ``amount``: all that its reference promises.

        >>> def step(name, least, below=None):
        ...     return Step(id=name, name=Words(fr=name, en=name), role="approver", routes=frozenset(),
        ...                 at_least=Decimal(least), below=below and Decimal(below), act=None)
        >>> table = ThresholdTable(id="t", law=Words(fr="", en=""), text_as_of=date(2012, 9, 1),
        ...                        caveat=Words(fr="", en=""), url="", steps=(step("a", 0), step("b", 50, 100)))
        >>> [[s.id for s in table.chain(route="norm", amount=Decimal(n))] for n in (49, 50, 100)]
        [['a'], ['a', 'b'], ['a']]
        """
        return tuple(step for step in self.steps if step.asked(route=route, amount=amount))


def in_force(tables: Iterable[ThresholdTable], on: date) -> ThresholdTable | None:
    """The newest text read on a day; None when none is that old."""
    return max((t for t in tables if t.text_as_of <= on), key=lambda t: t.text_as_of, default=None)
