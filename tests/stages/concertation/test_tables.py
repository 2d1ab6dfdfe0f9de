"""A table: read by who sits, names nobody, and each decision stays on one desk until a sentence closes it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import JOB
from tests.crowd import crowd
from tests.thread import begin, call, project
from virage.base.models import TrailEvent
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.casefiles.operations import accept_request
from virage.stages.concertation.models import Decision
from virage.stages.concertation.operations import (
    call_meeting,
    found_table,
    note_decision,
    settle_decision,
    write_minutes,
)
from virage.stages.concertation.queries import follow_ups, follow_ups_pressing, meeting, table, tables
from virage.stages.concertation.refusals import (
    AlreadySettled,
    NamesSomeone,
    NoSuchFile,
    NotAtTable,
    NotHeld,
    NotYourTable,
)
from virage.stages.directory.models import Enterprise


@pytest.fixture
def held(cast):
    """A meeting of yesterday, around which the ministry, the promoter and the partner sit."""
    seats = [cast.organisations[kind] for kind in ("promoter", "partner")]
    number = found_table(cast.viewer(Role.DIRECTOR), name="Table fictive", organisations=seats, region="01")
    yesterday = timezone.now() - timedelta(days=1)
    return call_meeting(cast.viewer(Role.PARTNER), table_id=number, starts_at=yesterday, place="Ici", agenda="Un")


def decide(cast, held, *, by=Role.PARTNER, owes="promoter", **more):
    due_on = timezone.localdate() + timedelta(days=7)
    owing = {"organisation_id": cast.organisations[owes], "due_on": due_on, "what": "Écrire une page"}
    return note_decision(cast.viewer(by), meeting_id=held, **owing, **more)


def test_who_sits_reads_it_and_nobody_else(cast, held):
    seated = {role for role in Role if meeting(cast.viewer(role), meeting_id=held)}
    assert seated == {Role.PROMOTER, Role.PARTNER, Role.ANALYST, Role.DIRECTOR, Role.AUDITOR}
    assert [line.name for line in tables(cast.viewer(Role.PROMOTER))] == ["Table fictive"]
    assert meeting(cast.sme, meeting_id=held) is None


@pytest.mark.parametrize("role", [Role.PROMOTER, Role.PARTNER, Role.FINANCE, Role.AUDITOR])
def test_the_ministry_alone_opens_a_table(cast, role):
    with pytest.raises(NotYourTable):
        found_table(cast.viewer(role), name="Table", organisations=[])


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADVISER, Role.COUNCIL])
def test_who_does_not_sit_writes_nothing(cast, held, role):
    with pytest.raises(NotYourTable):
        write_minutes(cast.viewer(role), meeting_id=held, minutes="Rien")


def test_a_decision_stays_on_the_desk_of_who_owes_it_until_a_sentence_closes_it(cast, held):
    promoter, partner = cast.viewer(Role.PROMOTER), cast.viewer(Role.PARTNER)
    number = decide(cast, held)
    assert [one.what for one in follow_ups(promoter)] == ["Écrire une page"]
    assert follow_ups(partner) == ()
    with pytest.raises(NotYourTable):
        settle_decision(partner, decision_id=number, outcome="Faite.")
    settle_decision(promoter, decision_id=number, outcome="Faite et envoyée.")
    assert follow_ups(promoter) == ()
    assert [one.outcome for one in meeting(partner, meeting_id=held).decisions] == ["Faite et envoyée."]
    with pytest.raises(AlreadySettled):
        settle_decision(promoter, decision_id=number, outcome="Encore.")
    verbs = TrailEvent.objects.filter(subject_kind="decision", subject_id=str(number)).order_by("pk")
    assert [line.verb for line in verbs] == ["decision.noted", "decision.settled"]


def test_only_who_sits_owes(cast, held):
    with pytest.raises(NotAtTable):
        decide(cast, held, owes="council")


def test_minutes_are_written_once_it_was_held(cast, held):
    tomorrow = timezone.now() + timedelta(days=1)
    number = tables(cast.viewer(Role.PARTNER))[0].id
    soon = call_meeting(cast.viewer(Role.PROMOTER), table_id=number, starts_at=tomorrow, place="Ici", agenda="Deux")
    with pytest.raises(NotHeld):
        write_minutes(cast.viewer(Role.PROMOTER), meeting_id=soon, minutes="Rien")
    write_minutes(cast.viewer(Role.PROMOTER), meeting_id=held, minutes="On compare ce qu’on offre.")
    assert meeting(cast.viewer(Role.PARTNER), meeting_id=held).minutes == "On compare ce qu’on offre."


def test_no_enterprise_is_named(cast, held):
    crowd(1, organisation=cast.organisations["promoter"])
    Enterprise.objects.for_operation().update(name="Érablière du Bœuf inc.")
    promoter, said = cast.viewer(Role.PROMOTER), "Le cas d’ERABLIERE DU BOEUF, INC. est réglé."
    owed = decide(cast, held)
    with pytest.raises(NamesSomeone):
        write_minutes(promoter, meeting_id=held, minutes=said)
    with pytest.raises(NamesSomeone):
        write_minutes(cast.viewer(Role.ANALYST), meeting_id=held, minutes=said)
    with pytest.raises(NamesSomeone):
        settle_decision(promoter, decision_id=owed, outcome=said)
    # of a name the writer may not know, a refusal would tell too much
    write_minutes(cast.viewer(Role.PARTNER), meeting_id=held, minutes=said)


def test_a_file_is_shown_to_whom_a_grant_opens_it(cast, held):
    thread, owner = begin()
    asked, due_on = call(thread, owner, project(cast)), timezone.localdate()
    file = accept_request(
        JOB, request_id=asked, owner_id=cast.people[Role.ADVISER], next_move="Appeler", next_move_on=due_on
    )
    with pytest.raises(NoSuchFile):
        decide(cast, held, case_file_id=file)
    decide(cast, held, by=Role.PROMOTER, case_file_id=file)
    shown = {
        role: [one.enterprise for one in meeting(cast.viewer(role), meeting_id=held).decisions]
        for role in (Role.PROMOTER, Role.PARTNER, Role.DIRECTOR)
    }
    assert shown == {Role.PROMOTER: ["Toitures fictives"], Role.PARTNER: [""], Role.DIRECTOR: [""]}


def test_a_table_costs_five_questions(cast, held):
    decide(cast, held)
    number = tables(cast.viewer(Role.PARTNER))[0].id
    with CaptureQueriesContext(connection) as asked:
        sheet = table(cast.viewer(Role.PARTNER), table_id=number)
    assert (len(sheet.meetings), len(sheet.owed), len(asked) <= 5) == (1, 1, True)


def test_what_presses_at_ones_tables_whoever_owes_it(cast, held):
    today = timezone.localdate()
    decide(cast, held)
    assert follow_ups_pressing(cast.viewer(Role.ANALYST), by=today + timedelta(days=6)) == ()
    Decision.objects.for_operation().update(due_on=today - timedelta(days=1))
    shown = follow_ups_pressing(cast.viewer(Role.ANALYST), by=today)
    assert [(one.organisation, one.late) for one in shown] == [("Réseau fictif du Bâtiment", True)]
    assert follow_ups_pressing(cast.viewer(Role.FINANCE), by=today) == ()


def test_the_page_of_a_meeting_names_its_table_once(cast, held, client):
    decide(cast, held)
    client.force_login(
        Person.objects.get(pk=cast.people[Role.ANALYST]), "allauth.account.auth_backends.AuthenticationBackend"
    )
    shown = client.get(reverse("ministry:meeting", args=[held])).text.partition("<main")[2]
    assert shown.count("Table fictive") == 1  # the way back
    number = tables(cast.viewer(Role.ANALYST))[0].id
    assert client.get(reverse("ministry:table", args=[number])).text.partition("<main")[2].count("Table fictive") == 1
