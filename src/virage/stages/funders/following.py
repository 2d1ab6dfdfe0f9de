"""A share follows the one that it stands in place of: what was brought of the former counts in it."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db.models import Q, Sum

from virage.stages.agreements.models import Contribution
from virage.stages.funders.models import Brought


def formers(rows: Collection[Contribution]) -> Mapping[int, tuple[int, ...]]:
    """Each share with all that it replaces, itself first. One query, and none when nothing was changed."""
    before: dict[int, int | None] = {}
    changing = {row.agreement.root_id for row in rows if row.changed_id}
    if changing:
        under = Q(agreement__in=changing) | Q(agreement__amends__in=changing)
        shares = Contribution.objects.for_operation().filter(under, funder__isnull=False, own=False)
        before = dict(shares.values_list("pk", "changed_id"))
    return {row.pk: _back(row.pk, before) for row in rows}


def brought_of(numbers: Collection[int]) -> Mapping[int, Decimal]:
    """What was brought of each of these shares, in dollars, apart from what it replaces. One query."""
    rows = Brought.objects.for_operation().filter(contribution__in=numbers).order_by()
    return dict(rows.values_list("contribution").annotate(total=Sum("amount")))


def _back(number: int, before: Mapping[int, int | None]) -> tuple[int, ...]:
    former = before.get(number)
    return (number,) if former is None else (number, *_back(former, before))
