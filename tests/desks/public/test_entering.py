"""A private link and an invitation: GET shows a button, POST enters."""

from tests.cast import JOB, KEY
from virage.base.models import TrailEvent
from virage.stages.accounts.middleware import KEYS
from virage.stages.accounts.models import Person, PrivateLink
from virage.stages.accounts.operations import make_invitation, make_private_link


def test_a_mail_scanner_that_follows_a_link_opens_nothing(cast, client):
    address = f"/lien/{make_private_link(cast.sme, subject=KEY)}/"
    before = TrailEvent.objects.count()
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert KEYS not in client.session
    assert PrivateLink.objects.get().opened_at is None
    assert TrailEvent.objects.count() == before


def test_the_button_enters_and_the_browser_holds_the_key_under_a_new_session(cast, client):
    client.get("/")
    session = client.session
    session["seen"] = True
    session.save()
    before = session.session_key
    assert client.post(f"/lien/{make_private_link(cast.sme, subject=KEY)}/").status_code == 302
    assert client.session[KEYS] == [str(KEY)]
    assert client.session.session_key != before


def test_a_link_that_opens_nothing_says_so_without_a_server_error(db, client):
    assert "Ce lien n’est plus valable" in client.get("/lien/inconnu/").content.decode()
    answer = client.post("/lien/inconnu/")
    assert answer.status_code == 409
    assert "Ce lien n’est plus valable" in answer.content.decode()


def test_a_new_person_enters_by_invitation_and_chooses_a_password(cast, client):
    token = make_invitation(
        JOB,
        email="nouvelle@example.org",
        name="Nouvelle",
        organisation_id=cast.organisations["promoter"],
        role="adviser",
    )
    assert "Réseau fictif du Bâtiment vous invite" in client.get(f"/invitation/{token}/").content.decode()
    assert not Person.objects.filter(email="nouvelle@example.org").exists()
    answer = client.post(f"/invitation/{token}/")
    assert (answer.status_code, answer["Location"]) == (302, "/compte/password/set/")
    assert client.get("/").wsgi_request.viewer.name == "Nouvelle"


def test_an_invitation_never_stands_in_for_the_password_of_someone_who_has_an_account(cast, client):
    token = make_invitation(
        JOB, email="partner@example.org", name="X", organisation_id=cast.organisations["promoter"], role="adviser"
    )
    answer = client.post(f"/invitation/{token}/")
    assert (answer.status_code, answer["Location"]) == (302, "/compte/login/")
    assert not client.get("/").wsgi_request.viewer.is_person
