"""Where a project serves, with whom, and what each person takes on: nothing lost, nobody else's business."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import JOB
from tests.house.samples.programme import project
from virage.base.models import TrailEvent
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.programme.models import Absence
from virage.stages.programme.operations import (
    AlreadyAway,
    EndsBeforeItBegins,
    add_partner,
    cancel_absence,
    describe_work,
    note_absence,
    open_point,
    revise_partner,
    revise_point,
)
from virage.stages.programme.queries import partners, points, work_of
from virage.stages.programme.retention import purge_absences
from virage.stages.programme.written import PartnerWords, PointWords, WorkWords

pytestmark = pytest.mark.django_db
POINT = PointWords(name="Matane", place="rue fictive", region="01", opened_on=date(2022, 2, 1), hours="le jour")
PARTNER = PartnerWords(name="Organisme fictif", role="reçoit", role_en="welcomes", since=date(2022, 2, 1))


def test_a_point_changes_and_closes_and_what_it_was_stays(cast):
    held, promoter = project(cast), cast.viewer(Role.PROMOTER)
    number = open_point(promoter, project_id=held.pk, words=POINT)
    revise_point(promoter, point_id=number, words=replace(POINT, place="rue neuve", closed_on=date(2026, 1, 31)))
    (line,) = points(cast.stranger, projects=[held.pk])
    assert (line.place, line.hours, line.open(date(2026, 1, 31)), line.open(date(2026, 2, 1))) == (
        "rue neuve",
        "le jour",
        True,
        False,
    )
    said = TrailEvent.objects.filter(verb="point.revised").get()
    assert said.details["was"] == {"place": "rue fictive", "closed_on": None}


def test_a_partner_comes_and_leaves(cast):
    held, promoter = project(cast), cast.viewer(Role.PROMOTER)
    number = add_partner(promoter, project_id=held.pk, words=PARTNER)
    revise_partner(promoter, partner_id=number, words=replace(PARTNER, until=date(2025, 3, 31)))
    (line,) = partners(replace(cast.stranger, language="en"), projects=[held.pk])
    assert (line.role, line.there(date(2025, 3, 31)), line.there(date(2025, 4, 1))) == ("welcomes", True, False)
    with pytest.raises(EndsBeforeItBegins):
        revise_partner(promoter, partner_id=number, words=replace(PARTNER, until=date(2021, 1, 1)))


@pytest.mark.parametrize("role", [Role.ADVISER, Role.DIRECTOR, Role.PARTNER])
def test_only_whoever_manages_the_project_writes(cast, role):
    held = project(cast)
    point = open_point(JOB, project_id=held.pk, words=POINT)
    partner = add_partner(JOB, project_id=held.pk, words=PARTNER)
    viewer, person = cast.viewer(role), cast.people[Role.ADVISER]
    house, day = cast.organisations["promoter"], POINT.opened_on
    acts = [
        lambda: open_point(viewer, project_id=held.pk, words=POINT),
        lambda: revise_point(viewer, point_id=point, words=POINT),
        lambda: add_partner(viewer, project_id=held.pk, words=PARTNER),
        lambda: revise_partner(viewer, partner_id=partner, words=PARTNER),
        lambda: describe_work(viewer, organisation_id=house, person_id=person, words=WorkWords()),
        lambda: note_absence(viewer, organisation_id=house, person_id=person, first=day, last=day),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()


def test_what_a_person_takes_on_is_read_by_the_team_alone(cast):
    promoter, person, house = cast.viewer(Role.PROMOTER), cast.people[Role.ADVISER], cast.organisations["promoter"]
    on = timezone.localdate()
    point = open_point(promoter, project_id=project(cast).pk, words=replace(POINT, languages=["en"]))
    words = WorkWords(sectors=("bois",), regions=("01",), languages=("fr",), capacity=25, point_id=point)
    describe_work(promoter, organisation_id=house, person_id=person, words=words)
    note_absence(promoter, organisation_id=house, person_id=person, first=on, last=on + timedelta(days=4))
    held = work_of(cast.viewer(Role.ADVISER), organisation_id=house, on=on, people=[person])[person]
    assert (held.said, held.words, held.base.name, held.base.languages) == (True, words, "Matane", frozenset({"en"}))
    assert [(one.first, one.last) for one in held.away] == [(on, on + timedelta(days=4))]
    elsewhere = work_of(cast.viewer(Role.PARTNER), organisation_id=house, on=on, people=[person])[person]
    assert (elsewhere.said, elsewhere.absences) == (False, ())
    revise_point(promoter, point_id=point, words=replace(POINT, closed_on=on - timedelta(days=1)))
    assert work_of(promoter, organisation_id=house, on=on, people=[person])[person].base is None


def test_a_stranger_to_the_team_has_no_profile_there(cast):
    promoter, house = cast.viewer(Role.PROMOTER), cast.organisations["promoter"]
    with pytest.raises(Forbidden):
        describe_work(promoter, organisation_id=house, person_id=cast.people[Role.DIRECTOR], words=WorkWords())
    other = WorkWords(point_id=10**6)
    with pytest.raises(Forbidden):
        describe_work(promoter, organisation_id=house, person_id=cast.people[Role.ADVISER], words=other)


def test_absences_do_not_meet_are_taken_back_and_go_in_time(cast):
    promoter, person, house = cast.viewer(Role.PROMOTER), cast.people[Role.ADVISER], cast.organisations["promoter"]
    first, last = date(2025, 7, 1), date(2025, 7, 15)
    number = note_absence(promoter, organisation_id=house, person_id=person, first=first, last=last)
    with pytest.raises(AlreadyAway):
        note_absence(promoter, organisation_id=house, person_id=person, first=last, last=date(2025, 8, 1))
    with pytest.raises(EndsBeforeItBegins):
        note_absence(promoter, organisation_id=house, person_id=person, first=last, last=first)
    with pytest.raises(Forbidden):
        cancel_absence(cast.viewer(Role.ADVISER), absence_id=number)
    assert cancel_absence(promoter, absence_id=number) == person
    note_absence(promoter, organisation_id=house, person_id=person, first=first, last=last)
    today = timezone.now()
    note_absence(promoter, organisation_id=house, person_id=person, first=today.date(), last=today.date())
    assert (purge_absences(today - timedelta(days=30)), Absence.objects.for_operation().count()) == (1, 1)
