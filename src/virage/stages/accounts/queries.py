"""Who a request comes from, who is in the cast, and what a link offers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from virage.base.tokens import digest
from virage.base.viewer import Membership as Held, Role, Viewer
from virage.stages.accounts.models import Invitation, Membership, Organisation, OrganisationKind, Person, PrivateLink


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """Someone one can enter as in a demonstration."""

    person_id: int
    name: str
    roles: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What an invitation offers, while it is open."""

    name: str
    organisation: str
    role: Role
    until: datetime


def viewer_of(person: Person, *, on: date, keys: frozenset[UUID], language: str, screen: str) -> Viewer:
    """The viewer that a signed-in person is on a date: one query."""
    held = Membership.objects.for_operation().held_on(on).filter(person=person)
    return Viewer(
        person_id=person.pk,
        name=person.name,
        memberships=tuple(map(_held, held.select_related("organisation").order_by("organisation__name", "role"))),
        keys=keys,
        language=language,
        screen=screen,
    )


def wants_reminders(viewer: Viewer) -> bool:
    """Does the viewer receive the reminder of their next moves? One query."""
    return viewer.person_id is not None and Person.objects.filter(pk=viewer.person_id, reminders=True).exists()


def holds_a_role(person: Person, *, on: date) -> bool:
    """Does this person act for an organisation on a date?"""
    return Membership.objects.for_operation().held_on(on).filter(person=person).exists()


def cast() -> tuple[CastMember, ...]:
    """Every fictitious person with their roles today, by organisation: two queries. For demonstrations only."""
    held = Membership.objects.for_operation().held_on(timezone.localdate()).select_related("organisation")
    people = Person.objects.filter(fictitious=True, is_active=True).order_by("name")
    return tuple(
        CastMember(person_id=person.pk, name=person.name, roles=tuple(map(_held, person.held_today)))
        for person in people.prefetch_related(
            Prefetch("memberships", held.order_by("organisation__name", "role"), to_attr="held_today")
        )
    )


def open_invitation(token: str) -> Offered | None:
    """What this token offers, or nothing when it is unknown, used, withdrawn or expired."""
    found = Invitation.objects.select_related("organisation").filter(
        token_digest=digest(token), accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
    )
    return next(
        (Offered(name=i.name, organisation=i.organisation.name, role=Role(i.role), until=i.expires_at) for i in found),
        None,
    )


def private_link_ends(token: str) -> datetime | None:
    """When this private link ends, or nothing when it no longer opens."""
    return (
        PrivateLink.objects.filter(token_digest=digest(token), revoked_at=None, expires_at__gt=timezone.now())
        .values_list("expires_at", flat=True)
        .first()
    )


def real_people_exist() -> bool:
    """Does anyone real have an account here?"""
    return Person.objects.filter(fictitious=False).exists()


def organisation_names(organisations: Iterable[int]) -> dict[int, str]:
    """Id → name. One query."""
    return dict(Organisation.objects.filter(pk__in=list(organisations)).values_list("pk", "name"))


def ministry_exists() -> bool:
    """Has this installation its first ministry?"""
    return Organisation.objects.filter(kind=OrganisationKind.MINISTRY).exists()


def _held(membership: Membership) -> Held:
    return Held(
        role=Role(membership.role),
        organisation_id=membership.organisation_id,
        organisation=membership.organisation.name,
        exports=membership.exports,
    )
