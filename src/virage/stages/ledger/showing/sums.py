"""Totals in dollars, for queries that need one beside each row."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce


def total_of(rows: QuerySet[Any], column: str = "amount") -> Coalesce:
    """The sum of a column over rows that name the row around them; zero where there is none."""
    summed = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Sum(column)).values("n")
    return Coalesce(Subquery(summed), Value(Decimal(0)))
