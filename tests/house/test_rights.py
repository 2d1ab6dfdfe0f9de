"""Every route, as every role, as an owner with a private key, and as a stranger, in both languages."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve, reverse
from django.utils import translation

from tests.cast import JOB, KEY, PLACES, Cast
from tests.house.rights import LOGIN, OWNER, RIGHTS, STRANGER, VIEWERS, Outcome, Right
from tests.house.samples import SAMPLES
from virage.base import demonstration, door
from virage.base.models import TrailEvent
from virage.base.viewer import Role
from virage.config import errors
from virage.stages.accounts import middleware
from virage.stages.accounts.middleware import KEYS
from virage.stages.accounts.models import Organisation, Person
from virage.stages.accounts.operations import enrol_person, grant_membership
from virage.stages.accounts.queries import viewer_of


def routes(resolver=None, spaces=()):
    """Every named route of the URLconf; those without a name stand under their pattern."""
    for found in (resolver or get_resolver()).url_patterns:
        if isinstance(found, URLPattern):
            yield ":".join((*spaces, found.name)) if found.name else str(found.pattern)
        else:
            yield from routes(found, (*spaces, found.namespace) if found.namespace else spaces)


ROUTES = sorted(set(routes()))
LOOKING = {"fr": VIEWERS, "en": (STRANGER, OWNER, Role.PROMOTER)}  # the same views answer in both languages


@pytest.fixture(autouse=True)
def _demonstration(monkeypatch):
    monkeypatch.setattr(demonstration, "database_is_demo", lambda: True)


@pytest.fixture
def quick(monkeypatch, settings):
    """Thousands of visits: sessions in memory, and a refusal drawn once for each viewer and desk.

    What each viewer holds is read once, until the dictionary given is emptied.
    """
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    drawn, met = set(), {}

    def viewer_met(person, *, on, **visit):
        if person.pk not in met:
            met[person.pk] = viewer_of(person, on=on, **visit)
        return replace(met[person.pk], **visit)

    def draw(request, template, context, **status):
        who = request.viewer.person_id, request.viewer.keys, translation.get_language()
        refusal = template, context["door"].desk, context.get("lost_file"), context.get("refusal"), *who
        if status and refusal in drawn:
            return HttpResponse(**status)
        drawn.add(refusal)
        return render(request, template, context, **status)

    for place in (door, errors):
        monkeypatch.setattr(place, "render", draw)
    monkeypatch.setattr(middleware, "viewer_of", viewer_met)
    return met


def client_of(viewer: str, cast: Cast) -> Client:
    client = Client(SERVER_NAME="localhost")
    if viewer == OWNER:
        session = client.session
        session[KEYS] = [str(KEY)]
        session.save()
    elif viewer != STRANGER:
        client.force_login(
            Person.objects.get(pk=cast.people[Role(viewer)]), "allauth.account.auth_backends.AuthenticationBackend"
        )
    return client


def outcome(response) -> Outcome:
    if response.status_code != 302:
        return response.status_code
    path = urlsplit(response["Location"]).path
    with translation.override("en" if path.startswith("/en/") else "fr"):
        where = resolve(path).view_name
    return LOGIN if where == "account_login" else where


def test_every_route_has_its_line_and_every_line_its_route():
    assert sorted(RIGHTS) == ROUTES


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_viewer_gets_what_the_table_says(cast, quick, language):
    clients = {viewer: client_of(viewer, cast) for viewer in LOOKING[language]}
    wrong = {}
    for name, right in RIGHTS.items():
        address = address_of(name, right, cast, language)
        for viewer, client in clients.items():
            expected, before = right.outcomes[viewer], session_of(client)
            if (got := ask(client, address, right)) != expected:
                wrong[name, viewer] = f"{got}, not {expected}"
            if right.acts:  # an act may change who one is
                quick.clear()
            if session_of(client) != before:
                clients[viewer] = client_of(viewer, cast)
    assert wrong == {}


def session_of(client: Client) -> str:
    held = client.cookies.get(configured.SESSION_COOKIE_NAME)
    return held.value if held else ""


def address_of(name: str, right: Right, cast: Cast, language: str) -> str:
    with translation.override(language):
        return reverse(name, kwargs=SAMPLES[right.sample](cast) if right.sample else {}) + right.query


def ask(client: Client, address: str, right: Right) -> Outcome:
    if right.acts:
        assert client.get(address).status_code == 405, address
        return outcome(client.post(address))
    got = outcome(client.get(address))
    writes = getattr(resolve(urlsplit(address).path).func, "writes", True)
    if got in (LOGIN, 403, 404) and writes:  # who may not look may not write either
        before = TrailEvent.objects.count()
        assert outcome(client.post(address)) in (got, 405), address
        assert TrailEvent.objects.count() == before, address
    return got


SAID_TO_ALL = {"indicator", "opening", "template_sheet"}  # words of the pack, not someone's thing


@pytest.mark.parametrize("role", [Role.PROMOTER, Role.ADVISER, Role.PARTNER])
def test_the_same_role_in_another_organisation_finds_nothing(cast, role):
    elsewhere = Organisation.objects.create(name="Organisme fictif d’ailleurs", kind=PLACES[role], fictitious=True)
    person = enrol_person(JOB, email="ailleurs@example.org", name="Personne d’ailleurs", fictitious=True)
    grant_membership(JOB, person_id=person, organisation_id=elsewhere.pk, role=role)
    client = client_of(STRANGER, cast)
    client.force_login(Person.objects.get(pk=person), "allauth.account.auth_backends.AuthenticationBackend")
    met = {}
    for name, right in RIGHTS.items():
        if name.startswith(f"{role.value}:") and right.sample and right.sample not in SAID_TO_ALL:
            got = ask(client, address_of(name, right, cast, "fr"), right)
            met |= {name: got} if got not in {403, 404, 409} else {}
    assert met == {}


def test_a_page_that_reads_refuses_to_write(cast):
    for name, right in RIGHTS.items():
        address = address_of(name, right, cast, "fr")
        with translation.override("fr"):
            view = resolve(address.split("?")[0]).func
        if not getattr(view, "writes", True):
            assert client_of(STRANGER, cast).post(address).status_code == 405, name
