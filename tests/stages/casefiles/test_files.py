"""A case file: who owes what by when; two people on one file lose nothing; hours are proof."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import JOB
from tests.thread import answer_all, begin, call, project
from virage.base.refusals import Forbidden
from virage.base.viewer import Membership, Role, Viewer
from virage.stages.accounts.operations import enrol_person, found_organisation, grant_membership
from virage.stages.casefiles.forms import caseload_page, move_page, service_page
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.operations import Changed, Closed, accept_request, log_service, plan_next_move
from virage.stages.casefiles.queries import (
    US,
    case_file,
    caseload,
    day_of,
    due_moves,
    history,
    services,
)
from virage.stages.casefiles.states import Due, NextMove
from virage.stages.directory.models import AccessGrant, Enterprise
from virage.stages.funding.case_sheet import case_sheet
from virage.stages.insight.queries import results
from virage.stages.programme.states import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def held(cast):
    """A case file held by the adviser, its next move in three days."""
    thread, owner = begin()
    answer_all(thread, owner)
    return accept_request(
        cast.viewer(Role.PROMOTER),
        request_id=call(thread, owner, project(cast)),
        owner_id=cast.people[Role.ADVISER],
        next_move="Appeler l’entreprise",
        next_move_on=timezone.localdate() + timedelta(days=3),
    )


def said(cast, **other):
    query = QueryDict(mutable=True)
    query.update(
        {
            "next_move_by": "enterprise",
            "next_move": "Envoyer deux soumissions",
            "next_move_on": (timezone.localdate() + timedelta(days=10)).isoformat(),
            "owner": str(cast.people[Role.ADVISER]),
            "stage": "funding",
            "version": "1",
            **other,
        }
    )
    return query


def more(held, count):
    """As many other files on the same project, for other enterprises."""
    model = CaseFile.objects.for_operation().get(pk=held)
    for rank in range(count):
        enterprise = Enterprise.objects.create(
            name=f"Autre fictive {rank}", started_at=timezone.now(), claimed_at=timezone.now()
        )
        request = Request.objects.create(
            enterprise=enterprise, project=model.project, asked_at=timezone.now(), state="accepted"
        )
        AccessGrant.objects.create(
            enterprise=enterprise,
            organisation_id=model.project.promoter_id,
            matter=request.matter,
            purpose="call_back",
            given_by="test",
            begins_at=timezone.now(),
        )
        CaseFile.objects.create(
            request=request,
            enterprise=enterprise,
            project=model.project,
            opened_at=timezone.now(),
            owner_id=model.owner_id,
            next_move="Relire",
            next_move_on=timezone.localdate() - timedelta(days=rank),
        )


def queries_of(deed):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        deed()
    return len(seen)


def test_the_next_move_is_saved_with_its_trail(cast, held):
    page = move_page(cast.viewer(Role.ADVISER), case_file_id=held, said=said(cast))
    line = case_file(cast.viewer(Role.PROMOTER), case_file_id=held)
    assert page.done
    assert (line.next_move, line.waits, line.stage, line.version) == (
        "Envoyer deux soumissions",
        True,
        Stage.FUNDING,
        2,
    )
    last = history(cast.viewer(Role.PROMOTER), case_file_id=held)[0]
    assert (last.who, "Financement" in last.words) == ("Personne adviser", True)


def test_two_people_on_one_file_see_each_other_and_lose_nothing(cast, held):
    adviser, promoter = cast.viewer(Role.ADVISER), cast.viewer(Role.PROMOTER)
    assert move_page(promoter, case_file_id=held, said=said(cast, next_move="Fixer la visite")).done
    page = move_page(adviser, case_file_id=held, said=said(cast, next_move="Remettre le plan"))
    assert not page.done
    assert page.form.conflict
    assert page.form["next_move"].value() == "Remettre le plan"
    assert (page.file.next_move, page.meanwhile.who, page.version) == ("Fixer la visite", "Personne promoter", 2)
    again = said(cast, next_move="Remettre le plan", version=str(page.version))
    assert move_page(adviser, case_file_id=held, said=again).done
    assert case_file(adviser, case_file_id=held).next_move == "Remettre le plan"


def test_a_mistake_does_not_take_the_newer_version_along(cast, held):
    promoter = cast.viewer(Role.PROMOTER)
    move_page(promoter, case_file_id=held, said=said(cast))
    page = move_page(promoter, case_file_id=held, said=said(cast, next_move="", version="1"))
    assert page.version == "1"


def test_the_operation_itself_refuses_an_old_version_and_a_closed_file(cast, held):
    terms = {
        "case_file_id": held,
        "owner_id": cast.people[Role.ADVISER],
        "next_move": "Relire",
        "next_move_by": NextMove.ADVISER,
        "next_move_on": timezone.localdate(),
        "stage": Stage.ADVICE,
    }
    with pytest.raises(Changed):
        plan_next_move(cast.viewer(Role.ADVISER), version=9, **terms)
    CaseFile.objects.for_operation().filter(pk=held).update(closed_at=timezone.now(), outcome="done")
    with pytest.raises(Closed):
        plan_next_move(cast.viewer(Role.ADVISER), version=1, **terms)


def test_hours_are_noted_and_count_as_accompaniment(cast, held):
    adviser, promoter = cast.viewer(Role.ADVISER), cast.viewer(Role.PROMOTER)
    line = case_file(adviser, case_file_id=held)
    number = CaseFile.objects.for_operation().get(pk=held).project_id
    assert results(promoter, until=timezone.localdate()).get((number, "accompanied"), 0) == 0
    noted = QueryDict(f"given_on={timezone.localdate()}&hours=1,5&what=Visite")
    assert service_page(adviser, case_file_id=line.id, said=noted).done
    assert [(s.hours, s.what, s.by) for s in services(promoter, case_file_id=held)] == [
        (Decimal("1.50"), "Visite", "Personne adviser")
    ]
    assert results(promoter, until=timezone.localdate())[number, "accompanied"] == 1
    assert results(adviser, until=timezone.localdate()) == {}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("hours", "0", "Écrivez un nombre d’heures plus grand que zéro."),
        ("hours", "trois", "Écrivez un nombre, comme 1,5."),
        ("given_on", "2999-01-01", "Cette date est à venir : notez le service une fois rendu."),
        ("what", "", "Dites en quelques mots ce qui a été fait."),
    ],
)
def test_a_wrong_service_says_what_to_correct(cast, held, field, value, sentence):
    noted = QueryDict(mutable=True)
    noted.update({"given_on": timezone.localdate().isoformat(), "hours": "2", "what": "Visite", field: value})
    page = service_page(cast.viewer(Role.ADVISER), case_file_id=held, said=noted)
    assert (page.done, [said.replace("\xa0", " ") for said in page.form.errors[field]]) == (False, [sentence])


def other_promoter():
    body = found_organisation(JOB, name="Autre organisme fictif", kind="promoter", fictitious=True)
    person = enrol_person(JOB, email="autre@example.org", name="Autre", fictitious=True)
    grant_membership(JOB, person_id=person, organisation_id=body, role=Role.ADVISER)
    return Viewer(
        person_id=person, memberships=(Membership(role=Role.ADVISER, organisation_id=body, organisation="Autre"),)
    )


def test_nobody_else_reads_or_moves_a_file(cast, held):
    for stranger in (other_promoter(), cast.viewer(Role.DIRECTOR), cast.stranger, cast.other_sme):
        assert case_sheet(stranger, case_file_id=held, on=timezone.localdate()) is None
        assert history(stranger, case_file_id=held) == ()
        with pytest.raises(Forbidden):
            move_page(stranger, case_file_id=held, said=said(cast))
        with pytest.raises(Forbidden):
            log_service(stranger, case_file_id=held, given_on=timezone.localdate(), hours=Decimal(1), what="Visite")


def test_the_sheet_shows_what_was_sent_and_nothing_once_consent_is_taken_back(cast, held):
    adviser, on = cast.viewer(Role.ADVISER), timezone.localdate()
    sheet = case_sheet(adviser, case_file_id=held, on=on)
    assert sheet.sent.contact.name == "Ève Fictive"
    assert sheet.sent.reading.value is not None
    assert sheet.sent.reading.answered == sheet.sent.reading.asked == 12
    assert {one.level for each in sheet.sent.reading.dimensions for one in each.answers} == {1}
    AccessGrant.objects.update(revoked_at=timezone.now())
    assert case_sheet(adviser, case_file_id=held, on=on) is None


def test_the_caseload_is_filtered_sorted_and_counted(cast, held):
    more(held, 3)
    adviser, on = cast.viewer(Role.ADVISER), timezone.localdate()
    everyone = caseload(adviser, roles=[Role.ADVISER], on=on)
    assert (everyone.total, everyone.late) == (4, 2)
    assert [line.next_move_on for line in everyone.page] == sorted(line.next_move_on for line in everyone.page)
    assert caseload(adviser, roles=[Role.ADVISER], on=on, due=Due.LATE).total == 2
    assert caseload(adviser, roles=[Role.ADVISER], on=on, stage=Stage.FUNDING).total == 0
    assert caseload(adviser, roles=[Role.ADVISER], on=on, owner=cast.people[Role.PROMOTER]).total == 0
    assert caseload(adviser, roles=[Role.PROMOTER], on=on).total == 0
    page = caseload_page(adviser, roles=[Role.ADVISER], asked=QueryDict("order=enterprise&page=99"))
    assert next(line.enterprise for line in page.load.page) == "Autre fictive 0"


def test_a_day_puts_mine_first_then_my_colleagues(cast, held):
    more(held, 2)
    asked = {"roles": [Role.ADVISER], "on": timezone.localdate()}
    adviser = cast.viewer(Role.ADVISER)
    found = day_of(adviser, **asked)
    assert [len(found.parts[due].lines) for due in Due] == [1, 1, 1, 0]
    assert (found.total, found.ours_to_do, len(found.new.lines), found.new.total) == (3, 3, 3, 3)
    assert due_moves(adviser, **asked) == (*found.parts[Due.LATE].lines, *found.parts[Due.TODAY].lines)
    assert [caseload(adviser, **asked, by=US, due=due).total for due in Due] == [1, 1, 1, 0]
    CaseFile.objects.for_operation().update(next_move_on=asked["on"])
    short = day_of(adviser, **asked, shown=1).parts[Due.TODAY]
    assert (len(short.lines), short.total) == (1, 3)
    CaseFile.objects.for_operation().exclude(pk=held).update(next_move_by="enterprise")
    found = day_of(adviser, **asked)
    assert (found.waiting.total, found.ours_to_do, caseload(adviser, **asked, by=US).total) == (2, 1, 1)
    assert found.elsewhere.total == 0
    CaseFile.objects.for_operation().filter(pk=held).update(owner_id=cast.people[Role.PROMOTER])
    assert [line.id for line in day_of(adviser, **asked).elsewhere.lines] == [held]


def test_lists_ask_as_much_for_one_file_as_for_four(cast, held):
    adviser, on = cast.viewer(Role.ADVISER), timezone.localdate()

    def ask():
        list(caseload_page(adviser, roles=[Role.ADVISER], asked=QueryDict("")).load.page)
        day_of(adviser, roles=[Role.ADVISER], on=on)

    one = queries_of(ask)
    more(held, 3)
    assert queries_of(ask) == one <= 6
    assert queries_of(lambda: case_sheet(adviser, case_file_id=held, on=on)) <= 17
