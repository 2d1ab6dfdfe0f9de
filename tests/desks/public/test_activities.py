"""The calendar with its filters and feeds, a session, a registration by its private link."""

import io
import re

import pytest
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from tests.cast import JOB
from tests.meeting import announce, let_begin
from tests.thread import project
from virage.base.viewer import Role
from virage.stages.awareness.models import Registration
from virage.stages.awareness.operations import note_lead, offer_appointments
from virage.stages.awareness.queries import appointments, session
from virage.stages.awareness.states import RegistrationState
from virage.stages.messages.models import Message

pytestmark = [pytest.mark.django_db]


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def sessions(cast):
    carrier = project(cast)
    return {
        "rimouski": announce(carrier, title="Étape de Rimouski", kind="tour_stop", place="Rimouski", region="01"),
        "somewhere": announce(carrier, title="Étape sans région", kind="tour_stop", place="À préciser"),
        "online": announce(carrier, title="Webinaire ouvert", online=True, sectors=("tourisme",)),
        "gaspe": announce(carrier, title="Étape de Gaspé", kind="tour_stop", place="Gaspé", region="11", places=1),
    }


TITLES = {
    "Rimouski": "Étape de Rimouski",
    "sans région": "Étape sans région",
    "Webinaire ouvert": "Webinaire ouvert",
    "Gaspé": "Étape de Gaspé",
}


def shown(response):
    return {name for name, title in TITLES.items() if title in text(response)}


def test_a_title_says_its_language_where_the_page_speaks_another(client, cast):
    carrier = project(cast)
    english = announce(carrier, title="First steps in going digital", language="en")
    own = announce(carrier, title="Premiers gestes")
    marked = '<span lang="en">First steps in going digital</span>'
    for address in ("/activites/", f"/activites/{english}/"):
        assert marked in text(client.get(address))
        assert marked not in text(client.get(f"/en{address}"))
    assert '<span lang="fr">Premiers gestes</span>' in text(client.get(f"/en/activites/{own}/"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Rimouski", "sans région", "Webinaire ouvert", "Gaspé"}),
        ("region=01", {"Rimouski", "sans région", "Webinaire ouvert"}),
        ("region=01&kind=tour_stop", {"Rimouski", "sans région"}),
        ("online=on", {"Webinaire ouvert"}),
        ("sector=construction", {"Rimouski", "sans région", "Gaspé"}),
        ("language=en", set()),
        ("region=zz&month=jamais", {"Rimouski", "sans région", "Webinaire ouvert", "Gaspé"}),
    ],
)
def test_filters_never_hide_what_is_not_known_and_the_feed_follows_them(client, sessions, query, expected):
    page = client.get(f"/activites/?{query}")
    assert shown(page) == expected
    events = Calendar.from_ical(client.get(f"/activites/calendrier.ics?{query}").content).walk("VEVENT")
    assert len(events) == len(expected)


def test_what_is_not_known_is_said_apart(client, sessions):
    page = text(client.get("/activites/?region=01&kind=tour_stop"))
    assert page.index("Étape de Rimouski") < page.index("À vérifier") < page.index("Étape sans région")
    assert "calendrier.ics?region=01&amp;kind=tour_stop" in page


def test_a_full_session_is_left_out_only_when_places_are_asked(client, sessions):
    form = {"enterprise_name": "Fictive", "email": "a@example.org"}
    client.post(f"/activites/{sessions['gaspe']}/", form)
    assert "Gaspé" in shown(client.get("/activites/"))
    assert "Gaspé" not in shown(client.get("/activites/?places=on"))


