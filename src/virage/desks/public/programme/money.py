"""The money of the portfolio: what was said of the envelope, announcement by announcement, and three ratios."""

from collections.abc import Sequence
from dataclasses import dataclass

from virage.core.leverage import Leverage
from virage.core.money import Money, total
from virage.core.portfolio import Batch, EnvelopeEvent, EventKind, Project, aid_named
from virage.core.published import Portfolio
from virage.core.remainders import Remainder
from virage.core.spans import Span

OPENING = (EventKind.ANNOUNCED, EventKind.ADDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A running total of the envelope after one announcement or addition."""

    event: EnvelopeEvent
    total: Money


def envelope_by_steps(portfolio: Portfolio) -> tuple[Running, ...]:
    """The envelope as announced, then as each addition leaves it; a total that a source gives is kept as given."""
    steps: list[Running] = []
    so_far = total([])
    for event in sorted(portfolio.envelope, key=lambda e: (e.date, e.id)):
        if event.kind in OPENING and event.amount is not None:
            so_far = event.cumulative or so_far + event.amount
            steps.append(Running(event=event, total=so_far))
    return tuple(steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A running total of the aid announced for projects, and the batch that brings it there."""

    batch: Batch
    total: Money


def aid_by_steps(portfolio: Portfolio) -> tuple[Granted, ...]:
    """The announcements added up, then the totals published after the last of them."""
    batches = sorted((b for b in portfolio.batches.values() if b.aid is not None), key=lambda b: (b.date, b.id))
    steps: list[Granted] = []
    so_far = total([])
    for batch in (b for b in batches if b.kind == "batch"):
        so_far += batch.aid or total([])
        steps.append(Granted(batch=batch, total=so_far))
    later = [b for b in batches if b.kind == "cumulative" and b.aid and steps and b.date > steps[-1].batch.date]
    return (*steps, *(Granted(batch=b, total=b.aid) for b in later if b.aid))


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """One announcement: the projects that a source names, and what remains by difference.

    `batch` None: a project announced after the published totals. `named_aid` counts a shared amount once.
    """

    batch: Batch | None
    date: Span
    count: int
    named: tuple[Project, ...]
    named_aid: Money
    remainder: Remainder | None

    @property
    def rest(self) -> Money:
        """What no named project takes, where it can be computed."""
        return self.remainder.aid if self.remainder and self.remainder.aid is not None else total([])


def announced(portfolio: Portfolio) -> tuple[Announced, ...]:
    """Every announcement, oldest first, then what came after the last published total."""
    remainders = {r.rule.batch: r for r in portfolio.remainders()}
    lines = [
        _line(batch, _of(portfolio, batch.id), remainders.get(batch.id))
        for batch in portfolio.batches.values()
        if batch.kind == "batch" or batch.id in remainders
    ]
    later = [
        p
        for p in portfolio.identified
        if p.batch is not None and p.batch not in portfolio.batches and p.date is not None
    ]
    lines += [_alone(p, p.date) for p in later if p.date is not None]
    return tuple(sorted(lines, key=lambda line: line.date))


def unplaced(portfolio: Portfolio) -> tuple[Project, ...]:
    """The named projects that no source ties to an announcement: each may be one of those that remain."""
    return tuple(p for p in portfolio.identified if p.batch is None)


def _of(portfolio: Portfolio, batch: str) -> tuple[Project, ...]:
    return tuple(p for p in portfolio.identified if p.batch == batch)


def _line(batch: Batch, named: tuple[Project, ...], rest: Remainder | None) -> Announced:
    return Announced(
        batch=batch,
        date=batch.date,
        count=len(named) + (rest.projects if rest else 0),
        named=named,
        named_aid=named_aid(named),
        remainder=rest,
    )


def _alone(project: Project, on: Span) -> Announced:
    return Announced(batch=None, date=on, count=1, named=(project,), named_aid=named_aid([project]), remainder=None)


def named_aid(projects: Sequence[Project]) -> Money:
    """The aid that sources name, a shared amount once."""
    return total(amount for _ids, amount in aid_named(projects))


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The portfolio in four numbers, each with what it rests on."""

    opening: EnvelopeEvent
    envelope: Running
    additions: int
    reported: EnvelopeEvent | None
    later: Money
    named: int
    count: int
    hidden: int
    priced: Batch | None


def headline(portfolio: Portfolio) -> Headline:
    """Say how much was announced, how much reported, and how many projects a source names, of how many."""
    lines = announced(portfolio)
    steps = envelope_by_steps(portfolio)
    reported = [e for e in portfolio.envelope if e.kind is EventKind.REPORTED]
    count = sum(line.count for line in lines)
    named = len(portfolio.identified)
    priced = [b for b in portfolio.batches.values() if b.kind == "cumulative" and b.aid and b.total_cost]
    return Headline(
        opening=steps[0].event,
        envelope=steps[-1],
        additions=len(steps),
        reported=max(reported, key=lambda e: e.date, default=None),
        later=total(line.named_aid for line in lines if line.batch is None),
        named=named,
        count=count,
        hidden=count - named,
        priced=max(priced, key=lambda b: b.date, default=None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratios:
    """The three ratios over one published total (`batch`), or over the named projects (None)."""

    batch: Batch | None
    found: Leverage


def leverage_table(portfolio: Portfolio) -> tuple[Ratios, ...]:
    """The named projects, then each total of which both amounts are published; totals overlap, none adds to another."""
    priced = [b for b in portfolio.batches.values() if b.aid is not None and b.total_cost is not None]
    projects = Ratios(batch=None, found=portfolio.leverage_of_projects())
    ordered = sorted(priced, key=lambda b: b.date, reverse=True)
    return (*(Ratios(batch=b, found=portfolio.leverage_of_batch(b.id)) for b in ordered), projects)


def unexplained(project: Project) -> Money | None:
    """What of a published total cost no source attributes to anyone; None where the total is not published."""
    if project.total_cost is None or project.aid is None:
        return None
    return project.total_cost - project.aid - total(c.amount for c in project.contributions)
