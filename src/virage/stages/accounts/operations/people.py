"""Organisations, people and the roles they hold."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership, Organisation, OrganisationKind, Person
from virage.stages.accounts.policies import MANAGERS, can_found_organisations, can_offer_role


class NameTaken(Refusal):
    """Two organisations may not bear one name."""

    sentence = _("Un organisme porte déjà ce nom.")
    field = "name"


class AddressTaken(Refusal):
    """One e-mail address, one person."""

    sentence = _("Une personne utilise déjà cette adresse de courriel.")
    field = "email"


class AlreadyHeld(Refusal):
    """The role is already held."""

    sentence = _("Cette personne tient déjà ce rôle dans cet organisme.")


class LastManager(Refusal):
    """An organisation keeps someone who may invite."""

    sentence = _("C’est la dernière personne qui gère cet organisme : invitez d’abord quelqu’un pour lui succéder.")


@operation
def found_organisation(viewer: Viewer, *, name: str, kind: str, fictitious: bool = False) -> int:
    """Enter an organisation; returns its id.

    Args:
        viewer: a director of the ministry, or a job.
        name: as people say it; unique.
        kind: ministry, promoter, partner, council or auditor.
        fictitious: invented for a demonstration; said wherever it is named.

    Raises:
        NameTaken: an organisation already bears this name.
    """
    if not can_found_organisations(viewer):
        raise Forbidden
    kind = OrganisationKind(kind).value
    organisation, new = Organisation.objects.get_or_create(name=name, defaults={"kind": kind, "fictitious": fictitious})
    if not new:
        raise NameTaken
    record(viewer, "organisation.founded", kind="organisation", id=organisation.pk, organisation_id=organisation.pk)
    return organisation.pk


@operation
def enrol_person(
    viewer: Viewer, *, email: str, name: str, language: str = "fr", phone: str = "", fictitious: bool = False
) -> int:
    """Enter a person, without a password: they come in by invitation or single sign-on. Returns their id.

    Raises:
        AddressTaken: someone already uses this address.
    """
    if not can_found_organisations(viewer):
        raise Forbidden
    email = email.strip().lower()
    if Person.objects.filter(email=email).exists():
        raise AddressTaken
    person = Person.objects.create_user(email, name=name, language=language, phone=phone, fictitious=fictitious)
    record(viewer, "person.enrolled", kind="person", id=person.pk)
    return person.pk


@operation
def grant_membership(
    viewer: Viewer, *, person_id: int, organisation_id: int, role: str, since: date | None = None
) -> int:
    """Give a person a role in an organisation, from a day on (today unless said); returns its id."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    if not can_offer_role(viewer, organisation, Role(role)):
        raise Forbidden
    day = since or timezone.localdate()
    held, new = Membership.objects.for_operation().get_or_create(
        person_id=person_id, organisation=organisation, role=Role(role), defaults={"since": day}
    )
    if not new and held.until is None:
        raise AlreadyHeld
    if not new:
        held.since, held.until = day, None
        held.save(update_fields=["since", "until"])
    record(viewer, "membership.granted", kind="membership", id=held.pk, organisation_id=organisation.pk, role=held.role)
    return held.pk


@operation
def allow_export(viewer: Viewer, *, membership_id: int, allowed: bool) -> None:
    """Let someone take the lists of an organisation away as files, or no longer: a right of its own."""
    rows = Membership.objects.for_operation().select_for_update(of=("self",)).select_related("organisation")
    held = rows.filter(pk=membership_id).first()
    if held is None or not can_offer_role(viewer, held.organisation, Role(held.role)):
        raise Forbidden
    held.exports = allowed
    held.save(update_fields=["exports"])
    verb = "membership.export_allowed" if allowed else "membership.export_withdrawn"
    record(viewer, verb, kind="membership", id=held.pk, organisation_id=held.organisation.pk)


@operation
def end_membership(viewer: Viewer, *, membership_id: int, on: date, reason: str = "") -> None:
    """End a role: the day given is its last.

    Raises:
        LastManager: nobody would be left to invite the others.
    """
    rows = Membership.objects.for_operation().select_related("organisation")
    held = rows.filter(pk=membership_id).first()
    if held is None or not can_offer_role(viewer, held.organisation, Role(held.role)):
        raise Forbidden
    Organisation.objects.select_for_update().get(pk=held.organisation_id)  # two managers do not remove each other
    held = rows.select_for_update(of=("self",)).get(pk=membership_id)
    if held.role in MANAGERS:
        same = Membership.objects.for_operation().filter(
            organisation_id=held.organisation_id, role=held.role, until=None
        )
        if not same.filter(person__is_active=True).exclude(pk=held.pk).exists():
            raise LastManager
    held.until, held.exports = on, False
    held.save(update_fields=["until", "exports"])
    record(
        viewer,
        "membership.ended",
        kind="membership",
        id=held.pk,
        organisation_id=held.organisation.pk,
        reason=reason,
        on=on.isoformat(),
    )


@operation
def choose_reminders(viewer: Viewer, *, wanted: bool) -> None:
    """One's own choice: receive the reminder of one's next moves by e-mail, or not."""
    if viewer.person_id is None:
        raise Forbidden
    Person.objects.filter(pk=viewer.person_id).update(reminders=wanted)
    record(viewer, "reminders.chosen", kind="person", id=viewer.person_id, wanted=wanted)
