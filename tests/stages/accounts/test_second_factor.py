"""Whoever holds a role proves it twice, outside a demonstration."""

import pytest
from allauth.mfa.models import Authenticator

from tests.cast import JOB
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.accounts.operations import enrol_person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def real(settings):
    settings.DEMO = False


def signed_in(client, person_id):
    client.force_login(Person.objects.get(pk=person_id), BACKEND)
    return client


@pytest.mark.parametrize("role", Role)
def test_every_role_is_led_to_its_second_factor_and_has_no_right_until_then(cast, real, client, role):
    signed_in(client, cast.people[role])
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/compte/2fa/")
    page = client.get("/compte/2fa/")
    assert page.status_code == 200
    assert page.wsgi_request.viewer.memberships == ()


def test_with_a_second_factor_the_role_is_whole(cast, real, client):
    person_id = cast.people[Role.FINANCE]
    Authenticator.objects.create(user_id=person_id, type=Authenticator.Type.TOTP, data={"secret": "x"})
    answer = signed_in(client, person_id).get("/")
    assert answer.status_code == 200
    assert answer.wsgi_request.viewer.roles == {Role.FINANCE}


def test_a_demonstration_and_someone_without_a_role_are_not_asked(cast, client, settings):
    assert signed_in(client, cast.people[Role.DIRECTOR]).get("/").status_code == 200
    settings.DEMO = False
    guest = enrol_person(JOB, email="sans-role@example.org", name="Sans rôle")
    assert signed_in(client, guest).get("/").status_code == 200


def test_the_ministrys_own_sign_on_may_bring_it(cast, real, client, settings):
    settings.SSO_BRINGS_MFA = True
    signed_in(client, cast.people[Role.DIRECTOR])
    assert client.get("/").status_code == 302
    session = client.session
    session["account_authentication_methods"] = [{"method": "socialaccount", "provider": "ministere"}]
    session.save()
    assert client.get("/").status_code == 200
