"""What each person of a team takes on, and when they are away. Rights: whoever manages the organisation."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership
from virage.stages.programme.models import Absence, DeliveryPoint, WorkProfile
from virage.stages.programme.operations.delivery import EndsBeforeItBegins
from virage.stages.programme.written import WorkWords


class NotYourTeam(Forbidden):
    """Only whoever manages the organisation says what its people take on."""

    sentence = _("Cette personne n’est pas de votre équipe.")


class AlreadyAway(Refusal):
    """Two absences of one person do not meet: one of them would be forgotten when the other is taken back."""

    sentence = _("Cette personne est déjà absente une partie de ces jours.")
    field = "first"


@operation
def describe_work(viewer: Viewer, *, organisation_id: int, person_id: int, words: WorkWords) -> None:
    """Say what sectors, regions and languages a person serves, how many open files, from which point of service."""
    _check(viewer, organisation_id, person_id)
    if words.point_id is not None:
        held = DeliveryPoint.objects.for_operation().filter(pk=words.point_id, project__promoter_id=organisation_id)
        if not held.exists():
            raise NotYourTeam
    WorkProfile.objects.for_operation().update_or_create(
        person_id=person_id,
        organisation_id=organisation_id,
        defaults={
            "sectors": list(words.sectors),
            "regions": list(words.regions),
            "languages": list(words.languages),
            "capacity": words.capacity,
            "point_id": words.point_id,
        },
    )
    record(
        viewer,
        "work.described",
        kind="person",
        id=person_id,
        organisation_id=organisation_id,
        sectors=list(words.sectors),
        regions=list(words.regions),
        languages=list(words.languages),
        capacity=words.capacity,
        point=words.point_id,
    )


@operation
def note_absence(viewer: Viewer, *, organisation_id: int, person_id: int, first: date, last: date) -> int:
    """Say that a person is away, both days included. Returns the absence's number."""
    _check(viewer, organisation_id, person_id)
    if last < first:
        raise EndsBeforeItBegins
    others = Absence.objects.for_operation().filter(person_id=person_id, organisation_id=organisation_id)
    if others.filter(first__lte=last, last__gte=first).exists():
        raise AlreadyAway
    absence = Absence.objects.create(person_id=person_id, organisation_id=organisation_id, first=first, last=last)
    record(viewer, "absence.noted", kind="absence", id=absence.pk, organisation_id=organisation_id)
    return absence.pk


@operation
def cancel_absence(viewer: Viewer, *, absence_id: int) -> int:
    """Take an absence back. Returns the person's number."""
    absence = Absence.objects.for_operation().select_for_update().filter(pk=absence_id).first()
    if absence is None:
        raise NotYourTeam
    _check(viewer, absence.organisation_id, absence.person_id)
    absence.delete()
    record(viewer, "absence.cancelled", kind="absence", id=absence_id, organisation_id=absence.organisation_id)
    return absence.person_id


def _check(viewer: Viewer, organisation_id: int, person_id: int) -> None:
    """Locks the role, so that two absences are not noted at once."""
    managed = bool(viewer.job) or organisation_id in viewer.organisations(Role.PROMOTER)
    held = Membership.objects.for_operation().held_on(timezone.localdate()).select_for_update()
    team = held.filter(organisation_id=organisation_id, person_id=person_id, role__in=[Role.PROMOTER, Role.ADVISER])
    if not managed or not list(team):
        raise NotYourTeam
