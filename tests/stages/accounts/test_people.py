"""Who may bring people in, and how they come."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import JOB
from virage.base.models import TrailEvent
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.accounts.models import Invitation, Membership, Person
from virage.stages.accounts.operations import (
    accept_invitation,
    cancel_invitation,
    end_membership,
    enrol_person,
    found_organisation,
    grant_membership,
    make_invitation,
)
from virage.stages.accounts.operations.invitations import InvitationClosed, InvitationOver
from virage.stages.accounts.operations.people import AddressTaken, AlreadyHeld, LastManager, NameTaken
from virage.stages.accounts.queries import open_invitation
from virage.stages.accounts.staff import organisations, staff


def test_two_organisations_never_bear_one_name(cast):
    with pytest.raises(NameTaken):
        found_organisation(JOB, name="Réseau fictif du Bâtiment", kind="partner")


def test_an_address_belongs_to_one_person_whatever_its_case(cast):
    with pytest.raises(AddressTaken):
        enrol_person(JOB, email=" ADVISER@example.org", name="Quelqu’un d’autre")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DIRECTOR])
def test_only_a_director_founds_organisations(cast, role):
    with pytest.raises(Forbidden):
        found_organisation(cast.viewer(role), name="Autre", kind="promoter")


def test_a_promoter_invites_for_its_own_house_only(cast):
    promoter = cast.viewer(Role.PROMOTER)
    ask = {"email": "nouvelle@example.org", "name": "Nouvelle", "role": "adviser"}
    assert make_invitation(promoter, organisation_id=cast.organisations["promoter"], **ask)
    with pytest.raises(Forbidden):
        make_invitation(promoter, organisation_id=cast.organisations["partner"], **ask)


def test_nobody_is_made_a_director_outside_the_ministry(cast):
    with pytest.raises(Forbidden):
        grant_membership(
            JOB,
            person_id=cast.people[Role.PROMOTER],
            organisation_id=cast.organisations["promoter"],
            role="director",
        )


def test_a_role_is_held_once_and_can_be_taken_again(cast):
    held = Membership.objects.for_operation().get(person=cast.people[Role.ADVISER])
    again = {
        "person_id": cast.people[Role.ADVISER],
        "organisation_id": cast.organisations["promoter"],
        "role": "adviser",
    }
    with pytest.raises(AlreadyHeld):
        grant_membership(JOB, **again)
    end_membership(JOB, membership_id=held.pk, on=date(2026, 1, 31), reason="départ")
    assert grant_membership(JOB, **again) == held.pk
    assert Membership.objects.for_operation().get(pk=held.pk).until is None


def test_an_invitation_serves_once(cast):
    director = cast.viewer(Role.DIRECTOR)
    token = make_invitation(
        director,
        email="nouvelle@example.org",
        name="Nouvelle",
        organisation_id=cast.organisations["ministry"],
        role="analyst",
    )
    assert open_invitation(token).role == Role.ANALYST
    accepted = accept_invitation(cast.stranger, token=token)
    assert accepted.new
    assert not Person.objects.get(pk=accepted.person_id).has_usable_password()
    assert open_invitation(token) is None
    with pytest.raises(InvitationClosed):
        accept_invitation(cast.stranger, token=token)


def test_an_invitation_ends_after_seven_days_and_is_replaced_by_a_later_one(cast):
    ask = {
        "email": "nouvelle@example.org",
        "name": "Nouvelle",
        "organisation_id": cast.organisations["ministry"],
        "role": "analyst",
    }
    first, second = (make_invitation(cast.viewer(Role.DIRECTOR), **ask) for _ in range(2))
    with pytest.raises(InvitationClosed):
        accept_invitation(cast.stranger, token=first)
    Invitation.objects.filter(revoked_at=None).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationClosed):
        accept_invitation(cast.stranger, token=second)


def test_the_trail_names_nobody_and_keeps_no_token(cast):
    token = make_invitation(
        cast.viewer(Role.DIRECTOR),
        email="nouvelle@example.org",
        name="Nouvelle",
        organisation_id=cast.organisations["ministry"],
        role="analyst",
    )
    accept_invitation(cast.stranger, token=token)
    told = str(list(TrailEvent.objects.values()))
    assert "Nouvelle" not in told
    assert "nouvelle@example.org" not in told
    assert token not in told


def membership(cast, role):
    return Membership.objects.for_operation().get(person_id=cast.people[role], role=role).pk


@pytest.mark.parametrize(("role", "by"), [(Role.PROMOTER, Role.PROMOTER), (Role.DIRECTOR, Role.DIRECTOR)])
def test_the_last_manager_stays_until_another_one_is_there(cast, role, by):
    today, house = timezone.localdate(), "promoter" if role == Role.PROMOTER else "ministry"
    with pytest.raises(LastManager):
        end_membership(cast.viewer(by), membership_id=membership(cast, role), on=today)
    other = enrol_person(JOB, email="releve@example.org", name="Relève", fictitious=True)
    grant_membership(JOB, person_id=other, organisation_id=cast.organisations[house], role=role)
    end_membership(cast.viewer(by), membership_id=membership(cast, role), on=today)
    assert Membership.objects.for_operation().get(pk=membership(cast, role)).until == today


def test_a_cancelled_invitation_no_longer_opens(cast):
    promoter, house = cast.viewer(Role.PROMOTER), cast.organisations["promoter"]
    token = make_invitation(promoter, email="n@example.org", name="N", organisation_id=house, role="adviser")
    number = Invitation.objects.get().pk
    for stranger in (cast.viewer(Role.ADVISER), cast.viewer(Role.FINANCE), cast.stranger):
        with pytest.raises(Forbidden):
            cancel_invitation(stranger, invitation_id=number)
    cancel_invitation(promoter, invitation_id=number)
    assert open_invitation(token) is None
    with pytest.raises(InvitationOver):
        cancel_invitation(promoter, invitation_id=number)


def test_a_team_is_seen_by_whoever_may_invite_there(cast):
    house = cast.organisations["promoter"]
    make_invitation(JOB, email="n@example.org", name="N", organisation_id=house, role="adviser")
    seen = staff(cast.viewer(Role.PROMOTER), organisation_id=house)
    assert [(one.role, one.alone) for one in seen.members] == [(Role.ADVISER, False), (Role.PROMOTER, True)]
    assert [(one.email, one.over) for one in seen.pending] == [("n@example.org", False)]
    assert seen.roles == (Role.ADVISER, Role.PROMOTER)
    who = {role for role in Role if staff(cast.viewer(role), organisation_id=house)}
    assert who == {Role.PROMOTER, Role.DIRECTOR}
    assert staff(cast.viewer(Role.PROMOTER), organisation_id=cast.organisations["ministry"]) is None
    assert {role for role in Role if organisations(cast.viewer(role))} == {Role.DIRECTOR}
