"""One act on several files: all or none, checked first, and each refusal named."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from tests.stages.casefiles.test_files import held, other_promoter  # noqa: F401 — held is a fixture
from tests.thousands import many_files
from virage.base.models import TrailEvent
from virage.base.viewer import Role
from virage.base.words import day
from virage.stages.casefiles.forms import together_page
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.operations import SomeRefused, change_files, close_file
from virage.stages.casefiles.operations.together import assign
from virage.stages.casefiles.states import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def files(held):  # noqa: F811
    many_files(held, 3)
    return dict(CaseFile.objects.for_operation().order_by("pk").values_list("pk", "version"))


def owners():
    return set(CaseFile.objects.for_operation().values_list("owner_id", flat=True))


def said(files, **answers):
    query = QueryDict(mutable=True)
    query.setlist("file", [f"{number}:{version}" for number, version in files.items()])
    query.update(answers)
    return query


def page(cast, asked, role=Role.PROMOTER):
    return together_page(cast.viewer(role), roles=[role], asked=QueryDict(), said=asked)


def test_files_are_assigned_after_a_check(cast, files):
    answers = {"deed": "assign", "owner": str(cast.people[Role.PROMOTER])}
    checked = page(cast, said(files, **answers))
    assert (checked.step, checked.answers[1][1], owners()) == (
        "check",
        "Personne promoter",
        {cast.people[Role.ADVISER]},
    )
    done = page(cast, said(files, **answers, sure="1"))
    assert (done.step, done.changed, owners()) == ("done", 4, {cast.people[Role.PROMOTER]})
    assert TrailEvent.objects.filter(verb="next_move.planned").count() == 4


def test_one_refusal_keeps_all_as_they_were_and_is_named(cast, files):
    promoter = cast.viewer(Role.PROMOTER)
    gone, stale, *_others = CaseFile.objects.for_operation().select_related("enterprise").order_by("pk")
    close_file(promoter, case_file_id=gone.pk, version=1, outcome=Outcome.DONE)
    CaseFile.objects.for_operation().filter(pk=stale.pk).update(version=7)
    before = TrailEvent.objects.count()
    with pytest.raises(SomeRefused) as refusal:
        change_files(promoter, versions=files, deed=assign(cast.people[Role.PROMOTER]))
    assert {one.enterprise: one.words.split()[0] for one in refusal.value.refused} == {
        gone.enterprise.name: "Ce",
        stale.enterprise.name: "Une",
    }
    assert (owners(), TrailEvent.objects.count()) == ({cast.people[Role.ADVISER]}, before)
    shown = page(cast, said({stale.pk: 1}, deed="assign", owner=str(cast.people[Role.PROMOTER]), sure="1"))
    assert (shown.step, [one.enterprise for one in shown.refused]) == ("check", [stale.enterprise.name])


def test_the_next_move_and_the_end_are_said_for_all(cast, files):
    on = timezone.localdate() + timedelta(days=5)
    move = {"deed": "move", "next_move": "Rappeler", "next_move_by": "adviser", "next_move_on": on.isoformat()}
    assert page(cast, said(files, **move)).answers[3][1] == day(on)
    assert page(cast, said(files, **move, sure="1"), Role.ADVISER).changed == 4
    moved = CaseFile.objects.for_operation().values_list("next_move", "next_move_on", "version").distinct()
    assert list(moved) == [("Rappeler", on, 2)]
    versions = dict.fromkeys(files, 2)
    wrong = page(cast, said(versions, deed="close", outcome="left", sure="1"))
    assert (wrong.step, list(wrong.form.errors)) == ("ask", ["words"])
    assert page(cast, said(versions, deed="close", outcome="left", words="Fin du projet", sure="1")).changed == 4
    assert CaseFile.objects.for_operation().filter(closed_at=None).count() == 0


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, ["deed"]),
        ({"deed": "assign"}, ["owner"]),
        ({"deed": "move"}, ["next_move", "next_move_by", "next_move_on"]),
    ],
)
def test_only_what_the_act_needs_is_asked(cast, files, answers, missing):
    assert list(page(cast, said(files, **answers)).form.errors) == missing


def test_files_of_others_and_what_is_not_a_number_are_left_out(cast, files):
    with pytest.raises(SomeRefused):
        change_files(other_promoter(), versions=files, deed=assign(cast.people[Role.PROMOTER]))
    query = QueryDict("file=abc&file=1:&file=99999:1&file=999999999999:1")
    assert page(cast, query).files == ()
