"""What follows a session: documents, letters sent, what people said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from virage.base.viewer import Viewer
from virage.core.satisfaction import Opinion, in_public
from virage.stages.awareness.models import Feedback, Material, SessionLetter
from virage.stages.awareness.states import FOUND_USEFUL, Audience, KnowsNext
from virage.stages.documents.queries import FileLine

COUNTED = {
    "answers": Count("pk"),
    "useful": Count("pk", filter=Q(useful__in=FOUND_USEFUL)),
    "know_next": Count("pk", filter=Q(knows_next=KnowsNext.YES)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """One document: its address, or its ``file``; ``public`` when one need not be registered."""

    id: int
    title: str
    url: str
    public: bool
    file: FileLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """What was written after a session, and to how many."""

    audience: Audience
    audience_words: str
    subject: str
    people: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The two answers of one person."""

    useful: str
    knows_next: str


def materials(viewer: Viewer, *, session_id: int) -> tuple[MaterialLine, ...]:
    """The documents of a session: all for its team and who holds a place, public ones for everyone. One query."""
    rows = Material.objects.visible_to(viewer).filter(session_id=session_id).select_related("document__content")
    return tuple(map(_material, rows.order_by("pk")))


def material_file(viewer: Viewer, *, material_id: int) -> FileLine | None:
    """The file of a document of a session, for whoever sees it there. One query."""
    rows = Material.objects.visible_to(viewer).filter(pk=material_id).select_related("document__content")
    found = rows.first()
    return _material(found).file if found else None


def _material(row: Material) -> MaterialLine:
    file = FileLine.of(row.document) if row.document else None
    return MaterialLine(id=row.pk, title=row.title, url=row.url, public=row.public, file=file)


def letters_sent(viewer: Viewer, *, session_id: int) -> tuple[SentLetter, ...]:
    """What was written after a session, for its team."""
    rows = SessionLetter.objects.visible_to(viewer).filter(session_id=session_id).order_by("at")
    return tuple(
        SentLetter(
            audience=Audience(row.audience),
            audience_words=row.get_audience_display(),
            subject=row.subject,
            people=row.people,
            at=row.at,
        )
        for row in rows
    )


def feedback(viewer: Viewer, *, key: UUID) -> Said | None:
    """The answers given with a key."""
    row = Feedback.objects.visible_to(viewer).filter(registration__key=key).first()
    return Said(useful=row.useful, knows_next=row.knows_next) if row else None


def opinion_of_session(viewer: Viewer, *, session_id: int) -> Opinion:
    """What the people of one session said, for its team."""
    rows = Feedback.objects.visible_to(viewer).filter(registration__session_id=session_id)
    return Opinion(**rows.aggregate(**COUNTED))


def opinions_of_organisations() -> Mapping[int, Opinion]:
    """Organisation → what is said of all its activities, where at least five people answered. One query."""
    carrier = "registration__session__activity__project__promoter_id"
    rows = Feedback.objects.for_operation().values_list(carrier).annotate(**COUNTED)
    opinions = {
        number: Opinion(answers=answers, useful=useful, know_next=know_next)
        for number, answers, useful, know_next in rows
    }
    return {number: one for number, one in opinions.items() if in_public(one)}
