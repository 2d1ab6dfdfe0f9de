"""What comes with a row of an agreement as words: its analysis, approvals, signatures, and terms without amounts."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import JSONObject

from virage.base.viewer import Viewer
from virage.stages.agreements.models import (
    AgreedTarget,
    Agreement,
    AnalysisLine,
    Approval,
    Deliverable,
    Deposit,
    Signature,
)
from virage.stages.ledger.queries.origin import origins
from virage.stages.programme.models import TargetSet

_CHANGE = ("id", "changed_id", "why")
DELIVERABLE = (*_CHANGE, "kind", "title", "due_on")
AGREED = (*_CHANGE, "indicator", "definition", "baseline", "method", "value", "due_on")
DEPOSIT = ("id", "deliverable_id", "document_id", "received_on", "accepted", "answered_on", "why")


def _whole(names: Iterable[str]) -> JSONObject:
    return JSONObject(**{name: name for name in names})


def with_reasons(viewer: Viewer, rows: QuerySet[Agreement]) -> QuerySet[Any]:
    """With what may travel as words: amounts never do."""
    approvals = Approval.objects.visible_to(viewer).filter(agreement=OuterRef("pk")).order_by("rank")
    signatures = Signature.objects.visible_to(viewer).filter(agreement=OuterRef("pk")).order_by("side")
    analysis = AnalysisLine.objects.visible_to(viewer).filter(agreement=OuterRef("pk")).order_by("pk")
    told = JSONObject(turn="turn", table="table", step="step", given_on="given_on", act="act")
    signed = JSONObject(side="side", name="name", title="title", on="signed_on")
    scored = JSONObject(id="criterion", score="score", reason="reason", document="document_id")
    deliverables = Deliverable.objects.visible_to(viewer).filter(agreement=OuterRef("pk"))
    deposits = Deposit.objects.visible_to(viewer).filter(deliverable__agreement=OuterRef("pk")).order_by("pk")
    agreed = AgreedTarget.objects.visible_to(viewer).filter(agreement=OuterRef("pk"))
    followed = TargetSet.objects.visible_to(viewer).filter(project=OuterRef("project"))
    followed = followed.order_by("indicator", "version")
    after = Agreement.objects.visible_to(viewer).filter(previous=OuterRef("pk"))
    around = rows.select_related("project__initiative", "promoter").order_by("number")
    return around.annotate(
        approvals_said=ArraySubquery(approvals.values(json=told)),
        signatures_said=ArraySubquery(signatures.values(json=signed)),
        analysis_said=ArraySubquery(analysis.values(json=scored)),
        deliverables_said=ArraySubquery(deliverables.values(json=_whole(DELIVERABLE))),
        deposits_said=ArraySubquery(deposits.values(json=_whole(DEPOSIT))),
        followed_said=ArraySubquery(followed.values(json=_whole(("indicator", "version", "value", "set_on")))),
        linked=Case(
            When(Q(Exists(after)) | Q(previous__isnull=False), then=True), default=False, output_field=BooleanField()
        ),
        origin_said=origins(viewer),
        agreed_said=ArraySubquery(agreed.values(json=_whole(AGREED))),
    )
