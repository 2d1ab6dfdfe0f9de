"""Promises with a deadline, each with its state on a day: what the ledger holds, and what enterprises prove."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from virage.base.viewer import Viewer
from virage.core.deadlines import Done, Outcome, outcome
from virage.stages.insight.policies import can_see_figures
from virage.stages.insight.queries.counting import asked, rows_of
from virage.stages.insight.states import Indicator
from virage.stages.ledger.queries import PromiseLine, promises, proofs_of
from virage.stages.ledger.states import Measure

FEWEST = 5
"""Fewer enterprises than that are not told to everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPromise:
    """A promise, what became of it, and what proves it kept: the words of an entry, the reference of an agreement.

    ``few``: enterprises were reached, too few to say how many to this viewer.
    """

    promise: PromiseLine
    outcome: Outcome
    proof: str
    few: bool

    @property
    def indicator(self) -> Indicator | None:
        """What is counted, for a number of enterprises."""
        return Indicator(self.promise.indicator) if self.promise.indicator else None

    @property
    def by_agreement(self) -> bool:
        """Whether agreements prove it."""
        return self.promise.measure == Measure.AGREEMENTS

    @property
    def of_date(self) -> bool:
        """One thing to be done by a day: no number to follow."""
        return self.by_agreement and self.promise.value == 1


def followed_promises(viewer: Viewer, *, on: date) -> tuple[FollowedPromise, ...]:
    """Every promise made by a day, with its state that day, the first due first. Seven queries at most."""
    lines = promises(viewer, on=on)
    reached = _reached([line for line in lines if line.indicator], on)
    found = []
    for line in lines:
        done = reached.get((line.initiative_id, line.indicator), ()) if line.indicator else line.done
        told = outcome(done, promised=line.value, due=line.due_on, on=on)
        found.append((line, replace(told, done=min(told.done, line.value)) if line.money else told))
    numbers = {(line.money, told.proof.proof) for line, told in found if told.proof and told.proof.proof}
    words = proofs_of(
        viewer,
        entries=(number for money, number in numbers if money and number),
        agreements=(number for money, number in numbers if not money and number),
    )
    return tuple(
        FollowedPromise(
            promise=line,
            outcome=told,
            proof=words.get((line.money, told.proof.proof or 0), "") if told.proof else "",
            few=bool(line.indicator) and 0 < told.done < FEWEST and not can_see_figures(viewer),
        )
        for line, told in found
    )


def _reached(lines: Iterable[PromiseLine], on: date) -> Mapping[tuple[int, str], list[Done]]:
    """Initiative and indicator → how many distinct enterprises its projects first reached, day by day. One query."""
    wanted = {(line.initiative_id, Indicator(line.indicator)) for line in lines}
    if not wanted:
        return {}
    acts, values = rows_of({indicator for _initiative, indicator in wanted})
    rows = asked(
        "SELECT n, i, d, count(*) FROM (SELECT j.initiative_id AS n, u.i, u.e, min(u.d) AS d"  # noqa: S608
        f" FROM ({acts}) AS u JOIN programme_project j ON j.id = u.p WHERE u.d <= %s GROUP BY 1, 2, 3) AS f"
        " GROUP BY 1, 2, 3",
        (*values, on),
    )
    found: dict[tuple[int, str], list[Done]] = {}
    for initiative, indicator, day, enterprises in rows:
        found.setdefault((initiative, indicator), []).append(Done(on=day, change=Decimal(enterprises)))
    return found
