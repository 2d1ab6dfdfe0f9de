"""Leverage by three named ratios, each with what it rests on and what is not published.

1. total cost ÷ the initiative's contribution;
2. other money ÷ the initiative's contribution, told apart as public, private, in kind and of unpublished nature;
3. private ÷ all public.
Things without a published total cost are out of the first two, and named; a thing is in the third only when all
its contributions are published.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from virage.core.money import Money, total
from virage.core.portfolio import Batch, Contribution, FunderKind, Project
from virage.core.sourcing import Qualifier

ZERO = Money(Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """How one project (or one published total) is paid, as far as it is known."""

    id: str
    initiative: Money | None
    total_cost: Money | None
    others: tuple[Contribution, ...] = ()
    qualified: bool = False
    """A source says « plus de », « près de »… of one of the two amounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A ratio over the things that allow it; None when none does.

    `n` of `out_of` things are in; `not_published` gives, for each thing left out, what is missing.
    """

    value: Decimal | None
    n: int
    out_of: int
    numerator: Money
    denominator: Money
    not_published: Mapping[str, tuple[str, ...]]
    approximate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """The three ratios. `parts` tells the second's numerator apart: public, private, in_kind, unknown.

    `other` always equals `cost` less one: it counts other governments' dollars as well.
    """

    cost: Ratio
    other: Ratio
    parts: Mapping[str, Money]
    private: Ratio


def leverage(things: Iterable[Funding]) -> Leverage:
    """Compute the three ratios over several things.

    >>> one = Funding(id="autumn 2023", initiative=Money(Decimal("147.5")), total_cost=Money(Decimal(300)))
    >>> found = leverage([one])
    >>> round(found.cost.value, 2), round(found.other.value, 2), found.private.value
    (Decimal('2.03'), Decimal('1.03'), None)
    """
    listed = list(things)
    costed = [t for t in listed if not _missing(t)]
    costs = total(t.total_cost for t in costed if t.total_cost)
    own = total(t.initiative for t in costed if t.initiative)
    missing = {t.id: _missing(t) for t in listed if _missing(t)}
    parts = {kind.value: _sum(costed, kind) for kind in FunderKind}
    parts["unknown"] = costs - own - total(parts.values())
    return Leverage(
        cost=_ratio(costs, own, costed, listed, missing),
        other=_ratio(costs - own, own, costed, listed, missing),
        parts=parts,
        private=_private(listed),
    )


def _private(listed: Sequence[Funding]) -> Ratio:
    told = [t for t in listed if _told(t)]
    private = _sum(told, FunderKind.PRIVATE)
    public = total(t.initiative for t in told if t.initiative) + _sum(told, FunderKind.PUBLIC)
    missing = {t.id: (*_missing(t), "contributions") for t in listed if not _told(t)}
    return _ratio(private, public, told, listed, missing)


def _ratio(
    top: Money,
    bottom: Money,
    used: Sequence[Funding],
    listed: Sequence[Funding],
    missing: Mapping[str, tuple[str, ...]],
) -> Ratio:
    return Ratio(
        value=top / bottom if bottom else None,
        n=len(used),
        out_of=len(listed),
        numerator=top,
        denominator=bottom,
        not_published=missing,
        approximate=any(t.qualified for t in used),
    )


def _sum(things: Iterable[Funding], kind: FunderKind) -> Money:
    return total(c.amount for t in things for c in t.others if c.kind is kind)


def _told(thing: Funding) -> bool:
    return not _missing(thing) and _unexplained(thing) == ZERO


def _unexplained(thing: Funding) -> Money:
    known = (thing.initiative or ZERO) + total(c.amount for c in thing.others)
    return (thing.total_cost or ZERO) - known


def _missing(thing: Funding) -> tuple[str, ...]:
    given = {"aid": thing.initiative, "total_cost": thing.total_cost}
    return tuple(name for name, value in given.items() if not value)


def funding_of_project(project: Project) -> Funding:
    """Read a published project as a funding; a joint amount belongs to no project alone."""
    return Funding(
        id=project.id,
        initiative=project.aid,
        total_cost=project.total_cost,
        others=project.contributions,
        qualified=_qualified(project.aid_qualifier, project.total_cost_qualifier),
    )


def funding_of_batch(batch: Batch) -> Funding:
    """Read a batch, or a running total, as a funding. Totals overlap: never give several to one `leverage`."""
    return Funding(
        id=batch.id,
        initiative=batch.aid,
        total_cost=batch.total_cost,
        qualified=_qualified(batch.aid_qualifier, batch.total_cost_qualifier),
    )


def _qualified(*qualifiers: Qualifier | None) -> bool:
    return any(q is not None for q in qualifiers)
