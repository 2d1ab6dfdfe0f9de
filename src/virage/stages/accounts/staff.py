"""Who works for an organisation, and who was invited: for those who may invite there."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import ROLES_OF_KIND, Invitation, Membership, Organisation, OrganisationKind
from virage.stages.accounts.policies import MANAGERS, can_found_organisations, can_offer_role


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A role held today; ``alone`` when nobody else may manage the organisation."""

    id: int
    person_id: int
    name: str
    email: str
    role: Role
    since: date
    exports: bool
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An invitation neither accepted nor withdrawn; ``over`` once its seven days are past."""

    id: int
    organisation_id: int
    email: str
    name: str
    language: str
    role: Role
    at: datetime
    until: datetime
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """One organisation, seen by whoever may invite there."""

    organisation_id: int
    organisation: str
    kind: str
    fictitious: bool
    members: tuple[Member, ...]
    pending: tuple[Pending, ...]
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """An organisation in a list: how many people, how many invited."""

    id: int
    name: str
    kind: str
    fictitious: bool
    people: int
    invited: int


def staff(viewer: Viewer, *, organisation_id: int) -> Staff | None:
    """The people of an organisation and its invitations, or None for whoever may not invite there. Three queries."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        return None
    suited = sorted(ROLES_OF_KIND[OrganisationKind(organisation.kind)], key=list(Role).index)
    roles = tuple(role for role in suited if can_offer_role(viewer, organisation, role))
    if not roles:
        return None
    held = Membership.objects.visible_to(viewer).filter(organisation=organisation, until=None, person__is_active=True)
    rows = list(held.select_related("person").order_by("person__name", "role"))
    managers = [row.role for row in rows if row.role in MANAGERS]
    return Staff(
        organisation_id=organisation.pk,
        organisation=organisation.name,
        kind=organisation.get_kind_display(),
        fictitious=organisation.fictitious,
        members=tuple(
            Member(
                id=row.pk,
                person_id=row.person_id,
                name=row.person.name,
                email=row.person.email,
                role=Role(row.role),
                since=row.since,
                exports=row.exports,
                alone=managers.count(row.role) == 1,
            )
            for row in rows
        ),
        pending=tuple(_pending(row) for row in _waiting().filter(organisation=organisation).order_by("-at")),
        roles=roles,
    )


def invitation_at(viewer: Viewer, *, invitation_id: int) -> Pending | None:
    """An invitation not yet accepted nor withdrawn, for whoever may offer its role again. One query."""
    row = _waiting().select_related("organisation").filter(pk=invitation_id).first()
    return _pending(row) if row and can_offer_role(viewer, row.organisation, Role(row.role)) else None


def organisations(viewer: Viewer) -> tuple[OrganisationLine, ...]:
    """Every organisation, for whoever may found one; by kind, then by name. One query."""
    if not can_found_organisations(viewer):
        return ()
    rows = Organisation.objects.annotate(
        people=Count("memberships__person", filter=Q(memberships__until=None), distinct=True),
        invited=Count(
            "invitations",
            filter=Q(invitations__accepted_at=None, invitations__revoked_at=None),
            distinct=True,
        ),
    )
    return tuple(
        OrganisationLine(
            id=row.pk,
            name=row.name,
            kind=row.get_kind_display(),
            fictitious=row.fictitious,
            people=row.people,
            invited=row.invited,
        )
        for row in rows.order_by("kind", "name")
    )


def _waiting() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, revoked_at=None)


def _pending(row: Invitation) -> Pending:
    return Pending(
        id=row.pk,
        organisation_id=row.organisation_id,
        email=row.email,
        name=row.name,
        language=row.language,
        role=Role(row.role),
        at=row.at,
        until=row.expires_at,
        over=row.expires_at <= timezone.now(),
    )
