"""How one agreement is paid, for the leverage of the ledger’s pages: read here, and nowhere else."""

from collections.abc import Iterable
from decimal import Decimal

from virage.core.leverage import Funding
from virage.core.money import Money
from virage.core.portfolio import Contribution as Share, FunderKind
from virage.core.words import Words
from virage.stages.agreements.models import Contribution
from virage.stages.agreements.states import ContributionKind

ZERO = Decimal(0)


def funding_of(reference: str, lines: Iterable[Contribution]) -> Funding:
    """The contributions of one reference, as the rule of leverage takes them."""
    brought = list(lines)
    own = sum((one.amount for one in brought if one.own), ZERO)
    cost = sum((one.amount for one in brought), ZERO)
    return Funding(
        id=reference,
        initiative=Money(own) if own else None,
        total_cost=Money(cost) if cost else None,
        others=tuple(
            Share(id=str(one.pk), name=Words(fr="", en=""), kind=_whose(one), amount=Money(one.amount))
            for one in brought
            if not one.own
        ),
    )


def _whose(one: Contribution) -> FunderKind:
    return FunderKind.IN_KIND if one.kind == ContributionKind.IN_KIND else FunderKind(one.nature)
