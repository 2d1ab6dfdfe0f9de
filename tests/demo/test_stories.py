"""What the story holds: every sector and region, every state and delay, a past and days to come."""

from datetime import date

import pytest
from django.db import models, transaction

from virage.base.library import library
from virage.base.models import TrailEvent
from virage.base.viewer import Role, Viewer
from virage.core.matching import Seeker
from virage.demo import build as building
from virage.demo.build import build
from virage.demo.clock import first_day
from virage.demo.stories import REGION_WEIGHTS, SECTOR_WEIGHTS
from virage.stages.accounts.models import Membership
from virage.stages.awareness.models import Session
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.states import CLOCK_DAYS
from virage.stages.directory.models import EnterpriseFact
from virage.stages.insight.queries import funnel
from virage.stages.ledger.models import Entry
from virage.stages.ledger.queries import envelopes
from virage.stages.programme.models import TargetSet
from virage.stages.programme.queries import suited_projects
from virage.stages.stewardship.verification import verify

ON = date(2026, 11, 22)
JOB = Viewer.system("test")


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker):
    """One demonstration for the tests that only read it."""
    patch = pytest.MonkeyPatch()
    patch.setattr(building, "database_is_demo", lambda: True)
    with patch.context(), django_db_blocker.unblock(), transaction.atomic():
        yield build(on=ON, seed=1)
        transaction.set_rollback(True)
    patch.undo()


@pytest.fixture
def demo(whole, db):
    return whole


def test_a_request_can_be_made_from_every_sector_and_region(demo):
    asked = {(s, r): Seeker(sector=s, facts={"region": r}) for s in SECTOR_WEIGHTS for r in REGION_WEIGHTS}
    assert [where for where, seeker in asked.items() if not suited_projects(JOB, seeker)] == []
    facts = EnterpriseFact.objects.for_operation()
    assert set(facts.filter(name="region").values_list("value", flat=True)) == set(library().regions)
    assert set(facts.filter(name="sector").values_list("value", flat=True)) == set(SECTOR_WEIGHTS)
    assert {s.id for s in library().sectors.values() if s.role != "extra"} == set(SECTOR_WEIGHTS)


def test_every_state_of_a_request_and_every_delay_is_there(demo):
    assert set(Request.objects.for_operation().values_list("state", flat=True)) == {
        "waiting", "accepted", "declined", "withdrawn",
    }  # fmt: skip
    waiting = Request.objects.for_operation().filter(state="waiting").values_list("asked_at__date", flat=True)
    steps = [sum((ON - day).days > days for days in CLOCK_DAYS) for day in waiting]
    assert set(steps) == {0, 1, 2, 3}
    files = CaseFile.objects.for_operation().filter(closed_at=None)
    assert files.filter(next_move_on__lt=ON).exists()
    assert files.filter(next_move_on__gte=ON).exists()


def test_past_and_future_activities(demo):
    sessions = Session.objects.for_operation()
    counted = sessions.filter(starts_at__date__gt=ON).annotate(n=models.Count("registrations"))
    assert sessions.filter(starts_at__date__lt=ON, registrations__came=True).exists()
    assert [s.places < s.n for s in counted].count(True) == 1
    late = sessions.filter(published_at__date__gt=ON)
    assert not late.exists()


def test_the_history_and_its_targets(demo):
    envelope, reserve, *_of_others = envelopes(JOB)
    assert [year.year for year in envelope.years] == [2021, 2022, 2023, 2024, 2025, 2026]
    *ended, current = envelope.years
    assert [year.closed for year in envelope.years] == [True, True, True, True, False, False]
    assert all(year.paid == year.committed < year.authorised < year.voted for year in ended)
    assert [year.uncommitted for year in ended] == [0] * 5
    assert 0 < current.paid < current.committed < current.authorised < current.voted
    assert [year.moved for year in reserve.years] == [-150_000]
    assert current.moved == 150_000 + 60_000
    assert Entry.objects.for_operation().filter(corrects__isnull=False).count() == 1
    assert not Entry.objects.for_operation().filter(on__gt=ON).exists()
    assert set(TargetSet.objects.for_operation().values_list("version", flat=True)) == {1, 2}
    assert all(step.distinct and step.converted is not None for step in funnel(JOB, since=first_day(ON), until=ON))


def test_its_money_passes_every_check_of_the_ledger(demo):
    assert {law.name: law.faults for law in verify() if law.name.startswith("ledger")} == {
        "ledger.append_only": (),
        "ledger.balances": (),
        "ledger.closed": (),
        "ledger.limits": (),
        "ledger.movements": (),
        "ledger.owed": (),
        "ledger.traced": (),
    }


def test_the_cast_is_complete(demo):
    assert set(Membership.objects.for_operation().values_list("role", flat=True)) == {role.value for role in Role}


def test_nothing_happens_tomorrow(demo):
    assert not TrailEvent.objects.filter(screen="job:demo", verb="answer.saved", at__date__gt=ON).exists()
    assert not Request.objects.for_operation().filter(asked_at__date__gt=ON).exists()
    assert not CaseFile.objects.for_operation().filter(services__given_on__gt=ON).exists()


def test_every_promoter_has_requests_to_answer_one_of_them_late(demo):
    waiting = Request.objects.for_operation().filter(state="waiting").select_related("project")
    promoters = set(
        Membership.objects.for_operation().filter(role=Role.PROMOTER).values_list("organisation_id", flat=True)
    )
    assert {row.project.promoter_id for row in waiting} == promoters
    late = [row.project.promoter_id for row in waiting if (ON - row.asked_at.date()).days > CLOCK_DAYS[0]]
    assert set(late) == promoters
