"""What is kept, why, who sees it and how long, from the data that the job obeys; and the trail, for the auditor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from virage.base.library import library
from virage.base.models import TrailEvent
from virage.base.viewer import Role, Viewer
from virage.content.retention import Kept
from virage.stages.accounts.queries import organisation_names
from virage.stages.assessments.queries import invited, latest_sheet
from virage.stages.casefiles.queries import requests_of, results_of, services_of
from virage.stages.directory.onlookers import consents
from virage.stages.directory.queries import contact, enterprise_card
from virage.stages.documents.queries import documents_of
from virage.stages.plans.queries import latest_plan
from virage.stages.regrants.queries import declared


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """One kind of information in the viewer's language; ``days`` is nothing where no clock runs."""

    id: str
    what: str
    why: str
    who: str
    days: int | None
    since: str
    end: str


def kept_data(viewer: Viewer) -> tuple[KeptRow, ...]:
    """The retention schedule, in its own order."""
    return tuple(_row(item, viewer.language) for item in library().retention.values())


def _row(item: Kept, language: str) -> KeptRow:
    def say(field: str) -> str:
        return str(getattr(getattr(item, field), language))

    return KeptRow(
        id=item.id,
        what=say("what"),
        why=say("why"),
        who=say("who"),
        days=item.days,
        since=say("since"),
        end=say("end"),
    )


def given_data(viewer: Viewer, *, key: UUID) -> dict[str, object]:
    """What an enterprise gave, apart from what was computed from it (P-39.1 s. 27: only the first is due)."""
    card = enterprise_card(viewer, key=key)
    if card is None:
        return {}
    sheet = latest_sheet(viewer, key=key, profile=card.facts)
    plan = latest_plan(viewer, key=key)
    return {
        "given": {
            "enterprise": {"name": card.name, "started_at": card.started_at},
            "facts": dict(card.facts),
            "contact": contact(viewer, key=key),
            "consents": consents(viewer, key=key),
            "answers": dict(sheet.answers) if sheet else {},
            "respondents": [
                {"name": r.name, "role": r.role, "email": r.email, "invited_at": r.invited_at}
                for r in (invited(viewer, sheet=sheet) if sheet else ())
            ],
            "requests": [
                {"asked_at": r.asked_at, "project": r.project, "need": r.need, "best_time": r.best_time}
                for r in requests_of(viewer, key=key)
            ],
            "aids": [
                {"name": a.name, "giver": a.giver, "kind": a.kind, "amount": a.amount, "received_on": a.received_on}
                for a in declared(viewer, enterprise_id=card.id).aids
            ],
        },
        "documents": [
            {
                "name": d.name,
                "bytes": d.size,
                "sha256": d.sha256,
                "at": d.at,
                "by_you": not d.by.startswith("person:"),
            }
            for d in documents_of(viewer, key=key)
        ],
        "noted": {
            "services": [
                {"on": s.given_on, "hours": str(s.hours), "what": s.what, "project": s.project}
                for s in services_of(viewer, key=key)
                if not s.void
            ],
            "results": [
                {"kind": r.kind, "on": r.happened_on, "what": r.what, "amount": r.amount, "project": r.project}
                for r in results_of(viewer, key=key)
            ],
        },
        "computed": {
            "instrument": [sheet.instrument.id, sheet.instrument.version] if sheet else None,
            "score": sheet.card if sheet else None,
            "plan": [{"action": s.id, "quarter": s.quarter, "kept": s.kept} for s in plan.steps] if plan else None,
        },
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for in the trail; what is empty does not narrow.

    ``verb`` is « request » for every act on requests, or « request.accepted » for one. Days are in Montréal time.
    """

    kind: str = ""
    id: str = ""
    verb: str = ""
    by: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One act, as it was recorded."""

    id: int
    at: datetime
    by: str
    verb: str
    kind: str
    subject: str
    organisation: str
    screen: str
    reason: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPart:
    """One page of the trail; ``count`` lines in all, ``page`` the one shown, from 1."""

    lines: tuple[TrailLine, ...]
    count: int
    page: int


def trail(viewer: Viewer, *, wanted: Wanted, page: int = 1, by_page: int = 50) -> TrailPart:
    """The trail, latest first, for the auditor alone. Three queries. A page beyond the last gives the last."""
    if not (viewer.job or viewer.has(Role.AUDITOR)):
        return TrailPart(lines=(), count=0, page=1)
    rows = TrailEvent.objects.filter(_looked_for(wanted))
    count = rows.count()
    shown = max(1, min(page, -(-count // by_page)))
    part = list(rows.order_by("-at", "-pk")[(shown - 1) * by_page : shown * by_page])
    names = organisation_names({row.organisation_id for row in part if row.organisation_id})
    return TrailPart(lines=tuple(_trail_line(row, names) for row in part), count=count, page=shown)


def trail_lines(viewer: Viewer, *, wanted: Wanted) -> Iterator[TrailLine]:
    """Every line of the trail that is looked for, latest first, read as it is asked for; for the auditor alone."""
    if not (viewer.job or viewer.has(Role.AUDITOR)):
        return
    rows = TrailEvent.objects.filter(_looked_for(wanted))
    bodies = rows.exclude(organisation_id=None).order_by().values_list("organisation_id", flat=True).distinct()
    names = organisation_names(body for body in bodies if body)
    for row in rows.order_by("-at", "-pk").iterator(chunk_size=2000):
        yield _trail_line(row, names)


def _trail_line(row: TrailEvent, names: Mapping[int, str]) -> TrailLine:
    return TrailLine(
        id=row.pk,
        at=row.at,
        by=row.by,
        verb=row.verb,
        kind=row.subject_kind,
        subject=row.subject_id,
        organisation=names.get(row.organisation_id or 0, ""),
        screen=row.screen,
        reason=row.reason,
        details=tuple((name, str(value)) for name, value in row.details.items()),
    )


def _looked_for(wanted: Wanted) -> Q:
    exact = {"subject_kind": wanted.kind, "subject_id": wanted.id, "by": wanted.by}
    sought = Q(**{column: value for column, value in exact.items() if value})
    if wanted.verb:
        sought &= Q(verb=wanted.verb) | Q(verb__startswith=f"{wanted.verb}.")
    if wanted.since:
        sought &= Q(at__date__gte=wanted.since)
    if wanted.until:
        sought &= Q(at__date__lte=wanted.until)
    return sought