def test_one_session_as_a_calendar(client, sessions):
    answer = client.get(f"/activites/{sessions['rimouski']}/seance.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["url"].endswith(f"/activites/{sessions['rimouski']}/")
    assert event["uid"] == f"session-{sessions['rimouski']}@localhost"


def reserve(client, number, email="a@example.org"):
    """Register in two fields, then open the letter's link: where the registration is."""
    asked = client.post(f"/activites/{number}/", {"enterprise_name": "Fictive", "email": email})
    assert asked["Location"] == f"/activites/{number}/"
    body = Message.objects.for_operation().filter(address=email, due_at__lte=timezone.now()).latest("pk").body
    link = re.search(r"localhost:\d+(/activites/lien/\S+)", body)[1]
    assert "Ouvrir mon inscription" in text(client.get(link))
    return client.post(link)["Location"]


def test_two_fields_reserve_a_place_that_the_letter_opens(client, sessions):
    number = sessions["gaspe"]
    assert "Il reste 1 place sur 1" in text(client.get(f"/activites/{number}/"))
    wrong = client.post(f"/activites/{number}/", {"enterprise_name": "", "email": "a@"})
    assert "Écrivez le nom de votre entreprise" in text(wrong)
    mine = reserve(client, number)
    assert "Votre place est réservée" in text(client.get(mine))
    second = reserve(client, number, "b@example.org")
    client.session.flush()
    client.cookies.clear()
    assert client.get(mine).status_code == 404
    assert reserve(client, number, "b@example.org") == second
    assert "rang 1" in text(client.get(second))
    assert client.post(f"{second}annuler/")["Location"] == second
    assert "Inscription annulée" in text(client.get(second))


def test_a_stranger_reads_the_same_words_whether_an_address_is_registered_or_not(client, sessions):
    form = {"enterprise_name": "Curieuse", "email": "a@example.org"}

    def said():
        answer = client.post(f"/activites/{sessions['rimouski']}/", form, follow=True)
        assert "keys" not in client.session
        return re.search(r"C’est noté\.[^<]*", text(answer))[0]

    assert said() == said()


def test_a_place_offered_is_confirmed_by_its_link(client, sessions):
    first, second = (reserve(client, sessions["gaspe"], f"{name}@example.org") for name in "ab")
    client.post(f"{first}annuler/")
    assert "Une place vous est offerte" in text(client.get(second))
    client.post(f"{second}confirmer/")
    assert "Votre place est réservée" in text(client.get(second))
    states = Registration.objects.for_operation().values_list("state", flat=True)
    assert sorted(states) == [RegistrationState.CANCELLED, RegistrationState.REGISTERED]


def test_a_session_that_began_takes_nobody(client, sessions):
    let_begin(sessions["rimouski"])
    page = text(client.get(f"/activites/{sessions['rimouski']}/"))
    assert "Cette séance est passée." in page
    assert "Réserver ma place" not in page


def test_after_the_session_who_came_has_a_certificate_and_two_questions(client, cast, sessions):
    number = sessions["rimouski"]
    mine = reserve(client, number)
    assert "Votre billet" in text(client.get(mine))
    let_begin(number)
    for path in ("attestation.pdf", "avis/"):
        assert client.get(f"{mine}{path}").status_code == 404
    Registration.objects.for_operation().update(came=True)
    assert "Répondre à deux questions" in text(client.get(mine))
    answer = client.get(f"{mine}attestation.pdf")
    read = PdfReader(io.BytesIO(answer.content))
    said = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read.pages))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.trailer["/Root"]["/Lang"] == "fr-CA"
    for words in ("Attestation de présence", "Fictive", "Étape de Rimouski", "n’atteste rien"):
        assert words in said
    assert "Choisissez une réponse" in text(client.post(f"{mine}avis/", {}))
    assert client.post(f"{mine}avis/", {"useful": "very", "knows_next": "partly"})["Location"] == mine
    assert 'value="very" checked' in text(client.get(f"{mine}avis/"))


def test_the_tour_shows_its_stops_and_where_enterprises_are(client, sessions):
    page = text(client.get("/activites/tournee/"))
    assert "Étape de Rimouski" in page
    assert "Webinaire ouvert" not in page
    assert "0 étape tenue, 3 à venir" in page


def test_who_was_met_confirms_by_the_link_of_the_letter(client, cast, sessions):
    met = {"enterprise_name": "Quai fictif", "name": "Rose", "email": "rose@example.org", "phone": "418 555-0142"}
    note_lead(JOB, session_id=sessions["rimouski"], **met)
    body = Message.objects.for_operation().get(kind="lead").body
    link = re.search(r"localhost:\d+(/activites/lien/\S+)", body)[1]
    mine = client.post(link)["Location"]
    assert "voie les réponses que mon entreprise a données" in text(client.get(mine))
    assert client.post(mine)["Location"] == mine
    assert "Votre rappel est demandé" in text(client.get(mine))


def test_an_hour_is_chosen_at_a_fair(client, cast):
    fair = announce(project(cast), kind="fair", organiser="Comité fictif")
    first = session(JOB, session_id=fair).starts_at
    person = cast.people[Role.PROMOTER]
    offer_appointments(JOB, session_id=fair, person_id=person, first=first, count=2, minutes=20)
    page = text(client.get(f"/activites/{fair}/"))
    assert "Comité fictif" in page
    assert "Personne promoter" in page
    mine = reserve(client, fair)
    number = appointments(JOB, session_id=fair)[0].id
    assert client.post(f"{mine}rendez-vous/", {"appointment": number})["Location"] == mine
    assert "avec Personne promoter" in text(client.get(mine))
    assert client.post(f"{mine}rendez-vous/", {"appointment": "x"}).status_code == 409
