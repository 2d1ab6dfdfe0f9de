"""Settle a fact that an aid asks for; draw a plan with its funding."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.content.decisions import record as written
from virage.core.eligibility import assess
from virage.core.norms import in_force
from virage.core.reading import FactError
from virage.core.values import Facts
from virage.stages.assessments.queries import latest_sheet
from virage.stages.directory.operations import locked_enterprise, state_facts
from virage.stages.directory.queries import latest_facts
from virage.stages.funding.facts import rule_facts
from virage.stages.funding.models import KeptText, Verdicts
from virage.stages.funding.queries import TEXTS
from virage.stages.plans.models import Plan
from virage.stages.plans.operations import draft_plan


class NotAFact(Refusal):
    """The value is not of the fact's type, or contradicts another."""

    field = "value"


@operation
def settle_fact(viewer: Viewer, *, key: UUID, name: str, value: object, on: date) -> None:
    """State one fact that aids ask for; None is « je ne sais pas », and is not asked again."""
    enterprise = locked_enterprise(viewer, key=key)
    try:
        library().facts.read({name: value}, on=on)
        rule_facts({**latest_facts(viewer, enterprise_id=enterprise.pk), name: value}, card=None, on=on)
    except FactError as error:
        raise NotAFact(error.words.say(viewer.language)) from error
    state_facts(viewer, key=key, facts={name: value})
    record(viewer, "fact.settled", kind="enterprise", id=enterprise.pk, name=name)


@operation
def draft_funded_plan(viewer: Viewer, *, key: UUID, on: date) -> int:
    """Draw the plan, and write the verdicts beside it: both, or nothing.

    Returns the plan's number.
    """
    plan_id = draft_plan(viewer, key=key, on=on)
    plan = Plan.objects.for_operation().select_related("enterprise").get(pk=plan_id)
    sheet = latest_sheet(viewer, key=key)
    given, facts = rule_facts(
        latest_facts(viewer, enterprise_id=plan.enterprise_id), card=sheet.card if sheet else None, on=on
    )
    Verdicts.objects.for_operation().get_or_create(
        plan=plan,
        defaults={
            "given_on": on,
            "given_at": timezone.now(),
            "facts": given,
            "decisions": _decisions(given, facts, on),
        },
    )
    record(viewer, "verdicts.given", kind="plan", id=plan_id, on=on.isoformat())
    return plan_id


def _decisions(given: Mapping[str, object], facts: Facts, on: date) -> list[dict[str, Any]]:
    """One decision for each aid, as ``virage explain`` reads it, its long texts put aside once each."""
    kept: dict[str, Any] = {}
    decisions = []
    for aid in library().norms.values():
        verdict = assess(aid, in_force(aid, facts, on), facts, on=on, base=library().facts.base)
        decision = written(library(), verdict, given, on=on)
        for name in TEXTS:
            kept[decision[f"{name}_sha256"]] = decision.pop(f"{name}_text")
        decisions.append(decision)
    KeptText.objects.bulk_create(
        [KeptText(sha256=sha256, text=text) for sha256, text in kept.items()], ignore_conflicts=True
    )
    return decisions
