"""Someone met at a stop is called only if they say so themselves; the tour is read against where enterprises are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import JOB
from tests.meeting import announce, let_begin
from tests.thread import answer_all, begin, project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.models import Lead
from virage.stages.awareness.operations import confirm_lead, note_lead
from virage.stages.awareness.queries import leads, session as card, tour
from virage.stages.awareness.refusals import AlreadyMet
from virage.stages.awareness.retention import destroy_leads
from virage.stages.casefiles.queries import requests
from virage.stages.directory.models import Consent
from virage.stages.directory.operations import name_contact
from virage.stages.directory.queries import enterprise_card_by_id
from virage.stages.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.data]
MET = {"enterprise_name": "Quai fictif", "name": "Rose", "email": "Rose@example.org", "phone": "418 555-0142"}
WORDS = "J’accepte d’être rappelée."


@pytest.fixture
def stop(cast):
    number = announce(project(cast), kind="tour_stop", region="01", place="Rimouski")
    let_begin(number)
    return number


@pytest.fixture
def promoter(cast):
    return cast.viewer(Role.PROMOTER)


def confirm(number):
    key = Lead.objects.for_operation().get(pk=number).key
    return confirm_lead(Viewer.link(key), key=key, consent_text=WORDS)


def test_a_lead_becomes_a_request_when_the_person_says_so(promoter, stop):
    number = note_lead(promoter, session_id=stop, need="Vendre en ligne", **MET)
    assert requests(promoter) == ()
    letter = Message.objects.for_operation().get(kind="lead")
    assert (letter.address, "/activites/lien/" in letter.body) == ("rose@example.org", True)
    asked = confirm(number)
    assert [line.id for line in requests(promoter)] == [asked]
    assert [(c.purpose, c.text) for c in Consent.objects.for_operation()] == [("call_back", WORDS)]
    assert confirm(number) == asked
    assert [(line.enterprise, line.request_id) for line in leads(promoter, session_id=stop)] == [("Quai fictif", asked)]
    with pytest.raises(AlreadyMet):
        note_lead(promoter, session_id=stop, **MET)


def test_noting_an_address_opens_nobodys_file(promoter, stop):
    """The address of an owner: the promoter sees nothing of the file until its owner confirms."""
    thread, owner = begin()
    answer_all(thread, owner)
    name_contact(owner, key=thread.key, email="rose@example.org", enterprise_name="Toitures fictives")
    number = note_lead(promoter, session_id=stop, **MET)
    assert enterprise_card_by_id(promoter, enterprise_id=thread.id) is None
    with pytest.raises(Forbidden):
        confirm_lead(promoter, key=Lead.objects.for_operation().get().key, consent_text=WORDS)
    confirm(number)
    assert enterprise_card_by_id(promoter, enterprise_id=thread.id).id == thread.id


def test_who_does_not_confirm_is_forgotten(promoter, stop):
    note_lead(promoter, session_id=stop, **MET)
    confirm(note_lead(promoter, session_id=stop, **{**MET, "email": "other@example.org"}))
    assert destroy_leads(timezone.now() + timedelta(seconds=1)) == 1
    assert [line.email for line in leads(promoter, session_id=stop)] == ["other@example.org"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROMOTER])
def test_only_the_promoter_notes_whom_it_met(cast, stop, role):
    with pytest.raises(Forbidden):
        note_lead(cast.viewer(role), session_id=stop, **MET)
    assert leads(cast.stranger, session_id=stop) == ()


def test_the_tour_counts_stops_and_hides_a_few_enterprises(cast, stop):
    carrier = card(JOB, session_id=stop).project_id
    announce(carrier, kind="tour_stop", region="11", place="Gaspé", sectors=["meuble"])
    announce(carrier, kind="webinar", region="11")
    for region, count in (("01", 5), ("09", 6), ("10", 2)):
        for rank in range(count):
            thread, owner = begin(region=region)
            name_contact(owner, key=thread.key, email=f"{region}-{rank}@example.org", enterprise_name="Fictive")
    found = tour(Viewer.public())
    by_code = {one.code: one for one in found.regions}
    assert (len(found.held), len(found.coming)) == (1, 1)
    assert [(by_code[code].enterprises, by_code[code].stops) for code in ("01", "09", "10", "11")] == [
        (5, 1),
        (6, 0),
        (None, 0),
        (0, 1),
    ]
    assert found.never[0].code == "09"
    by_sector = {one.id: (one.held, one.coming, one.enterprises) for one in found.sectors}
    assert (found.everyone, by_sector["meuble"], by_sector["construction"]) == (1, (0, 1, 0), (0, 0, 13))
