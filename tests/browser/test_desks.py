"""The promoter's and the adviser's pages in a real browser: at desk and phone width, in both languages."""

import os
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.browser.axe import violations
from tests.browser.moves import follow
from virage.base.viewer import Role, Viewer
from virage.demo import build as building
from virage.demo.build import build
from virage.stages.accounts.models import Person
from virage.stages.awareness.models import Session
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.states import RequestState

SMALL = """() => [...document.querySelectorAll('.govuk-button, button, .v-nav a, summary, select, .govuk-input')]
  .map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
  .filter(([_, box]) => box.width && box.height < 44).map(([words]) => words)"""
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


def promoter_pages():
    """Someone with a request that waits, a file, and a session that is over; and every page of theirs."""
    request = Request.objects.visible_to(JOB).filter(state=RequestState.WAITING).order_by("pk").first()
    body = request.project.promoter_id
    file = CaseFile.objects.visible_to(JOB).filter(project__promoter_id=body, closed_at=None).first()
    own = Session.objects.for_operation().filter(activity__project__promoter_id=body)
    session = own.filter(registrations__came=True).first()
    person = Person.objects.filter(memberships__organisation_id=body, memberships__role=Role.PROMOTER).first()
    return person, [
        *((f"promoter:{name}", ()) for name in ("home", "requests", "caseload", "sessions", "draft")),
        *((f"promoter:{name}", (request.pk,)) for name in ("request", "accept", "decline")),
        *((f"promoter:{name}", (file.pk,)) for name in ("file", "move", "service")),
        *((f"promoter:{name}", (session.pk,)) for name in ("session", "attendance")),
    ]


def adviser_pages():
    file = CaseFile.objects.visible_to(JOB).filter(owner__memberships__role=Role.ADVISER, closed_at=None).first()
    own = [(f"adviser:{name}", (file.pk,)) for name in ("file", "move", "service")]
    return file.owner, [("adviser:today", ()), ("adviser:caseload", ()), *own]


@pytest.mark.parametrize("desk", [promoter_pages, adviser_pages])
def test_every_page_is_accessible_fits_and_is_easy_to_touch(demo, page, live_server, desk):
    person, pages = desk()
    sign_in(page, live_server, person)
    found = {}
    for language in ("fr", "en"):
        for name, arguments in pages:
            with translation.override(language):
                path = reverse(name, args=arguments)
            for width in (1280, 360):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.goto(live_server.url + path).status == 200
                if violated := violations(page):
                    found[name, language, width] = violated
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    found[name, language, width, "wide"] = page.evaluate("document.documentElement.scrollWidth")
                if small := page.evaluate(SMALL):
                    found[name, language, width, "small"] = small
                if shots := os.environ.get("SHOTS"):
                    page.screenshot(path=f"{shots}/{name.replace(':', '-')}-{width}-{language}.png", full_page=True)
    assert found == {}


def test_a_request_is_accepted_without_script(demo, without_script, live_server):
    person, pages = promoter_pages()
    sign_in(without_script, live_server, person)
    number = dict(pages)["promoter:accept"][0]
    without_script.goto(f"{live_server.url}/promoteur/demandes/{number}/")
    follow(without_script.get_by_role("link", name="Accepter"))
    follow(without_script.get_by_role("button", name="Accepter la demande"))
    assert "/promoteur/dossiers/" in without_script.url
    assert without_script.get_by_role("status").count() == 1
