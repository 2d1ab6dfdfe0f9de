"""To whom files are given: proposed with reasons, decided by a person, one or several."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import JOB
from tests.desks.promoter.test_views import enter, text
from tests.house.samples.files import waiting_request
from tests.stages.casefiles.test_files import held  # noqa: F401 — a fixture
from tests.thousands import many_files
from virage.base.viewer import Role
from virage.stages.accounts.models import Membership
from virage.stages.accounts.operations import enrol_person, grant_membership
from virage.stages.casefiles.forms import assign_page
from virage.stages.casefiles.models import CaseFile
from virage.stages.programme.operations import describe_work, note_absence
from virage.stages.programme.written import WorkWords

pytestmark = pytest.mark.django_db
ROLES = [Role.PROMOTER]


def page_of(cast, asked="", said=None):
    posted = None if said is None else QueryDict(said)
    return assign_page(cast.viewer(Role.PROMOTER), roles=ROLES, asked=QueryDict(asked), said=posted)


def leave(cast):
    """The adviser who holds the file no longer works there."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.for_operation().filter(person_id=cast.people[Role.ADVISER]).update(until=yesterday)


def colleague(cast, name, words=None):
    house = cast.organisations["promoter"]
    person = enrol_person(JOB, email=f"{name.lower()}@example.org", name=name, fictitious=True)
    grant_membership(JOB, person_id=person, organisation_id=house, role=Role.ADVISER)
    if words:
        describe_work(JOB, organisation_id=house, person_id=person, words=words)
    return person


def test_a_file_whose_owner_left_is_proposed_to_who_suits_it(cast, held):  # noqa: F811
    assert page_of(cast).rows == ()
    leave(cast)
    free = WorkWords(languages=("fr",), capacity=3)
    ana = colleague(cast, "Ana", free)
    away = colleague(cast, "Bob", free)
    full = colleague(cast, "Chi", WorkWords(languages=("fr",), capacity=0))
    far = colleague(cast, "Dan", WorkWords(languages=("fr",), capacity=3, regions=("06",)))
    on = timezone.localdate()
    note_absence(JOB, organisation_id=cast.organisations["promoter"], person_id=away, first=on, last=on)
    (row,) = page_of(cast).rows
    assert (row.file.id, row.held, row.chosen) == (held, False, ana)
    said = {one.id: (one.suited, one.short) for one in row.people}
    assert said[ana] == (True, "0 dossier ouvert sur 3")
    assert (said[full], said[far]) == ((False, "0 dossier ouvert sur 0"), (False, "ne sert pas sa région"))
    assert (said[away][0], said[away][1].startswith("absence du ")) == (False, True)


def test_several_are_given_at_once_and_one_alone(cast, held):  # noqa: F811
    many_files(held, 3)
    leave(cast)
    ana, bob = (colleague(cast, name, WorkWords(languages=("fr", "en"), capacity=9)) for name in ("Ana", "Bob"))
    rows = page_of(cast).rows
    assert sorted(row.chosen for row in rows) == sorted([ana, ana, bob, bob])
    shown = "&".join(f"file={row.file.id}:{row.file.version}&to-{row.file.id}={row.chosen}" for row in rows)
    first, second, third, _last = (row.file.id for row in rows)
    alone = page_of(cast, said=f"{shown}&only={first}&give={second}")
    assert (alone.done, CaseFile.objects.for_operation().get(pk=first).owner_id) == (1, rows[0].chosen)
    both = page_of(cast, said=f"{shown}&give={second}&give={third}")
    assert (both.done, len(page_of(cast).rows)) == (2, 1)


def test_a_change_meanwhile_gives_nothing(cast, held):  # noqa: F811
    ana = colleague(cast, "Ana")
    stale = page_of(cast, f"file={held}:1", f"file={held}:1&to-{held}={ana}&give={held}")
    assert stale.done == 1
    again = page_of(cast, f"file={held}:1", f"file={held}:1&to-{held}={ana}&give={held}")
    assert (again.done, [one.id for one in again.refused]) == (0, [held])
    nobody = page_of(cast, f"file={held}:1", f"file={held}:2&to-{held}=&give={held}")
    assert (nobody.done, nobody.refused) == (0, ())


def test_a_file_that_someone_holds_is_proposed_to_the_others(cast, held):  # noqa: F811
    (row,) = page_of(cast, f"file={held}:1").rows
    assert (row.held, cast.people[Role.ADVISER] in {one.id for one in row.people}) == (True, False)


def test_the_page_gives_files_and_asks_as_much_for_one_as_for_twenty(client, cast, held):  # noqa: F811
    leave(cast)
    enter(client, cast, Role.PROMOTER)

    def ask():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get("/promoteur/dossiers/a-confier/")
        return len(asked), answer

    few, _one = ask()
    many_files(held, 19)
    many, page = ask()
    assert (few, many <= 10, len(page.content) < 100_000) == (many, True, True), (few, many, len(page.content))
    promoter = cast.people[Role.PROMOTER]
    said = {"file": f"{held}:1", f"to-{held}": promoter, "only": held}
    assert client.post("/promoteur/dossiers/a-confier/", said)["Location"] == "/promoteur/dossiers/a-confier/"
    assert CaseFile.objects.for_operation().get(pk=held).owner_id == promoter


def test_an_accepted_request_is_first_offered_to_who_suits_it(client, cast):
    number = waiting_request(cast)["request_id"]
    ana = colleague(cast, "Ana", WorkWords(languages=("fr",), capacity=3))
    enter(client, cast, Role.PROMOTER)
    page = text(client.get(f"/promoteur/demandes/{number}/accepter/"))
    assert f'<option value="{ana}" selected>Ana</option>' in page
    assert "Qui pourrait suivre ce dossier, et pourquoi" in page
