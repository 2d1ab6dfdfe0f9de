"""Rows of the stages as ``core.kept`` reads them: text, column by column, several tables in one query."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject

from virage.core import kept
from virage.stages.agreements import models as promised
from virage.stages.claims import models as claimed
from virage.stages.ledger import models as booked
from virage.stages.regrants import models as given

R = TypeVar("R", bound=kept.Row)

TABLES: Mapping[type[kept.Row], type[Model]] = {
    kept.Agreement: promised.Agreement,
    kept.Analysis: promised.AnalysisLine,
    kept.Contribution: promised.Contribution,
    kept.Tranche: promised.Tranche,
    kept.Deliverable: promised.Deliverable,
    kept.Deposit: promised.Deposit,
    kept.Approval: promised.Approval,
    kept.Signature: promised.Signature,
    kept.Payable: promised.Payable,
    kept.Entry: booked.Entry,
    kept.Closing: booked.Closing,
    kept.ClaimTerms: claimed.ClaimTerms,
    kept.Claim: claimed.Claim,
    kept.ClaimLine: claimed.ClaimLine,
    kept.SignalAnswer: claimed.SignalAnswer,
    kept.Visit: claimed.Visit,
    kept.RegrantLine: given.RegrantLine,
    kept.Regrant: given.Regrant,
}
"""Where each kind of row is kept."""
ELSEWHERE: Mapping[str, Any] = {
    "content": F("document__content_id"),
    "regrant_line_id": F("line_id"),
    "categories": Func(F("categories"), Value(" "), function="array_to_string", output_field=TextField()),
}
"""Columns that the copy gives in other words: a file by its digest, a list by its members."""


def told(row: type[kept.Row]) -> dict[str, Any]:
    """Columns of a kind of row, as text."""
    return {name: Cast(ELSEWHERE.get(name, F(name)), TextField()) for name in kept.columns(row)}


def nested(row: type[kept.Row], rows: QuerySet[Any]) -> ArraySubquery:
    """Rows that hang on another, read with it, in order of number."""
    return ArraySubquery(rows.order_by("pk").values(json=JSONObject(**told(row))))


def read(row: type[R], rows: QuerySet[Any]) -> list[R]:
    """Rows of one table, in order of number. One query."""
    return [row.read(each["json"]) for each in rows.order_by("pk").values(json=JSONObject(**told(row)))]
