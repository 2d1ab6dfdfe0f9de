"""« Quel projet peut m’aider? »: everything judged with its reason, two worlds apart, and on to the call."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests import thread
from tests.cast import JOB
from tests.meeting import announce
from virage.stages.directory.models import Enterprise
from virage.stages.directory.queries import enterprise_card_by_id
from virage.stages.programme.operations import announce_project, open_initiative

ASKED = {"activity": "couvreur", "region": "06", "employees": "12", "need": "refaire mes soumissions"}


@pytest.fixture
def here(cast):
    """A project for all, one for another region, one that takes nobody."""
    initiative = open_initiative(
        JOB, name="Offensive fictive", ministry_id=cast.organisations["ministry"], began_on=thread.ON, fictitious=True
    )
    house = cast.organisations["promoter"]
    return {
        name: announce_project(
            JOB, initiative_id=initiative.pk, promoter_id=house, announced_on=thread.ON, name=name, **{**OPEN, **terms}
        ).pk
        for name, terms in TERMS.items()
    }


OPEN = {
    "summary": ("Un projet fictif", "A fictitious project"),
    "offer": ("Vingt heures", "Twenty hours"),
    "sectors": [],
    "regions": [],
    "accepts_requests": True,
}
TERMS = {
    "Projet fictif ouvert": {"summary": ("Vos soumissions plus vite", "Quotes, faster")},
    "Projet fictif d’ailleurs": {"regions": ["01"]},
    "Projet fictif fini": {"accepts_requests": False},
}


def test_the_form_comes_alone_and_says_the_policy(client, here):
    page = client.get("/quel-projet/")
    assert page.context["page"].asked is False
    assert "jamais un refus" in page.text
    assert "Projet fictif ouvert" not in page.text


def test_everything_is_judged_and_what_is_refused_comes_last_with_its_reason(client, here):
    page = client.get("/quel-projet/", ASKED).context["page"]
    assert [one.thing.card.name for one in page.here.first] == ["Projet fictif ouvert"]
    assert page.here.first[0].need_words == ("soumission",)
    said = {one.thing.card.name: [r.words.fr for r in one.reasons if r.answer == "no"] for one in page.here.refused}
    assert said == {
        "Projet fictif d’ailleurs": ["Dans une autre région\u00a0: Bas-Saint-Laurent."],
        "Projet fictif fini": ["Ne reçoit pas de nouvelles demandes."],
    }
    assert page.read == "Construction"


def test_what_is_not_said_leaves_to_settle_and_names_the_next_fact(client, here):
    page = client.get("/quel-projet/", {"need": "refaire mes soumissions"}).context["page"]
    held = {one.thing.card.name: (one.answer.value, one.question) for one in page.here.first}
    assert held == {"Projet fictif ouvert": ("yes", None), "Projet fictif d’ailleurs": ("unknown", "region")}
    assert page.settle.fact == "sector"


def test_the_two_worlds_stand_on_two_lists(client, here):
    text = client.get("/quel-projet/", ASKED).text
    ours, published = text.index('id="ici"'), text.index('id="publies"')
    assert ours < text.index("Projet fictif ouvert") < published < text.index("IQC 4.0")
    assert "Projet fictif" not in text[published:]
    assert "Cybersécurité" in text[published:]


def test_sessions_to_come_are_judged_too(client, cast, here):
    now = timezone.now()
    announce(here["Projet fictif ouvert"], starts_at=now + timedelta(days=3))
    page = client.get("/quel-projet/", ASKED).context["page"]
    assert len(page.sessions.first) + len(page.sessions.refused) == 1


def test_words_that_only_resemble_a_trade_choose_no_sector(client, here):
    assert client.get("/quel-projet/", {"activity": "zzz"}).context["page"].read == ""


def test_a_wrong_number_says_so_and_judges_the_rest(client, here):
    page = client.get("/quel-projet/", {**ASKED, "employees": "douze"})
    assert "Écrivez un nombre entier" in page.text
    assert "employees" not in page.context["page"].facts


def test_from_a_project_one_goes_on_to_the_call_with_what_was_said(cast, here):
    client = Client()
    number = here["Projet fictif ouvert"]
    answer = client.post("/mon-entreprise/rappel/", {**ASKED, "project": number})
    thread_id = Enterprise.objects.for_operation().get().pk
    assert answer["Location"] == f"/mon-entreprise/{thread_id}/rappel/?projet={number}"
    page = client.get(answer["Location"])
    assert page.context["page"].form.initial["project"] == number
    card = enterprise_card_by_id(page.wsgi_request.viewer, enterprise_id=thread_id)
    assert {**card.facts} == {**ASKED, "employees": 12, "sector": "construction", "scian": card.facts["scian"]}


def test_a_thread_is_judged_by_what_it_holds_and_may_be_tried_otherwise(client, cast, here):
    begun, _owner = thread.begin()
    session = client.session
    session["keys"] = [str(begun.key)]
    session.save()
    page = client.get(f"/mon-entreprise/{begun.id}/projets/").context["page"].match
    assert {one.thing.card.name for one in page.here.first} == {"Projet fictif ouvert", "Projet fictif d’ailleurs"}
    other = client.get(f"/mon-entreprise/{begun.id}/projets/", ASKED).context["page"].match
    assert [one.thing.card.name for one in other.here.first] == ["Projet fictif ouvert"]
