"""At the door with no network: the page opens again, marks wait in the browser, then reach the server once."""

import pytest
from django.test import Client

from tests.browser.axe import violations
from tests.cast import assemble
from tests.meeting import announce, let_begin
from tests.thread import project
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Person
from virage.stages.awareness.models import PresenceMark
from virage.stages.awareness.operations import register
from virage.stages.awareness.queries import registrations

JOB = Viewer.system("test")


@pytest.fixture
def door(transactional_db, context, live_server):
    cast = assemble()
    session = announce(project(cast), places=5)
    for name in ("Alpha fictive", "Bêta fictive"):
        register(Viewer.public(), session_id=session, enterprise_name=name, email=f"{name[:4]}@example.org")
    let_begin(session)
    client = Client()
    person = Person.objects.get(pk=cast.people[Role.PROMOTER])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    context.add_cookies([{"name": "virage", "value": client.cookies["virage"].value, "url": live_server.url}])
    return session, f"{live_server.url}/promoteur/activites/{session}/accueil/"


def test_marks_made_without_a_network_are_sent_once_it_is_back(door, context, guard):
    session, address = door
    guard.allow("ERR_INTERNET_DISCONNECTED")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("[data-door][data-state=ready]")
    context.set_offline(True)
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == "Accueil"
    page.get_by_role("button", name="Sur place : Alpha fictive").click()
    beta = next(line for line in registrations(JOB, session_id=session) if line.enterprise == "Bêta fictive")
    page.get_by_label("Code du billet").fill(f"http://localhost/activites/{session}/billet/{beta.code}/")
    page.get_by_label("Code du billet").press("Enter")
    page.get_by_text("2 à envoyer").wait_for()
    page.reload()
    page.get_by_text("2 à envoyer").wait_for()
    assert page.locator("[data-count]").inner_text() == "2"
    assert not PresenceMark.objects.for_operation().exists()
    with page.expect_response(lambda answer: answer.url.endswith("/marques/") and answer.ok):
        context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")  # the first may come before the network does
    page.get_by_text("Tout est envoyé").wait_for()
    assert [line.came for line in registrations(JOB, session_id=session)] == [True, True]
    assert PresenceMark.objects.for_operation().count() == 2
    assert violations(page) == []


def test_the_list_leaves_the_device_when_asked(door, page):
    _session, address = door
    page.goto(address)
    page.wait_for_selector("[data-door][data-state=ready]")
    page.get_by_role("button", name="Retirer de cet appareil").click()
    page.get_by_text("La liste est retirée de cet appareil.").wait_for()
    assert page.evaluate("caches.has('accueil')") is False
    assert page.evaluate("Object.keys(localStorage).length") == 0
