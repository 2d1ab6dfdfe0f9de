"""News: to those who agreed, not too often, stopped in one click, from the page or from a mail program."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import JOB
from virage.base.refusals import Forbidden
from virage.core.words import Words
from virage.stages.directory.models import Consent, Contact, Enterprise
from virage.stages.messages.models import Message
from virage.stages.messages.news import NotAgreed, TooSoon, UnknownLink, post_news, stop_news, stop_token
from virage.stages.messages.operations import stop_headers

NOON = datetime(2026, 3, 10, 16, tzinfo=UTC)


@pytest.fixture
def enterprise(db):
    made = Enterprise.objects.create(name="Ferme fictive", fictitious=True, started_at=NOON, claimed_at=NOON)
    Contact.objects.create(enterprise=made, name="Personne fictive", email="Ferme@example.org", language="en")
    Consent.objects.create(enterprise=made, purpose="news", text="oui", given_at=NOON)
    return made


def write(enterprise, viewer=JOB):
    words = {"subject": Words(fr="Bonjour", en="Hello"), "text": Words(fr="Texte", en="Text")}
    return post_news(viewer, enterprise_id=enterprise.pk, page="public:calendar", days_between=21, **words)


def test_in_its_language_with_one_click_to_stop(enterprise):
    letter = Message.objects.for_operation().get(pk=write(enterprise))
    assert (letter.subject, letter.language, letter.address) == ("Hello", "en", "ferme@example.org")
    assert letter.unsubscribe in letter.body
    assert stop_headers(letter.unsubscribe)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_no_more_than_one_in_so_many_days(enterprise):
    first = write(enterprise)
    with pytest.raises(TooSoon):
        write(enterprise)
    Message.objects.for_operation().filter(pk=first).update(at=datetime.now(UTC) - timedelta(days=22))
    assert write(enterprise) != first


def test_without_consent_nothing_leaves_and_people_do_not_post(enterprise, cast):
    with pytest.raises(Forbidden):
        write(enterprise, cast.stranger)
    Consent.objects.for_operation().update(withdrawn_at=NOON)
    with pytest.raises(NotAgreed):
        write(enterprise)


def test_a_mail_program_stops_with_one_post_and_no_cookie(enterprise):
    address = reverse("public:stop_news", args=[stop_token(enterprise.pk)])
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert client.get(address).status_code == 200
    assert Consent.objects.for_operation().filter(withdrawn_at=None).count() == 1
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Consent.objects.for_operation().filter(withdrawn_at=None).count() == 0
    assert client.post(address).status_code == 200  # twice changes nothing


def test_a_cut_link_stops_nobody(cast, enterprise):
    with pytest.raises(UnknownLink):
        stop_news(cast.stranger, token=stop_token(enterprise.pk)[:-2])
