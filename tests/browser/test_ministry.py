"""The ministry's and the auditor's pages in a real browser: at desk and phone width, in both languages."""

import os
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.browser.axe import violations
from virage.base.viewer import Role
from virage.demo import build as building
from virage.demo.build import build
from virage.stages.accounts.models import Person

PAGES = (
    ("ministry:dashboard", ()),
    ("ministry:enterprises", ("accompanied",)),
    ("ministry:acts", ("sensitised",)),
    ("ministry:envelope", ()),
    ("ministry:targets", ()),
    ("ministry:coverage", ()),
    ("ministry:late", ()),
    ("auditor:trail", ()),
)


def sign_in(screen, live_server, role):
    client = Client()
    person = Person.objects.filter(memberships__role=role).order_by("pk").first()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    cookie = client.cookies["virage"].value
    screen.context.add_cookies([{"name": "virage", "value": cookie, "url": live_server.url}])


@pytest.fixture
def demo(transactional_db, monkeypatch):
    monkeypatch.setattr(building, "database_is_demo", lambda: True)
    return build(on=date(2026, 11, 22), seed=1)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_accessible_and_fits(demo, page, live_server, language):
    sign_in(page, live_server, Role.AUDITOR)
    found = {}
    for name, arguments in PAGES:
        with translation.override(language):
            path = reverse(name, args=arguments)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + path)
            if violated := violations(page):
                found[name, width] = violated
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found[name, width, "wide"] = page.evaluate("document.documentElement.scrollWidth")
            if shots := os.environ.get("SHOTS"):
                page.screenshot(path=f"{shots}/{name.split(':')[1]}-{width}-{language}.png", full_page=True)
    assert found == {}
