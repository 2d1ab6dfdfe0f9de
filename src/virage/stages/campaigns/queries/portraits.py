"""Who may be in a segment, and what is known of each: only what the viewer may read, merges followed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db import models

from virage.base.library import library
from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.content.instruments import QUICK_CHECK, Instrument
from virage.content.surveys import BARRIER
from virage.core.actions import size_of
from virage.core.instruments import UNKNOWN, Depth
from virage.core.scoring import dimension_scores
from virage.core.segments import Criteria, Portrait, belongs
from virage.stages.assessments.models import Answer
from virage.stages.campaigns.policies import can_compose, sees_everyone
from virage.stages.directory.canonical import canonical
from virage.stages.directory.models import Enterprise, EnterpriseFact
from virage.stages.insight.queries.counting import acts_of, asked, narrowed
from virage.stages.insight.states import Indicator

FIRST_DAY = date(2000, 1, 1)
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One enterprise of a segment: the records that speak of it, and what is known of it."""

    id: int
    records: tuple[int, ...]
    portrait: Portrait

    @property
    def stratum(self) -> str:
        """Sector and region together."""
        return f"{self.portrait.sector}/{self.portrait.region}"


@dataclass(slots=True, kw_only=True)
class _Sent:
    """What an enterprise answered in the latest quick check it sent."""

    version: str
    answers: dict[str, str] = field(default_factory=dict)


def in_segment(viewer: Viewer, *, criteria: Criteria, on: date) -> tuple[Found, ...]:
    """Enterprises that meet the criteria today, by number; as many queries as `everyone`."""
    return tuple(one for one in everyone(viewer, criteria=criteria, on=on) if belongs(one.portrait, criteria))


def everyone(viewer: Viewer, *, criteria: Criteria, on: date) -> tuple[Found, ...]:
    """Every enterprise that the viewer may compose from, with what the criteria need to know of it.

    Two queries; one more where a stage is asked, one more where answers are.
    """
    if not can_compose(viewer):
        return ()
    records = _records(viewer)
    facts = _facts(viewer)
    reached = _reached(viewer, on) if criteria.reach else {}
    sent = _sent(viewer) if criteria.speaks_of_answers else {}
    return tuple(
        Found(
            id=number,
            records=tuple(same),
            portrait=_portrait(facts.get(number, {}), reached.get(number, frozenset()), sent.get(number)),
        )
        for number, same in records.items()
    )


def readable(viewer: Viewer, rows: ScopedQuerySet[M]) -> ScopedQuerySet[M]:
    """Every row for the ministry, which writes to all; for a promoter, those that a grant opens."""
    return rows.for_operation() if sees_everyone(viewer) else rows.visible_to(viewer)


def _records(viewer: Viewer) -> dict[int, list[int]]:
    rows = readable(viewer, Enterprise.objects.all()).filter(claimed_at__isnull=False)
    found: dict[int, list[int]] = {}
    for number, record in rows.annotate(counted=canonical()).order_by("counted", "pk").values_list("counted", "pk"):
        found.setdefault(number, []).append(record)
    return found


def _facts(viewer: Viewer) -> dict[int, dict[str, Any]]:
    rows = readable(viewer, EnterpriseFact.objects.all()).filter(name__in=["sector", "region", "employees"])
    latest = rows.annotate(counted=canonical("enterprise")).order_by("counted", "name", "-at", "-pk")
    found: dict[int, dict[str, Any]] = {}
    for number, name, value in latest.distinct("counted", "name").values_list("counted", "name", "value"):
        found.setdefault(number, {})[name] = value
    return found


def _reached(viewer: Viewer, on: date) -> dict[int, frozenset[str]]:
    """Stages by enterprise; a promoter knows of those reached with it alone."""
    own = None if sees_everyone(viewer) else viewer.organisations(Role.PROMOTER)
    acts, values = narrowed(acts_of(Indicator), since=FIRST_DAY, until=on, promoters=own)
    rows = asked(f"SELECT enterprise, array_agg(DISTINCT indicator) FROM ({acts}) AS a GROUP BY enterprise", values)  # noqa: S608
    return {number: frozenset(stages) for number, stages in rows}


def _sent(viewer: Viewer) -> dict[int, _Sent]:
    """The latest quick check that each enterprise sent; what was not sent stays the owner's own."""
    rows = readable(viewer, Answer.objects.all()).filter(
        replaced_at=None,
        assessment__sent_at__isnull=False,
        assessment__depth=Depth.QUICK,
        assessment__instrument=QUICK_CHECK,
    )
    latest: dict[int, tuple[int, _Sent]] = {}
    for number, assessment, version, question, value in (
        rows.annotate(counted=canonical("assessment__enterprise"))
        .order_by("assessment__sent_at", "assessment_id")
        .values_list("counted", "assessment_id", "assessment__version", "question", "value")
    ):
        if number not in latest or latest[number][0] != assessment:
            latest[number] = (assessment, _Sent(version=version))
        latest[number][1].answers[question] = value
    return {number: sent for number, (_assessment, sent) in latest.items()}


def _portrait(facts: Mapping[str, Any], reached: frozenset[str], sent: _Sent | None) -> Portrait:
    people = facts.get("employees")
    said = sent.answers.get(BARRIER, "") if sent else ""
    return Portrait(
        sector=str(facts.get("sector") or ""),
        region=str(facts.get("region") or ""),
        size=size_of(people).value if isinstance(people, int) else "",
        reached=reached,
        gaps=frozenset(_gaps(sent, facts)) if sent else frozenset(),
        barrier="" if said == UNKNOWN else said,
    )


def _gaps(sent: _Sent, facts: Mapping[str, Any]) -> Collection[str]:
    """Dimensions in the lowest band of the questionnaire as it was answered."""
    instrument = library().instrument(QUICK_CHECK, sent.version)
    if not isinstance(instrument, Instrument):
        return ()
    known = {name: value for name, value in facts.items() if value is not None}
    low = instrument.sheet.bands[0].up_to
    scores = dimension_scores(instrument.sheet, profile=known, answers=sent.answers, depth=Depth.QUICK)
    return [name for name, score in scores.items() if score is not None and score <= low]
