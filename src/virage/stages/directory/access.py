"""Who may see an enterprise and what it sent: its owner by key, an organisation by grant, and nothing else opens it.

Later stages write grants; every ``visible_to`` asks ``may_see``, so that what closes a grant closes everything at once.
"""

from functools import reduce
from operator import or_
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import M, ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.directory.states import Purpose

SEE_BY_GRANT = (Role.ADVISER, Role.PROMOTER, Role.PARTNER)


def may_see(viewer: Viewer, *, enterprise: str = "", matter: str = "", brought: str = "") -> Q:
    """Rows that a viewer may see, as a condition.

    Owners see what is theirs, organisations what a grant in force opens, the auditor what was given under a name.

    Args:
        viewer: who looks.
        enterprise: path from the row to its enterprise; empty for the enterprise itself.
        matter: path from the row to its matter, where a grant must name it: one request and the file that follows.
        brought: path to the matter that brought the row, where a grant that names it opens it as any other does.
    """
    if viewer.job:
        return Q()
    at = f"{enterprise}__" if enterprise else ""
    ways = []
    if viewer.keys:
        ways.append(Q(**{f"{at}key__in": viewer.keys}))
    if organisations := viewer.organisations(*SEE_BY_GRANT):
        grants = AccessGrant.objects.in_force().filter(organisation_id__in=organisations)
        grants = grants.filter(enterprise=OuterRef(enterprise or "pk"))
        if matter:
            grants = grants.filter(matter=OuterRef(matter))
        elif enterprise:  # brought by the organisation itself: it opens that matter, not what the owner says elsewhere
            named = Q(matter=OuterRef(brought)) if brought else Q()
            grants = grants.filter(~Q(purpose=Purpose.FOLLOWED) | named)
        ways.append(Q(Exists(grants)))
    if viewer.has(Role.AUDITOR):
        ways.append(Q(**{f"{at}claimed_at__isnull": False}))
    return reduce(or_, ways) if ways else Q(pk__in=[])


class OfEnterprise(ScopedQuerySet[M]):
    """Rows of an enterprise, seen by whoever may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(may_see(viewer, enterprise="enterprise")).marked()


def _held_by(viewer: Viewer) -> Q:
    """Rows of one enterprise and one organisation: for either of the two, and the auditor."""
    if viewer.job or viewer.has(Role.AUDITOR):
        return Q()
    held = Q(organisation_id__in=viewer.organisations(*SEE_BY_GRANT))
    return held | Q(enterprise__key__in=viewer.keys)


class BroughtByMatter(OfEnterprise[M]):
    """Rows of an enterprise that whoever follows it may have brought: then the grant of that ``matter`` opens them."""

    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(may_see(viewer, enterprise="enterprise", brought="matter")).marked()


class GrantQuerySet(ScopedQuerySet["AccessGrant"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Its owner, the organisation that holds it, the auditor: one organisation is not told of another."""
        return self.filter(_held_by(viewer)).marked()

    def in_force(self) -> Self:
        """Begun, neither ended nor revoked."""
        now = timezone.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), begins_at__lte=now, revoked_at=None)


class AccessGrant(models.Model):
    """This organisation may see this enterprise and one matter of it, for this reason, from then until then.

    It opens the enterprise's facts, contact and sent answers; of its requests and files, those of ``matter`` alone.
    Where the organisation itself brought the enterprise (``FOLLOWED``): ``matter`` and what it brought, no more.
    ``purpose`` is the consent it rests on: withdrawn, it takes the grant along.
    """

    enterprise = models.ForeignKey("directory.Enterprise", on_delete=models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    matter = models.UUIDField()
    purpose = models.CharField(max_length=20, choices=Purpose)
    reason = models.CharField(max_length=200)
    given_by = models.CharField(max_length=80)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[GrantQuerySet] = GrantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "organisation", "matter"],
                condition=Q(revoked_at=None),
                name="one_grant_for_a_matter",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("begins_at")),
                name="grant_ends_after_it_begins",
                violation_error_message=_("Un droit d’accès finit après avoir commencé."),
            ),
        ]


def is_open_to(matter: UUID, organisation_id: int) -> bool:
    """May this organisation still see this matter? One query."""
    return AccessGrant.objects.in_force().filter(matter=matter, organisation_id=organisation_id).marked().exists()


class SeenQuerySet(ScopedQuerySet["LastSeen"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the grants: the owner learns which organisation looked, never who there; the auditor leaves no trace."""
        return self.filter(_held_by(viewer)).marked()


class LastSeen(models.Model):
    """When an organisation first and last opened an enterprise. The one thing, with the session, that a page writes."""

    enterprise = models.ForeignKey("directory.Enterprise", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects: ClassVar[SeenQuerySet] = SeenQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "last_seen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enterprise", "organisation"], name="seen_once_an_organisation")
        ]
