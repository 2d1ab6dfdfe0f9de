"""Where the proofs of each indicator lie: the rows that its published definition names, and nothing else."""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Value

from virage.base.library import library
from virage.core import conditions
from virage.core.conditions import Node
from virage.stages.assessments.models import Assessment
from virage.stages.awareness.queries import attended
from virage.stages.casefiles.models import Result, Service
from virage.stages.casefiles.states import ResultKind
from virage.stages.directory.canonical import canonical
from virage.stages.insight.states import Indicator

ALWAYS = Value(value=True)
"""A file exists once its request is accepted; a rollout is noted once accepted."""


class Acts(NamedTuple):
    """Rows, and the names of their day, of their enterprise and of their project.

    ``counted`` on each row is the enterprise it counts for: the one that stands for those merged with it.
    """

    rows: QuerySet[Any]
    day: str
    enterprise: str
    project: str


class Held(NamedTuple):
    """Rows that this installation holds: where their days, enterprise, project and columns are."""

    rows: Callable[[], QuerySet[Any]]
    days: Mapping[str, str]
    enterprise: str
    project: str


HELD: Mapping[str, Held] = {
    "attendance": Held(
        rows=attended,
        days={"session_day": "session__starts_at__date"},
        enterprise="enterprise",
        project="session__activity__project",
    ),
    "assessment": Held(
        rows=lambda: Assessment.objects.for_operation().filter(sent_at__isnull=False),
        days={"sent_day": "sent_at__date"},
        enterprise="enterprise",
        project="enterprise__case_files__project",
    ),
    "service": Held(
        rows=lambda: Service.objects.for_operation().standing(),
        days={"given_day": "given_on"},
        enterprise="case_file__enterprise",
        project="case_file__project",
    ),
    "plan": Held(
        rows=lambda: _obtained(ResultKind.PLAN).annotate(accepted_file=ALWAYS),
        days={"handed_over_day": "happened_on"},
        enterprise="case_file__enterprise",
        project="case_file__project",
    ),
    "decision": Held(
        rows=lambda: _obtained(ResultKind.DECISION).annotate(
            signed=ExpressionWrapper(Q(signed_on__isnull=False), output_field=BooleanField())
        ),
        days={"decided_day": "happened_on", "signed_day": "signed_on"},
        enterprise="case_file__enterprise",
        project="case_file__project",
    ),
    "rollout": Held(
        rows=lambda: _obtained(ResultKind.ROLLOUT).annotate(accepted=ALWAYS),
        days={"accepted_day": "happened_on"},
        enterprise="case_file__enterprise",
        project="case_file__project",
    ),
}
"""Rows that no table here holds would not be here, and the definition would say so."""


def _obtained(kind: ResultKind) -> QuerySet[Result]:
    return Result.objects.for_operation().standing().filter(kind=kind, void=False)


LOOKUPS: Mapping[type, str] = {
    conditions.Eq: "exact",
    conditions.Gt: "gt",
    conditions.Ge: "gte",
    conditions.Lt: "lt",
    conditions.Le: "lte",
}


def act_rows(indicator: Indicator) -> tuple[Acts, ...]:
    """The rows that prove an indicator, as its definition in the pack says them: one of them is enough."""
    return tuple(
        Acts(
            held.rows().filter(as_filter(proof.where)).annotate(counted=canonical(held.enterprise)),
            held.days[proof.day],
            held.enterprise,
            held.project,
        )
        for proof in library().indicators[indicator].counts
        if (held := HELD.get(proof.rows))
    )


def as_filter(node: Node) -> Q:
    """A condition of a definition, as the database reads it.

    Raises:
        LookupError: a word of conditions that has no meaning on rows of proof.
    """
    match node:
        case conditions.All(parts):
            return reduce(and_, map(as_filter, parts))
        case conditions.Any(parts):
            return reduce(or_, map(as_filter, parts))
        case conditions.Not(part):
            return ~as_filter(part)
        case conditions.In(fact, options):
            return Q(**{f"{fact}__in": options})
        case conditions.Eq() | conditions.Gt() | conditions.Ge() | conditions.Lt() | conditions.Le():
            return Q(**{f"{node.fact}__{LOOKUPS[type(node)]}": node.value})
    raise LookupError(type(node).__name__)
