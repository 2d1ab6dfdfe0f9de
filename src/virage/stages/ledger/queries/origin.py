"""The proposal that an agreement was drafted from: its budget, what the call gave it, and why it was chosen."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef
from django.db.models.functions import Cast, JSONObject

from virage.base.viewer import Viewer
from virage.stages.calls.models import BudgetLine, Decision, Proposal, Score


def origins(viewer: Viewer) -> ArraySubquery:
    """Beside a row of an agreement, its chosen proposal in words: ``origin_in`` reads it.

    Nothing for an agreement that came otherwise, or whose file a conflict of interest closes.
    """
    english = viewer.language == "en"
    name = "criterion__name_en" if english else "criterion__name"
    scores = Score.objects.visible_to(viewer).filter(proposal=OuterRef("pk"), review=None).order_by("criterion__rank")
    rests = {"section": "section", "piece": "piece__document__name"}
    mark = JSONObject(name=name, weight="criterion__weight", value="value", reason="reason", **rests)
    lines = BudgetLine.objects.visible_to(viewer).filter(proposal=OuterRef("pk")).order_by("rank")
    expense = JSONObject(
        category="category", source="source", funder="funder", in_kind="in_kind", amount=Cast("amount", CharField())
    )
    chosen = Decision.objects.visible_to(viewer).filter(chosen=True)
    rows = Proposal.objects.visible_to(viewer).filter(pk=OuterRef("proposal_id"), decision__in=chosen)
    told = rows.annotate(
        marks=ArraySubquery(scores.values(json=mark)), budget=ArraySubquery(lines.values(json=expense))
    )
    whole = JSONObject(
        proposal_id="pk",
        title="title",
        call="call__title_en" if english else "call__title",
        asked=Cast("asked", CharField()),
        given=Cast("decision__amount", CharField()),
        reason="decision__reason",
        departure="decision__departure",
        marks="marks",
        budget="budget",
    )
    return ArraySubquery(told.values(json=whole))
