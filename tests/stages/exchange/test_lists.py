"""Segments, campaigns and tables leave as files: what their pages show, no more, by the same right."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.crowd import crowd
from virage.base.models import TrailEvent
from virage.base.tables.reading import read_sheet
from virage.base.viewer import Role
from virage.stages.accounts.models import Membership
from virage.stages.campaigns.models import Segment
from virage.stages.campaigns.operations import launch_campaign, prepare_campaign
from virage.stages.concertation.operations import call_meeting, found_table, note_decision, settle_decision

pytestmark = pytest.mark.django_db
COMPOSED = ("segments", "segment", "campagnes", "campagne", "effets")
HELD = ("tables", "rencontres", "suites")


@pytest.fixture
def someone(cast, client):
    """Signed in as a role, with the right to take lists away or without."""

    def enter(role, *, exports=True):
        place = Membership.objects.for_operation().filter(person_id=cast.people[role])
        place.update(exports=exports)
        client.force_login(place.get().person, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter


def taken(client, name, desk="ministry", extension="csv", **asked):
    answer = client.post(reverse(f"{desk}:export", args=[name], query=asked), {"format": extension})
    assert answer.status_code == 200, answer.status_code
    lines = [line.cells for line in read_sheet(answer.content)]
    return [(*cells, *[""] * (len(lines[0]) - len(cells))) for cells in lines]  # a reader drops the empty end of a line


@pytest.fixture
def sent(cast):
    """A segment of twelve, ten invited and two kept, of whom the analyst knows the names."""
    crowd(12)
    segment = Segment.objects.create(
        organisation_id=cast.organisations["ministry"], name="Meubles", sectors=["meuble"], made_at=timezone.now(),
        by="job:test",
    )  # fmt: skip
    analyst, ends_on = cast.viewer(Role.ANALYST), timezone.localdate() + timedelta(days=30)
    campaign = prepare_campaign(analyst, segment_id=segment.pk, ends_on=ends_on, share=20, by_day=4)
    launch_campaign(analyst, campaign_id=campaign)
    return segment.pk, campaign


@pytest.fixture
def held(cast):
    """A meeting of yesterday: what the promoter owes, and what it did."""
    seats = [cast.organisations[kind] for kind in ("promoter", "partner")]
    table = found_table(cast.viewer(Role.DIRECTOR), name="Table fictive", organisations=seats, region="01")
    yesterday = timezone.now() - timedelta(days=1)
    promoter = cast.viewer(Role.PROMOTER)
    meeting = call_meeting(promoter, table_id=table, starts_at=yesterday, place="Ici", agenda="Un")
    owing = {"organisation_id": cast.organisations["promoter"], "due_on": timezone.localdate()}
    note_decision(promoter, meeting_id=meeting, what="Écrire une page", **owing)
    done = note_decision(promoter, meeting_id=meeting, what="Appeler", **owing)
    settle_decision(promoter, decision_id=done, outcome="Fait.")
    return table, meeting


def test_a_segment_and_who_is_in_it(sent, someone):
    client, (segment, _campaign) = someone(Role.ANALYST), sent
    assert taken(client, "segments") == [("Segment", "Critères"), ("Meubles", "Meuble et armoires")]
    lines = taken(client, "segment", extension="xlsx", segment=segment)
    assert lines[0] == ("Entreprise", "Secteur", "Région", "Peut-on lui écrire?", "Pourquoi")
    assert {line[1:3] for line in lines[1:]} == {("Meuble et armoires", "Bas-Saint-Laurent")}
    said = [line[3:] for line in lines[1:]]
    assert said.count(("non", "un message lui est parti il y a peu")) == 4
    assert len(said) == 12


def test_a_campaign_its_groups_and_what_followed(sent, someone):
    client, (_segment, campaign) = someone(Role.ANALYST), sent
    today = timezone.localdate()
    listed = taken(client, "campagnes", extension="ods")[1]
    assert listed == ("Meubles", "diagnostic rapide", today, today + timedelta(days=30))
    lines = taken(client, "campagne", extension="xlsx", campagne=campaign)[1:]
    assert [line[3] for line in lines] == ["invitées"] * 10 + ["gardées pour comparaison"] * 2
    assert [line[4] for line in lines] == [today] * 4 + [""] * 8
    assert [line[5] for line in lines[4:]] == [today + timedelta(days=n) for n in (1, 1, 1, 1, 2, 2)] + ["", ""]
    effects = taken(client, "effets", campagne=campaign)[1:]
    assert [line[0] for line in effects] == [
        "ont commencé un diagnostic rapide",
        "sont venues à une activité",
        "ont demandé à être rappelées",
    ]
    assert set(effects[0][1:8]) == {""}  # a group of two: not even a count
    assert effects[0][8] == "Un groupe de moins de dix\N{NO-BREAK SPACE}: rien n’est montré ni conclu."


def test_no_list_where_the_page_shows_none(sent, someone):
    client, (segment, campaign) = someone(Role.ANALYST), sent
    Segment.objects.for_operation().update(barrier="time")  # a name would tell what was answered
    for name, asked in (("segment", {"segment": segment}), ("campagne", {"campagne": campaign})):
        assert client.post(reverse("ministry:export", args=[name], query=asked)).status_code == 404
    assert not TrailEvent.objects.filter(verb="list.exported").exists()


def test_a_table_its_meetings_and_what_is_owed(held, someone):
    client, (table, meeting) = someone(Role.PARTNER), held
    assert taken(client, "tables", "partner")[1:] == [("Table fictive", "Bas-Saint-Laurent", "1")]
    assert [line[2:] for line in taken(client, "rencontres", "partner", table=table)[1:]] == [("Ici", "à écrire")]
    assert [line[0] for line in taken(client, "suites", "partner", table=table)[1:]] == ["Écrire une page"]
    decided = taken(client, "suites", "partner", rencontre=meeting)[1:]
    assert [(line[0], line[-1]) for line in decided] == [("Appeler", "Fait."), ("Écrire une page", "")]
    assert taken(client, "suites", "partner")[1:] == []  # the partner owes nothing
    assert [line[0] for line in taken(someone(Role.PROMOTER), "suites", "promoter")[1:]] == ["Écrire une page"]


@pytest.mark.parametrize(
    ("role", "desk", "names"),
    [
        (Role.ANALYST, "ministry", (*COMPOSED, *HELD)),
        (Role.PROMOTER, "promoter", (*COMPOSED, *HELD)),
        (Role.PARTNER, "partner", HELD),
    ],
)
def test_nothing_leaves_without_the_right(sent, held, someone, role, desk, names):  # noqa: PLR0913, PLR0917, RUF100
    asked = {"segment": sent[0], "campagne": sent[1], "table": held[0]}
    addresses = [reverse(f"{desk}:export", args=[name], query=asked) for name in names]
    client = someone(role, exports=False)
    assert {client.post(address).status_code for address in addresses} == {403}
    tables = reverse(f"{desk}:tables")
    assert "Emporter la liste" not in client.get(tables).text
    assert "Emporter la liste" in someone(role).get(tables).text


@pytest.mark.parametrize(
    ("role", "desk", "name", "outcome"),
    [
        (Role.PARTNER, "partner", "segment", 404),  # not a list of that desk
        (Role.PROMOTER, "promoter", "segment", 404),  # the ministry's
        (Role.PROMOTER, "promoter", "campagne", 404),
        (Role.PROMOTER, "promoter", "effets", 404),
        (Role.FINANCE, "ministry", "segment", 404),  # the ministry, but not who composes
        (Role.FINANCE, "ministry", "suites", 404),  # nor who sits
    ],
)
def test_what_is_another_s_does_not_leave(sent, held, someone, role, desk, name, outcome):  # noqa: PLR0913, PLR0917, RUF100
    asked = {"segment": sent[0], "campagne": sent[1], "table": held[0]}
    answer = someone(role).post(reverse(f"{desk}:export", args=[name], query=asked), {"format": "csv"})
    assert answer.status_code == outcome
    assert not TrailEvent.objects.filter(verb="list.exported").exists()
