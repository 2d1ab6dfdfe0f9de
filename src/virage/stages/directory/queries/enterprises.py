"""What is known of an enterprise, as the viewer may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import JSONObject

from virage.base.viewer import Viewer
from virage.stages.directory.models import Contact, Enterprise, EnterpriseFact


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseCard:
    """An enterprise and its latest facts, by name; ``declined`` are those answered « je ne sais pas »."""

    id: int
    key: UUID
    name: str
    fictitious: bool
    claimed: bool
    started_at: datetime
    expires_on: date | None
    facts: Mapping[str, Any]
    declined: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """Whom to call, and how."""

    name: str
    email: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldThread:
    """A thread kept under an address: its key, the enterprise's name as far as known, the language of its letters."""

    key: UUID
    name: str
    language: str


def threads_at(viewer: Viewer, *, address: str, limit: int = 3) -> tuple[HeldThread, ...]:
    """The threads kept under an e-mail address that the viewer may see, latest begun first. One query."""
    rows = Contact.objects.visible_to(viewer).filter(email__iexact=address.strip()).select_related("enterprise")
    return tuple(
        HeldThread(key=row.enterprise.key, name=row.enterprise.name, language=row.language)
        for row in rows.order_by("-enterprise__started_at", "-enterprise_id")[:limit]
    )


def contact(viewer: Viewer, *, key: UUID) -> ContactCard | None:
    """Whom to call at an enterprise, for whoever may see it."""
    row = Contact.objects.visible_to(viewer).filter(enterprise__key=key).first()
    return ContactCard(name=row.name, email=row.email, phone=row.phone, language=row.language) if row else None


def latest_facts(viewer: Viewer, *, enterprise_id: int) -> dict[str, Any]:
    """Name → value of the latest statement of each fact; None where it was « je ne sais pas » or taken back."""
    rows = EnterpriseFact.objects.visible_to(viewer).filter(enterprise_id=enterprise_id)
    return dict(_latest_of(rows).values_list("name", "value"))


def _latest_of(facts: models.QuerySet[EnterpriseFact]) -> models.QuerySet[EnterpriseFact]:
    return facts.order_by("name", "-at", "-pk").distinct("name")


def enterprise_card(viewer: Viewer, *, key: UUID) -> EnterpriseCard | None:
    """The enterprise with this key, or None when the viewer may not see it. One query."""
    return _card(viewer, Enterprise.objects.visible_to(viewer).filter(key=key))


def enterprise_card_by_id(viewer: Viewer, *, enterprise_id: int) -> EnterpriseCard | None:
    """The same, by internal number: for desks whose grant opens it."""
    return _card(viewer, Enterprise.objects.visible_to(viewer).filter(pk=enterprise_id))


def _card(viewer: Viewer, enterprises: models.QuerySet[Enterprise]) -> EnterpriseCard | None:
    latest = _latest_of(EnterpriseFact.objects.visible_to(viewer).filter(enterprise=models.OuterRef("pk")))
    enterprise = enterprises.annotate(
        stated=ArraySubquery(latest.values(said=JSONObject(name="name", value="value")))
    ).first()
    if enterprise is None:
        return None
    facts = {fact["name"]: fact["value"] for fact in enterprise.stated}
    return EnterpriseCard(
        id=enterprise.pk,
        key=enterprise.key,
        name=enterprise.name,
        fictitious=enterprise.fictitious,
        claimed=enterprise.claimed_at is not None,
        started_at=enterprise.started_at,
        expires_on=enterprise.expires_on,
        facts={name: value for name, value in facts.items() if value is not None},
        declined=frozenset(name for name, value in facts.items() if value is None),
    )


def latest_own(viewer: Viewer) -> EnterpriseCard | None:
    """The thread this browser began or opened last, if any. One query; none without a key."""
    if not viewer.keys:
        return None
    return _card(viewer, Enterprise.objects.visible_to(viewer).filter(key__in=viewer.keys).order_by("-started_at"))


def profiles(viewer: Viewer, *, enterprises: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Sector, headcount, region and MRC of each enterprise that the viewer may see. One query."""
    rows = (
        EnterpriseFact.objects.visible_to(viewer)
        .filter(enterprise__in=list(enterprises), name__in=["sector", "employees", "region", "mrc"])
        .order_by("enterprise_id", "name", "-at", "-pk")
        .distinct("enterprise_id", "name")
        .values_list("enterprise_id", "name", "value")
    )
    found: dict[int, dict[str, Any]] = {}
    for enterprise, name, value in rows:
        found.setdefault(enterprise, {})[name] = value
    return found
