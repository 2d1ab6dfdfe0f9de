"""Who may see an enterprise, why and until when, who looked, and what the enterprise said yes to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext

from virage.base.viewer import Viewer
from virage.stages.directory.access import SEE_BY_GRANT, GrantQuerySet
from virage.stages.directory.models import AccessGrant, Consent, LastSeen
from virage.stages.directory.states import Purpose
from virage.stages.directory.wording import OPTIONAL, WORDING, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Onlooker:
    """An organisation that may see the answers, or could: why, from when, until when, and when it last looked.

    ``until`` is the end agreed on; none while the matter lasts. ``ended_at`` once it is over.
    """

    id: int
    organisation: str
    fictitious: bool
    purpose: str
    reason: str
    since: datetime
    until: datetime | None
    ended_at: datetime | None
    seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """One consent: its purpose in words, the words shown, their version, and when."""

    id: int
    purpose: str
    organisation: str
    text: str
    version: str
    given_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A purpose that the owner may agree to or not, nothing else hanging on it; ``given`` is the consent in force."""

    purpose: Purpose
    title: str
    words: str
    version: str
    given: ConsentLine | None


def onlookers(viewer: Viewer, *, key: UUID) -> tuple[Onlooker, ...]:
    """Who sees the answers: organisations with a grant in force, oldest first. One query."""
    return _lines(AccessGrant.objects.visible_to(viewer).in_force().filter(enterprise__key=key))


def former_onlookers(viewer: Viewer, *, key: UUID) -> tuple[Onlooker, ...]:
    """Who saw them once: what is over, by its end or by someone's act, oldest first. One query."""
    rows = AccessGrant.objects.visible_to(viewer)
    return _lines(rows.filter(enterprise__key=key).exclude(pk__in=rows.in_force().values("pk")))


def _lines(grants: GrantQuerySet) -> tuple[Onlooker, ...]:
    seen = LastSeen.objects.for_operation().filter(
        enterprise=OuterRef("enterprise"), organisation=OuterRef("organisation"), last_at__gte=OuterRef("begins_at")
    )
    rows = grants.select_related("organisation").annotate(seen_at=Subquery(seen.values("last_at")))
    return tuple(
        Onlooker(
            id=g.pk,
            organisation=g.organisation.name,
            fictitious=g.organisation.fictitious,
            purpose=g.get_purpose_display(),
            reason=_said(g.reason),
            since=g.begins_at,
            until=g.ends_at,
            ended_at=g.revoked_at or g.ends_at,
            seen_at=seen_at,
        )
        for g, seen_at in ((row, getattr(row, "seen_at", None)) for row in rows.order_by("begins_at", "pk"))
    )


def _said(reason: str) -> str:
    """A reason in the language of the page: it is kept in French, and the number of a matter stands last."""
    stem, _space, number = reason.rpartition(" ")
    written = f"{stem} %(number)s" if number.isdigit() else reason
    return gettext(written) % {"number": number} if number.isdigit() else gettext(written)


def consents(viewer: Viewer, *, key: UUID) -> tuple[ConsentLine, ...]:
    """Every consent given, withdrawn ones included."""
    rows = Consent.objects.visible_to(viewer).filter(enterprise__key=key).select_related("organisation")
    return tuple(map(_consent, rows.order_by("given_at", "pk")))


def choices(viewer: Viewer, *, key: UUID) -> tuple[Choice, ...]:
    """What the owner may agree to or not, purpose by purpose, with the words of today. One query."""
    rows = Consent.objects.visible_to(viewer).filter(enterprise__key=key, purpose__in=OPTIONAL, withdrawn_at=None)
    held = {row.purpose: _consent(row) for row in rows.select_related("organisation")}
    return tuple(
        Choice(
            purpose=purpose,
            title=str(purpose.label),
            words=words_of(purpose),
            version=WORDING[purpose].version,
            given=held.get(purpose),
        )
        for purpose in OPTIONAL
    )


def note_look(viewer: Viewer, *, enterprise_id: int, organisations: Collection[int]) -> None:
    """Note that these organisations of the viewer opened an enterprise; nothing for anyone else. One query.

    No line of the trail: looking changes nothing, and this row is its own trace.
    """
    now = timezone.now()
    LastSeen.objects.bulk_create(
        [
            LastSeen(enterprise_id=enterprise_id, organisation_id=one, first_at=now, last_at=now)
            for one in viewer.organisations(*SEE_BY_GRANT).intersection(organisations)
        ],
        update_conflicts=True,
        unique_fields=["enterprise", "organisation"],
        update_fields=["last_at"],
    )


def _consent(row: Consent) -> ConsentLine:
    return ConsentLine(
        id=row.pk,
        purpose=row.get_purpose_display(),
        organisation=row.organisation.name if row.organisation else "",
        text=row.text,
        version=row.version,
        given_at=row.given_at,
        withdrawn_at=row.withdrawn_at,
    )
