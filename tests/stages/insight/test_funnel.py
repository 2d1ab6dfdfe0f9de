"""What counts in each stage, what does not, and how the parts of a stage add up."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, strategies as st

from tests.cast import JOB
from virage.base.viewer import Role
from virage.stages.assessments.models import Assessment
from virage.stages.awareness.models import Activity, Registration, Session
from virage.stages.casefiles.models import CaseFile, Request, Result, Service
from virage.stages.directory.models import Enterprise
from virage.stages.directory.operations import merge_enterprises, undo_merge
from virage.stages.insight.queries import Indicator, Part, acts, funnel, late_moves, late_requests, proofs, results
from virage.stages.insight.queries.funnel import Reached, enterprises_of
from virage.stages.programme.operations import announce_project, open_initiative

DAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 16, tzinfo=UTC)
YEAR = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}
ENTERPRISES = st.dictionaries(
    st.integers(1, 12), st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(lambda on: Reached(first_on=on, acts=1))
)


@pytest.fixture
def project(cast):
    initiative = open_initiative(
        JOB, name="Offensive fictive", ministry_id=cast.organisations["ministry"], began_on=DAY, fictitious=True
    )
    return announce_project(
        JOB,
        initiative_id=initiative.pk,
        promoter_id=cast.organisations["promoter"],
        name="Projet fictif",
        summary=("", ""),
        offer=("", ""),
        sectors=[],
        regions=[],
        announced_on=DAY,
        accepts_requests=True,
    )


@pytest.fixture
def enterprise(cast):
    return Enterprise.objects.create(name="Ferme fictive", fictitious=True, started_at=NOON, claimed_at=NOON)


def attend(project, enterprise, *, came, at=NOON):
    activity = Activity.objects.create(project=project, kind="webinar", title="t", summary="")
    session = Session.objects.create(
        activity=activity, starts_at=at, ends_at=at + timedelta(hours=1), place="En ligne", places=9, published_at=at
    )
    Registration.objects.create(
        session=session, enterprise=enterprise, email="a@example.org", state="registered", made_at=at, came=came
    )


def assess(enterprise, *, depth="full", sent_at=NOON):
    Assessment.objects.create(
        enterprise=enterprise,
        instrument="virage-pme",
        version="1",
        content_hash="0",
        depth=depth,
        started_at=NOON,
        finished_at=NOON,
        sent_at=sent_at,
    )


def ask(project, enterprise, *, state="accepted"):
    return Request.objects.create(enterprise=enterprise, project=project, asked_at=NOON, state=state)


def follow(project, enterprise, cast):
    return CaseFile.objects.create(
        request=ask(project, enterprise),
        enterprise=enterprise,
        project=project,
        opened_at=NOON,
        owner_id=cast.people[Role.ADVISER],
        next_move="m",
        next_move_on=DAY,
    )


def counts():
    return {step.indicator.value: step.distinct for step in funnel(JOB, **YEAR)}


def test_what_counts(cast, project, enterprise):
    attend(project, enterprise, came=True)
    assess(enterprise)
    case_file = follow(project, enterprise, cast)
    Service.objects.create(case_file=case_file, given_on=DAY, hours=1, what="w", by="b")
    for said in (
        {"kind": "decision", "what": "Aide fictive", "favourable": True},
        {"kind": "rollout", "what": "Logiciel", "accepted_by": "Ève Fictive"},
    ):
        Result.objects.create(case_file=case_file, happened_on=DAY, by="b", **said)
    assert counts() == {indicator.value: 1 for indicator in Indicator}
    assert dict(results(JOB, until=DAY)) == {(project.pk, indicator.value): 1 for indicator in Indicator}


def test_what_does_not_count(cast, project, enterprise):
    attend(project, enterprise, came=False)
    attend(project, enterprise, came=None)
    assess(enterprise, depth="quick")
    assess(enterprise, sent_at=None)  # finished, and still the owner's own
    follow(project, enterprise, cast)  # accepted, no service yet
    assert counts() == {indicator.value: 0 for indicator in Indicator}


def test_an_enterprise_counts_once_from_its_first_proof(cast, project, enterprise):
    attend(project, enterprise, came=True)
    attend(project, enterprise, came=True, at=NOON + timedelta(days=30))
    (line,) = proofs(JOB, indicator=Indicator.SENSITISED, **YEAR)
    assert line.first_on == DAY
    assert len(acts(JOB, indicator=Indicator.SENSITISED, **YEAR)) == funnel(JOB, **YEAR)[0].gross == 2
    assert proofs(JOB, indicator=Indicator.SENSITISED, since=DAY + timedelta(days=1), until=YEAR["until"]) == ()


def test_two_records_of_one_enterprise_count_once(cast, project, enterprise):
    other = Enterprise.objects.create(name="Ferme fictive inc.", fictitious=True, started_at=NOON, claimed_at=NOON)
    attend(project, other, came=True)
    attend(project, enterprise, came=True, at=NOON + timedelta(days=30))
    merged = merge_enterprises(JOB, kept_id=enterprise.pk, absorbed_id=other.pk, reason="essai")
    step = funnel(JOB, **YEAR)[0]
    assert (step.distinct, step.gross) == (1, 2)
    (line,) = proofs(JOB, indicator=Indicator.SENSITISED, **YEAR)
    assert (line.enterprise_id, line.first_on) == (enterprise.pk, DAY)
    assert results(JOB, until=YEAR["until"])[project.pk, "sensitised"] == 1
    undo_merge(JOB, merge_id=merged)
    assert funnel(JOB, **YEAR)[0].distinct == 2


def test_the_funnel_takes_one_query_whatever_it_counts(cast, project, enterprise):
    with CaptureQueriesContext(connection) as none:
        funnel(JOB, **YEAR)
    test_what_counts(cast, project, enterprise)
    with CaptureQueriesContext(connection) as some:
        funnel(JOB, **YEAR)
    assert len(none) == len(some) == 1


@pytest.mark.parametrize("role", [Role.PROMOTER, Role.ADVISER, Role.PARTNER, Role.COUNCIL])
def test_others_open_no_figure(cast, project, enterprise, role):
    attend(project, enterprise, came=True)
    ask(project, enterprise, state="waiting")
    follow(project, enterprise, cast)
    viewer, later = cast.viewer(role), DAY + timedelta(days=60)
    own = {(project.pk, Indicator.SENSITISED.value): 1} if role is Role.PROMOTER else {}
    assert results(viewer, until=later) == own
    assert bool(funnel(viewer, **YEAR)) is (role is Role.COUNCIL)  # counts, and no list behind them
    assert proofs(viewer, indicator=Indicator.SENSITISED, **YEAR) == ()
    assert acts(viewer, indicator=Indicator.SENSITISED, **YEAR) == ()
    assert late_requests(viewer, on=later) == late_moves(viewer, on=later) == ()


@pytest.mark.parametrize(("days", "past"), [(9, None), (10, 9), (21, 9), (22, 21), (45, 21), (46, 45)])
def test_a_request_is_late_the_day_after_each_delay(cast, project, enterprise, days, past):
    ask(project, enterprise, state="waiting")
    late = late_requests(cast.viewer(Role.ANALYST), on=DAY + timedelta(days=days))
    assert [line.past for line in late] == ([past] if past else [])


def test_a_move_is_late_the_day_after_its_own(cast, project, enterprise):
    follow(project, enterprise, cast)
    analyst = cast.viewer(Role.ANALYST)
    assert late_moves(analyst, on=DAY) == ()
    assert [move.days for move in late_moves(analyst, on=DAY + timedelta(days=2))] == [2]


@given(here=ENTERPRISES, before=ENTERPRISES)
def test_the_parts_add_up(here, before):
    def part(which):
        return set(enterprises_of(which, here, before, date(2025, 6, 1), date(2026, 6, 1)))

    cohort = set(enterprises_of(Part.DISTINCT, before, {}, date(2025, 6, 1), date(2026, 6, 1)))
    assert part(Part.CONVERTED) | part(Part.STILL_OPEN) == cohort
    assert part(Part.CONVERTED) & part(Part.STILL_OPEN) == set()
    assert part(Part.ENTERED) <= part(Part.DISTINCT)
    assert part(Part.ENTERED) & part(Part.CONVERTED) == set()
