"""After signing in, each role lands at its desk; who holds several chooses."""

import pytest
from django.urls import reverse

from tests.cast import JOB
from virage.base.viewer import MINISTRY, Role
from virage.stages.accounts.models import Membership, Person
from virage.stages.accounts.operations import grant_membership

pytestmark = pytest.mark.django_db
LANDS = {Role.ADVISER: "adviser:today", Role.PROMOTER: "promoter:home", Role.PARTNER: "partner:home"} | dict.fromkeys(
    sorted(MINISTRY), "ministry:dashboard"
)


def enter(client, cast, role):
    client.force_login(Person.objects.get(pk=cast.people[role]), "allauth.account.auth_backends.AuthenticationBackend")


@pytest.mark.parametrize("role", sorted(LANDS))
def test_one_role_lands_at_its_desk(client, cast, role):
    enter(client, cast, role)
    assert client.get("/mon-poste/")["Location"] == reverse(LANDS[role])


def test_two_roles_are_offered_and_never_mixed(client, cast):
    grant_membership(
        JOB,
        person_id=cast.people[Role.ADVISER],
        organisation_id=cast.organisations["promoter"],
        role=Role.PROMOTER,
    )
    enter(client, cast, Role.ADVISER)
    page = client.get("/mon-poste/").content.decode()
    assert page.count('class="v-liste__nom"') == 2
    assert reverse("promoter:home") in page
    assert reverse("adviser:today") in page


def test_a_council_member_lands_on_what_is_true_for_it(client, cast):
    enter(client, cast, Role.COUNCIL)
    page = client.get("/mon-poste/").content.decode()
    assert "Aucun avis n’est inscrit dans cette installation" in page
    assert reverse("public:promises") in page


def test_someone_without_a_role_is_told_so(client, cast):
    Membership.objects.for_operation().filter(person_id=cast.people[Role.COUNCIL]).delete()
    enter(client, cast, Role.COUNCIL)
    assert "Pas encore de poste" in client.get("/mon-poste/").content.decode()


def test_a_stranger_signs_in_first(client, db):
    assert reverse("account_login") in client.get("/mon-poste/")["Location"]
