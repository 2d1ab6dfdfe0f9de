"""Counts against brute force on invented histories, and the laws they keep: distinct, gross, parts, merges."""

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import JOB
from virage.base.viewer import Role
from virage.core.proportions import share
from virage.stages.accounts.models import Organisation
from virage.stages.awareness.models import Activity, Registration, Session
from virage.stages.casefiles.models import CaseFile, Request, Service
from virage.stages.directory.models import Enterprise, EnterpriseFact
from virage.stages.directory.operations import merge_enterprises
from virage.stages.insight.queries import By, Indicator, Kept, counts, members, overlaps, passages
from virage.stages.programme.operations import announce_project, open_initiative

SINCE, UNTIL = date(2024, 4, 1), date(2026, 3, 31)
PERIOD = {"since": SINCE, "until": UNTIL}
NOON = datetime(2024, 1, 1, 17, tzinfo=UTC)


class History:
    """Random attendances and services of a few enterprises, and the same as plain tuples."""

    def __init__(self, cast, seed):
        self.rng = random.Random(seed)  # noqa: S311 — a story
        self.acts = []  # indicator, enterprise, promoter, day, sector, region
        initiative = open_initiative(
            JOB, name="Offensive fictive", ministry_id=cast.organisations["ministry"], began_on=SINCE, fictitious=True
        )
        others = Organisation.objects.bulk_create(
            Organisation(name=f"Porteur fictif {n}", kind="promoter", fictitious=True) for n in range(2)
        )
        self.promoters = [cast.organisations["promoter"], *(other.pk for other in others)]
        self.projects = [
            announce_project(
                JOB, initiative_id=initiative.pk, promoter_id=promoter, name=f"Projet fictif {rank}",
                summary=("", ""), offer=("", ""), sectors=[], regions=[], announced_on=SINCE, accepts_requests=True,
            )
            for rank, promoter in enumerate([*self.promoters, self.promoters[0]])
        ]  # fmt: skip
        self.enterprises = Enterprise.objects.bulk_create(
            Enterprise(name=f"Entreprise fictive {n}", fictitious=True, started_at=NOON, claimed_at=NOON)
            for n in range(14)
        )
        self.places = {e.pk: (self.rng.choice(["construction", "meuble"]), "01") for e in self.enterprises[2:]}
        EnterpriseFact.objects.bulk_create(
            EnterpriseFact(enterprise_id=pk, name=name, value=value, provenance="demo", at=NOON, by="job:test")
            for pk, place in self.places.items()
            for name, value in zip(("sector", "region"), place, strict=True)
        )
        self._attend()
        self._serve(cast)

    def _day(self):
        return date(2024, 1, 1) + timedelta(days=self.rng.randrange(1000))

    def _note(self, indicator, enterprise, project, day):
        self.acts.append((indicator, enterprise.pk, project.promoter_id, day))

    def _attend(self):
        for rank in range(10):
            project, day = self.rng.choice(self.projects), self._day()
            activity = Activity.objects.create(project=project, kind="webinar", title="t", summary="")
            start = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
            session = Session.objects.create(
                activity=activity,
                starts_at=start,
                ends_at=start + timedelta(hours=1),
                place="En ligne",
                places=99,
                published_at=NOON,
            )
            guests = self.rng.sample(self.enterprises, 5)
            Registration.objects.bulk_create(
                Registration(
                    session=session, enterprise=guest, email=f"{guest.pk}.{rank}@example.org", state="registered",
                    made_at=NOON, came=turn > 0, code=str(turn),
                )
                for turn, guest in enumerate(guests)
            )  # fmt: skip
            for guest in guests[1:]:
                self._note(Indicator.SENSITISED, guest, project, day)

    def _serve(self, cast):
        for _rank in range(12):
            project, enterprise = self.rng.choice(self.projects), self.rng.choice(self.enterprises)
            asked = Request.objects.create(enterprise=enterprise, project=project, asked_at=NOON, state="accepted")
            held = CaseFile.objects.create(
                request=asked, enterprise=enterprise, project=project, opened_at=NOON,
                owner_id=cast.people[Role.ADVISER], next_move="m", next_move_on=SINCE,
            )  # fmt: skip
            for _time in range(self.rng.randint(0, 3)):
                day = self._day()
                Service.objects.create(case_file=held, given_on=day, hours=1, what="w", by="b")
                self._note(Indicator.ACCOMPANIED, enterprise, project, day)

    def counted(self):
        """(indicator, by, key) → distinct, gross."""
        found = defaultdict(list)
        for indicator, enterprise, promoter, day in self.acts:
            if SINCE <= day <= UNTIL:
                sector, region = self.places.get(enterprise, ("", ""))
                year = day.year if day.month > 3 else day.year - 1
                keys = {By.WHOLE: "", By.PROMOTER: promoter, By.SECTOR: sector, By.REGION: region, By.YEAR: year}
                for by, key in keys.items():
                    found[indicator, by, str(key)].append(enterprise)
        return {part: (len(set(enterprises)), len(enterprises)) for part, enterprises in found.items()}

    def came_further(self, start, end):
        """Enterprises whose first « start » falls in the period, and those that came to « end » after."""
        first = {
            indicator: {
                e: min(day for i, pk, _p, day in self.acts if (i, pk) == (indicator, e))
                for i, e, _p, _d in self.acts
                if i == indicator
            }
            for indicator in (start, end)
        }
        cohort = {e: day for e, day in first[start].items() if SINCE <= day <= UNTIL}
        return {e for e, day in cohort.items() if first[end].get(e, date.min) >= day}, set(cohort)


