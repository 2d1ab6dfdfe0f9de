"""The privacy centre: what is kept, why, who sees it and how long; from the same data that the job obeys."""

from dataclasses import dataclass
from uuid import UUID

from virage.base.viewer import Viewer
from virage.content.library import shipped
from virage.content.retention import Kept
from virage.stages.assessments.queries import latest_sheet
from virage.stages.casefiles.queries import requests_of
from virage.stages.directory.queries import consents, contact, enterprise_card
from virage.stages.plans.queries import latest_plan


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
    return tuple(_row(item, viewer.language) for item in shipped().retention.values())


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
    sheet = latest_sheet(viewer, key=key)
    plan = latest_plan(viewer, key=key)
    return {
        "given": {
            "enterprise": {"name": card.name, "started_at": card.started_at},
            "facts": dict(card.facts),
            "contact": contact(viewer, key=key),
            "consents": consents(viewer, key=key),
            "answers": dict(sheet.answers) if sheet else {},
            "requests": [
                {"asked_at": r.asked_at, "project": r.project, "need": r.need, "best_time": r.best_time}
                for r in requests_of(viewer, key=key)
            ],
        },
        "computed": {
            "instrument": [sheet.instrument.id, sheet.instrument.version] if sheet else None,
            "score": sheet.card if sheet else None,
            "plan": [{"action": s.id, "quarter": s.quarter, "kept": s.kept} for s in plan.steps] if plan else None,
        },
    }
