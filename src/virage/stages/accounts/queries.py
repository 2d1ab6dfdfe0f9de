"""Who a request comes from."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from virage.base.viewer import Membership as Held, Role, Viewer
from virage.stages.accounts.models import Membership, Person


def viewer_of(person: Person, *, on: date, keys: frozenset[UUID], language: str, screen: str) -> Viewer:
    """The viewer that a signed-in person is on a date: one query."""
    held = Membership.objects.filter(Q(until=None) | Q(until__gte=on), person=person, since__lte=on)
    return Viewer(
        person_id=person.pk,
        name=person.name,
        memberships=tuple(
            Held(role=Role(m.role), organisation_id=m.organisation_id, organisation=m.organisation.name)
            for m in held.select_related("organisation").order_by("organisation__name", "role")
        ),
        keys=keys,
        language=language,
        screen=screen,
    )