def counted(viewer=JOB):
    return {(c.indicator, c.by, c.key): (c.distinct, c.gross) for c in counts(viewer, **PERIOD)}


@pytest.mark.parametrize("seed", range(4))
def test_counts_equal_brute_force_and_keep_their_laws(cast, seed):
    history = History(cast, seed)
    found = counted()
    assert found == history.counted()
    assert all(distinct <= gross for distinct, gross in found.values())
    for indicator in (Indicator.SENSITISED, Indicator.ACCOMPANIED):
        whole = found[indicator, By.WHOLE, ""]
        for by in (By.PROMOTER, By.SECTOR, By.REGION, By.YEAR):
            parts = [both for (i, cut, _key), both in found.items() if (i, cut) == (indicator, by)]
            assert sum(distinct for distinct, _gross in parts) >= whole[0]
            assert sum(gross for _distinct, gross in parts) == whole[1]


@pytest.mark.parametrize("seed", range(2))
def test_passages_equal_brute_force(cast, seed):
    start, end = Indicator.SENSITISED, Indicator.ACCOMPANIED
    came, cohort = History(cast, seed).came_further(start, end)
    found = passages(JOB, start=start, end=end, **PERIOD)
    assert [p.share for p in found if p.by is By.WHOLE] == [share(len(came), len(cohort))]
    assert sum(p.share.n for p in found if p.by is By.SECTOR) == len(cohort)
    assert sum(p.share.n for p in found if p.by is By.PROMOTER) >= len(cohort)


def test_the_same_enterprise_under_one_number_lowers_distinct_and_never_gross(cast):
    History(cast, 1)
    before = counted()[Indicator.SENSITISED, By.WHOLE, ""]
    one, other = list(
        Registration.objects.for_operation().filter(came=True).values_list("enterprise_id", flat=True).distinct()[:2]
    )
    merge_enterprises(JOB, kept_id=one, absorbed_id=other, reason="la même")
    after = counted()[Indicator.SENSITISED, By.WHOLE, ""]
    assert (after[0], after[1]) == (before[0] - 1, before[1])


def test_each_count_opens_to_as_many_enterprises_and_acts(cast):
    History(cast, 2)
    for (indicator, by, key), (distinct, gross) in counted().items():
        kept = {By.PROMOTER: {"promoter": key}, By.SECTOR: {"sector": key}, By.REGION: {"region": key}}
        year = {"year": int(key)} if by is By.YEAR else {}
        listed = members(JOB, indicator=indicator, kept=Kept(**(kept.get(by) or year)), **PERIOD)
        assert (len(listed), sum(member.acts for member in listed)) == (distinct, gross)
    for pair in overlaps(JOB, indicator=Indicator.SENSITISED, **PERIOD):
        kept = Kept(promoter=pair.one, both=pair.other)
        assert len(members(JOB, indicator=Indicator.SENSITISED, kept=kept, **PERIOD)) == pair.enterprises


def test_who_counts_and_who_opens(cast):
    history = History(cast, 3)
    promoter, council = cast.viewer(Role.PROMOTER), cast.viewer(Role.COUNCIL)
    own = {key for (_i, by, key) in counted(promoter) if by is By.PROMOTER}
    assert own == {str(history.promoters[0])}
    opened = members(promoter, indicator=Indicator.SENSITISED, **PERIOD)
    assert len(opened) == counted(promoter)[Indicator.SENSITISED, By.WHOLE, ""][0]
    assert all(member.enterprise for member in opened)  # registered with us
    assert counted(council) == counted()
    assert members(council, indicator=Indicator.SENSITISED, **PERIOD) == ()
    for nobody in (cast.stranger, cast.sme, cast.viewer(Role.PARTNER), cast.viewer(Role.ADVISER)):
        assert counts(nobody, **PERIOD) == members(nobody, indicator=Indicator.SENSITISED, **PERIOD) == ()


def test_one_query_whatever_is_counted(cast):
    History(cast, 0)
    with CaptureQueriesContext(connection) as made:
        counts(JOB, **PERIOD)
    assert len(made) == 1
