"""The promoter's desk: a request answered, a file held, an activity published, within its budget."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.meeting import announce, let_begin
from tests.thread import answer_all, begin, call, project
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.awareness.models import Session
from virage.stages.awareness.operations import register
from virage.stages.awareness.queries import registrations
from virage.stages.casefiles.queries import case_files_of, requests_of

pytestmark = pytest.mark.django_db
BYTES = 80_000


def enter(client, cast, role):
    client.force_login(Person.objects.get(pk=cast.people[role]), "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def asked(cast):
    thread, owner = begin()
    answer_all(thread, owner)
    return thread, owner, call(thread, owner, project(cast))


def day(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_request_is_read_accepted_and_followed(client, cast, asked):
    enter(client, cast, Role.PROMOTER)
    number = asked[2]
    assert "Toitures fictives" in text(client.get("/promoteur/"))
    page = text(client.get(f"/promoteur/demandes/{number}/"))
    assert "refaire mes soumissions" not in page  # the call said no need of its own
    assert "418 555-0100" in page
    wrong = client.post(f"/promoteur/demandes/{number}/accepter/", {"next_move": "", "next_move_on": day(-1)})
    assert "Dites ce qui sera fait" in text(wrong)
    assert "Cette date est passée" in text(wrong)
    right = {"owner": cast.people[Role.ADVISER], "next_move": "Appeler", "next_move_on": day(3)}
    where = client.post(f"/promoteur/demandes/{number}/accepter/", right)["Location"]
    assert "Appeler" in text(client.get(where))
    assert client.get(f"/promoteur/demandes/{number}/")["Location"] == where
    assert [line.next_move for line in case_files_of(asked[1], key=asked[0].key)] == ["Appeler"]
    again = client.post(f"/promoteur/demandes/{number}/accepter/", right)
    assert "déjà reçu une réponse" in text(again)


def test_declining_asks_for_a_reason(client, cast, asked):
    enter(client, cast, Role.PROMOTER)
    address = f"/promoteur/demandes/{asked[2]}/decliner/"
    assert "Choisissez la raison" in text(client.post(address, {}))
    assert "se dit en quelques mots" in text(client.post(address, {"reason": "other"}))
    assert client.post(address, {"reason": "full", "words": "En mai"})["Location"] == "/promoteur/demandes/"
    assert [line.words for line in requests_of(asked[1], key=asked[0].key)] == ["En mai"]
    assert "Toitures fictives" not in text(client.get("/promoteur/demandes/"))  # declined: no longer theirs to see


def test_an_activity_goes_from_draft_to_attendance(client, cast):
    enter(client, cast, Role.PROMOTER)
    number = project(cast)
    form = {
        "project": number,
        "kind": "training",
        "title": "Formation fictive",
        "summary": "Deux heures",
        "language": "fr",
        "day": day(5),
        "starts": "13:30",
        "ends": "12:00",
        "place": "Rimouski",
        "region": "01",
        "places": "2",
        "cost": "amount",
        "access": ["captions"],
    }
    assert "Écrivez le montant" in text(client.post("/promoteur/activites/nouvelle/", {**form, "ends": "15:30"}))
    form["price"] = "45,50"
    assert "finit avant de commencer" in text(client.post("/promoteur/activites/nouvelle/", form))
    where = client.post("/promoteur/activites/nouvelle/", {**form, "ends": "15:30"})["Location"]
    assert client.get("/activites/").content.decode().count("Formation fictive") == 0
    assert "Brouillon" in text(client.get(where))
    corrected = client.post(f"{where}corriger/", {**form, "ends": "16:00", "title": "Formation corrigée"})
    assert corrected["Location"] == where
    client.post(f"{where}publier/")
    assert "Formation corrigée" in text(client.get("/activites/"))
    session = Session.objects.for_operation().get()
    for name in ("alpha", "beta"):
        register(cast.stranger, session_id=session.pk, enterprise_name=name, email=f"{name}@example.org")
    assert "n’a pas commencé" in text(client.post(f"{where}presences/", {}))
    assert "45,50" in text(client.get(f"/activites/{session.pk}/"))
    let_begin(session.pk, days=1)
    assert "à noter" in text(client.get("/promoteur/activites/"))
    first = registrations(cast.viewer(Role.PROMOTER), session_id=session.pk)[0].id
    assert client.post(f"{where}presences/", {"came": [first]})["Location"] == where
    assert "absente" in text(client.get(where))


@pytest.mark.parametrize(
    "page", ["/promoteur/", "/promoteur/demandes/", "/promoteur/dossiers/", "/promoteur/activites/"]
)
def test_a_page_keeps_within_its_budget(client, cast, asked, page):
    enter(client, cast, Role.PROMOTER)
    client.get(page)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(page)
    assert len(seen) <= 10, [q["sql"][:90] for q in seen]
    assert len(gzip.compress(answer.content)) < BYTES


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.PROMOTER)])
def test_it_is_the_promoters_alone(client, cast, asked, role):
    if role:
        enter(client, cast, role)
    answer = client.get(f"/promoteur/demandes/{asked[2]}/")
    assert answer.status_code == (403 if role else 302)
    assert "418 555-0100" not in answer.content.decode()


def test_a_session_moves_is_amended_and_is_cancelled_and_people_are_told(client, cast):
    enter(client, cast, Role.PROMOTER)
    session = announce(project(cast), places=1)
    where = f"/promoteur/activites/{session}/"
    for name in ("alpha", "beta"):
        register(cast.stranger, session_id=session, enterprise_name=name, email=f"{name}@example.org")
    assert "2 personnes seront prévenues" in text(client.get(f"{where}deplacer/"))
    moved = {"day": day(12), "starts": "10:00", "ends": "11:00", "place": "Matane", "reason": "Tempête"}
    assert client.post(f"{where}deplacer/", moved)["Location"] == where
    assert "Matane" in text(client.get(f"/activites/{session}/"))
    said = {"title": "Webinaire fictif", "summary": "Une heure", "cost": "amount", "price": "45,50", "places": "2"}
    assert "Donnez un titre" in text(client.post(f"{where}details/", {**said, "title": ""}))
    corrected = client.post(f"{where}details/", {**said, "partners": "Chambre fictive\n"}, follow=True)
    assert "2 personnes sont prévenues" in text(corrected)
    assert "45,50" in text(client.get(f"/activites/{session}/"))
    assert "Place offerte" in text(client.get(where))
    assert "Donnez la raison" in text(client.post(f"{where}annuler/", {"reason": ""}))
    assert client.post(f"{where}annuler/", {"reason": "La salle est inondée."})["Location"] == where
    assert "La salle est inondée." in text(client.get(f"/activites/{session}/"))


def test_a_series_grows_by_drafts_and_a_copy_is_corrected_first(client, cast):
    enter(client, cast, Role.PROMOTER)
    session = announce(project(cast))
    where = f"/promoteur/activites/{session}/"
    other = {"day": day(20), "starts": "10:00", "ends": "11:00", "place": "Gaspé", "region": "11", "places": "8"}
    added = client.post(f"{where}autre-seance/", other)["Location"]
    assert client.get(f"{added}corriger/")["Location"] == f"{added}corriger-la-seance/"
    assert client.post(f"{added}corriger-la-seance/", {**other, "place": "Percé"})["Location"] == added
    assert "Percé" in text(client.get(added))
    assert client.get(f"/activites/{added.split('/')[3]}/").status_code == 200  # its team reads the draft
    client.logout()
    assert client.get(f"/activites/{added.split('/')[3]}/").status_code == 404
    enter(client, cast, Role.PROMOTER)
    assert client.post(f"{where}copier/")["Location"].endswith("/corriger/")
