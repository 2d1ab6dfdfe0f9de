"""What the promoter does in a real browser."""

from datetime import date

import pytest
from django.test import Client

from tests.browser.moves import follow
from virage.base.viewer import Role, Viewer
from virage.demo import build as building
from virage.demo.build import build
from virage.stages.accounts.models import Person
from virage.stages.casefiles.models import Request
from virage.stages.casefiles.states import RequestState

JOB = Viewer.system("test")


@pytest.fixture
def demo(transactional_db, monkeypatch):
    monkeypatch.setattr(building, "database_is_demo", lambda: True)
    return build(on=date(2026, 11, 22), seed=1)


def sign_in(screen, live_server, person):
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    cookie = client.cookies["virage"].value
    screen.context.add_cookies([{"name": "virage", "value": cookie, "url": live_server.url}])


def test_a_request_is_accepted_without_script(demo, without_script, live_server):
    request = Request.objects.visible_to(JOB).filter(state=RequestState.WAITING).order_by("pk").first()
    body = request.project.promoter_id
    sign_in(
        without_script, live_server, Person.objects.get(memberships__role=Role.PROMOTER, memberships__organisation=body)
    )
    without_script.goto(f"{live_server.url}/promoteur/demandes/{request.pk}/")
    follow(without_script.get_by_role("link", name="Accepter"))
    follow(without_script.get_by_role("button", name="Accepter la demande"))
    assert "/promoteur/dossiers/" in without_script.url
    assert without_script.get_by_role("status").count() == 1
