"""A segment is counted before anything is kept, never shown under ten, and says who is left out and why."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import JOB
from tests.crowd import BEFORE, crowd
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.core.segments import Criteria
from virage.stages.accounts.models import Person
from virage.stages.assessments.models import Answer, Assessment
from virage.stages.campaigns.operations import retire_segment, save_segment
from virage.stages.campaigns.queries import composed, segment, segments
from virage.stages.campaigns.refusals import NotYours, SameName, TooFew
from virage.stages.directory.models import Consent, Contact
from virage.stages.directory.operations import merge_enterprises
from virage.stages.messages.models import Message
from virage.stages.messages.news import stop_news, stop_token

FURNITURE = Criteria(sectors=("meuble",))


def check(enterprise, *, sent=True, barrier="time", option="a"):
    """A quick check of the lowest answers in security."""
    made = Assessment.objects.create(
        enterprise_id=enterprise, instrument="virage-pme", version="2026.1", content_hash="0", depth="quick",
        started_at=BEFORE, sent_at=BEFORE if sent else None,
    )  # fmt: skip
    for question, value in (("barrier", barrier), ("security.access", option), ("strategy.plan", "e")):
        Answer.objects.create(assessment=made, question=question, value=value, at=BEFORE, by="link")


def test_each_criterion_narrows(cast):
    crowd(12)
    crowd(11, sector="mines", region="08", employees=150)
    analyst = cast.viewer(Role.ANALYST)
    counts = [
        composed(analyst, criteria=criteria).n
        for criteria in (
            Criteria(),
            FURNITURE,
            Criteria(sectors=("meuble", "mines"), regions=("08",)),
            Criteria(sizes=("5-19",)),
            Criteria(reach=("never",)),
            Criteria(reach=("sensitised",)),
        )
    ]
    assert counts == [23, 12, 11, 12, 23, 0]


def test_under_ten_nothing_is_said_nor_kept(cast):
    crowd(9)
    found = composed(cast.viewer(Role.ANALYST), criteria=FURNITURE)
    assert (found.few, found.ready, found.left_out, found.lines) == (True, 0, (), ())
    with pytest.raises(TooFew):
        save_segment(cast.viewer(Role.ANALYST), name="Peu", criteria=FURNITURE)


def test_who_is_left_out_and_why(cast):
    stopped, silent, unknown, *_others = crowd(14)
    stop_news(cast.stranger, token=stop_token(stopped))
    Consent.objects.for_operation().filter(enterprise=silent).delete()
    Contact.objects.for_operation().filter(enterprise=unknown).update(email="")
    found = composed(cast.viewer(Role.ANALYST), criteria=FURNITURE)
    assert (found.n, found.ready, dict(found.left_out)) == (
        14,
        11,
        {"ne veut plus de nouvelles": 1, "n’a pas accepté d’en recevoir": 1, "n’a donné aucune adresse": 1},
    )


def test_one_enterprise_counts_once_and_one_no_stands_for_all_its_records(cast):
    kept, joined, *_others = crowd(12)
    merge_enterprises(JOB, kept_id=kept, absorbed_id=joined, reason="même NEQ")
    stop_news(cast.stranger, token=stop_token(joined))
    found = composed(cast.viewer(Role.ANALYST), criteria=FURNITURE)
    assert (found.n, found.ready) == (11, 10)


def test_answers_count_once_sent_and_the_ministry_reads_no_name_there(cast):
    numbers = crowd(24)
    for rank, number in enumerate(numbers):
        check(number, sent=rank < 12)
    analyst = cast.viewer(Role.ANALYST)
    for criteria in (Criteria(barrier="time"), Criteria(gap="security")):
        found = composed(analyst, criteria=criteria)
        assert (found.n, found.lines) == (12, ())
    assert composed(analyst, criteria=Criteria(gap="strategy")).n == 0
    assert len(composed(analyst, criteria=FURNITURE).lines) == 24


def test_a_promoter_composes_among_those_it_may_see(cast):
    crowd(12, organisation=cast.organisations["promoter"])
    crowd(15)
    found = composed(cast.viewer(Role.PROMOTER), criteria=FURNITURE)
    assert (found.n, [line.name != "" for line in found.lines]) == (12, [True] * 12)


@pytest.mark.parametrize("role", [Role.FINANCE, Role.ADVISER, Role.COUNCIL, Role.PARTNER, Role.AUDITOR])
def test_others_compose_nothing(cast, role):
    crowd(12)
    assert composed(cast.viewer(role), criteria=FURNITURE).n == 0
    with pytest.raises(Forbidden):
        save_segment(cast.viewer(role), name="Meubles", criteria=FURNITURE)


def test_kept_by_name_recomputed_at_each_use_and_ones_own(cast):
    crowd(10, organisation=cast.organisations["promoter"])
    director, promoter = cast.viewer(Role.DIRECTOR), cast.viewer(Role.PROMOTER)
    number = save_segment(director, name="Meubles", criteria=FURNITURE)
    with pytest.raises(SameName):
        save_segment(cast.viewer(Role.ANALYST), name="Meubles", criteria=FURNITURE)
    crowd(3)
    assert segment(director, segment_id=number).composed.n == 13
    assert (segment(promoter, segment_id=number), segments(promoter)) == (None, ())
    with pytest.raises(NotYours):
        retire_segment(promoter, segment_id=number)
    retire_segment(director, segment_id=number)
    assert segments(director) == ()


def test_every_criterion_at_once_costs_eight_questions(cast):
    for number in crowd(12):
        check(number)
    every = Criteria(sectors=("meuble",), sizes=("5-19",), reach=("never",), gap="security", barrier="time")
    with CaptureQueriesContext(connection) as asked:
        assert composed(cast.viewer(Role.ANALYST), criteria=every).n == 12
    assert len(asked) <= 8


def test_written_to_lately_waits(cast):
    numbers = crowd(11)
    address = Contact.objects.for_operation().get(enterprise=numbers[0]).email
    Message.objects.create(
        kind="news", address=address, language="fr", subject="-", by="job:test",
        at=timezone.now() - timedelta(days=2), due_at=timezone.now(),
    )  # fmt: skip
    assert dict(composed(cast.viewer(Role.ANALYST), criteria=FURNITURE).left_out) == {
        "un message lui est parti il y a peu": 1
    }


def test_the_grid_counts_who_is_left_and_opens_the_segment_composed(cast, client):
    crowd(12)
    crowd(11, sector="mines", region="08", employees=150)
    crowd(9, sector="peche", region="11")
    person = Person.objects.get(pk=cast.people[Role.ANALYST])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("ministry:gaps")).text.replace("\N{NO-BREAK SPACE}", " ")
    assert len(asked) <= 10
    cells = dict(re.findall(r'href="([^"]+)" aria-label="([^"]+)"', page))
    composer = f"{reverse('ministry:compose')}?reach=never&amp;"
    assert {words: href.removeprefix(composer) for href, words in cells.items() if href.startswith(composer)} == {
        "Meuble et armoires, Bas-Saint-Laurent : 12": "sectors=meuble&amp;regions=01",
        "Meuble et armoires : 12": "sectors=meuble",
        "Mines et exploration, Abitibi-Témiscamingue : 11": "sectors=mines&amp;regions=08",
        "Mines et exploration : 11": "sectors=mines",
        "5 à 19 personnes, Bas-Saint-Laurent : 12": "regions=01&amp;sizes=5-19",
        "5 à 19 personnes : 21": "sizes=5-19",
        "100 personnes et plus, Abitibi-Témiscamingue : 11": "regions=08&amp;sizes=100%2B",
        "100 personnes et plus : 11": "sizes=100%2B",
        "Total, Bas-Saint-Laurent : 12": "regions=01",
        "Pêche et aquaculture, Gaspésie–Îles-de-la-Madeleine : &lt;10": "sectors=peche&amp;regions=11",
        "Pêche et aquaculture : &lt;10": "sectors=peche",
        "5 à 19 personnes, Gaspésie–Îles-de-la-Madeleine : &lt;10": "regions=11&amp;sizes=5-19",
        "Total, Gaspésie–Îles-de-la-Madeleine : &lt;10": "regions=11",
        "Total, Abitibi-Témiscamingue : 11": "regions=08",
    }
    large = client.get(reverse("ministry:gaps", query={"reach": "not_sensitised", "size": "100+"})).text
    assert 'aria-label="Mines et exploration, Abitibi-Témiscamingue : 11"' in large
    assert 'aria-label="Meuble' not in large


def test_criteria_are_folded_and_say_what_is_chosen(cast, client):
    crowd(12)
    person = Person.objects.get(pk=cast.people[Role.ANALYST])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("ministry:compose", query={"sectors": ["meuble"]})).text
    assert ">Secteurs · Meuble et armoires</span></summary>" in page
    assert ">Régions · Sans importance</span></summary>" in page
    assert (page.count("<details"), page.count("<details open")) == (4, 0)
