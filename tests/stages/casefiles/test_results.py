"""What came of a file: who notes it and when, what is refused, what takes a line's place; and that it counts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from tests.cast import JOB
from tests.thread import answer_all, begin, call, project
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Role
from virage.stages.casefiles.forms import result_correction_page, result_page
from virage.stages.casefiles.models import CaseFile, Result
from virage.stages.casefiles.operations import (
    AlreadyCorrected,
    Closed,
    Obtained,
    accept_request,
    close_file,
    correct_result,
    note_result,
)
from virage.stages.casefiles.queries import case_results, history
from virage.stages.casefiles.states import Outcome, ResultKind
from virage.stages.directory.models import AccessGrant
from virage.stages.insight.queries import Indicator, acts, definitions, funnel, results

pytestmark = [pytest.mark.django_db, pytest.mark.data]

TODAY = timezone.localdate()
DAY = timedelta(days=1)
PLAN = Obtained(kind=ResultKind.PLAN, happened_on=TODAY)
YES = Obtained(kind=ResultKind.DECISION, happened_on=TODAY, what="Aide fictive", favourable=True, amount=Decimal(12000))
NO = Obtained(kind=ResultKind.DECISION, happened_on=TODAY, what="Aide fictive", favourable=False)
ROLLOUT = Obtained(kind=ResultKind.ROLLOUT, happened_on=TODAY, what="Logiciel fictif", accepted_by="Ève Fictive")


@pytest.fixture
def held(cast):
    thread = begin()
    answer_all(*thread)
    return accept_request(
        JOB,
        request_id=call(*thread, project(cast)),
        owner_id=cast.people[Role.ADVISER],
        next_move="Visiter l’atelier",
        next_move_on=TODAY,
    )


def counted():
    steps = funnel(JOB, since=TODAY - DAY, until=TODAY)
    return {step.indicator.value: step.distinct for step in steps if step.distinct}


def changed(obtained, **other):
    return Obtained(**{name: getattr(obtained, name) for name in Obtained.__dataclass_fields__} | other)


@pytest.mark.parametrize(
    ("obtained", "proves"),
    [
        (PLAN, {"accompanied": 1}),
        (YES, {"funded": 1}),
        (changed(YES, signed_on=TODAY), {"funded": 1}),
        (NO, {}),
        (ROLLOUT, {"implemented": 1}),
    ],
)
def test_each_result_proves_its_stage(cast, held, obtained, proves):
    note_result(cast.viewer(Role.ADVISER), case_file_id=held, obtained=obtained)
    found = counted()
    assert {name: n for name, n in found.items() if name != "diagnosed"} == proves
    own = results(cast.viewer(Role.PROMOTER), until=TODAY)
    assert {name: n for (_project, name), n in own.items() if name != "diagnosed"} == proves


def test_a_decision_and_its_signature_are_two_acts(held):
    note_result(JOB, case_file_id=held, obtained=changed(YES, signed_on=TODAY))
    assert len(acts(JOB, indicator=Indicator.FUNDED, since=TODAY, until=TODAY)) == 2


def test_every_definition_has_its_rows(cast):
    assert [card.id for card in definitions(cast.viewer(Role.ANALYST)) if card.missing] == []


@pytest.mark.parametrize(
    "wrong",
    [
        changed(PLAN, happened_on=TODAY + DAY),
        changed(PLAN, happened_on=TODAY - DAY),
        changed(YES, what=""),
        changed(YES, what="", aid="inconnue"),
        changed(YES, favourable=None),
        changed(YES, signed_on=TODAY - DAY),
        changed(YES, signed_on=TODAY + DAY),
        changed(NO, signed_on=TODAY),
        changed(NO, amount=Decimal(1)),
        changed(ROLLOUT, what=""),
        changed(ROLLOUT, accepted_by=""),
        changed(ROLLOUT, begun_on=TODAY + DAY),
    ],
)
def test_what_cannot_be_is_refused(held, wrong):
    with pytest.raises(Refusal):
        note_result(JOB, case_file_id=held, obtained=wrong)
    assert counted().keys() <= {"diagnosed"}


def test_a_correction_takes_the_place_and_voids(cast, held):
    viewer = cast.viewer(Role.ADVISER)
    first = note_result(viewer, case_file_id=held, obtained=YES)
    second = correct_result(viewer, result_id=first, why="Refusée", obtained=NO)
    (line,) = case_results(viewer, case_file_id=held)
    assert (line.id, line.favourable, line.why) == (second, False, "Refusée")
    assert "funded" not in counted()
    with pytest.raises(AlreadyCorrected):
        correct_result(viewer, result_id=first, why="Encore", obtained=YES)
    plan = note_result(viewer, case_file_id=held, obtained=PLAN)
    correct_result(viewer, result_id=plan, why="Pas remis", obtained=None)
    assert "accompanied" not in counted()
    assert history(viewer, case_file_id=held)[0].words == "Plan remis\u00a0: annulé"
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Result.objects.for_operation().filter(pk=first).update(what="autre")


def test_a_closed_file_takes_no_result_and_is_still_corrected(cast, held):
    line = note_result(JOB, case_file_id=held, obtained=ROLLOUT)
    version = CaseFile.objects.for_operation().get(pk=held).version
    close_file(JOB, case_file_id=held, version=version, outcome=Outcome.DONE)
    with pytest.raises(Closed):
        note_result(JOB, case_file_id=held, obtained=PLAN)
    correct_result(cast.viewer(Role.PROMOTER), result_id=line, why="Nom", obtained=ROLLOUT)


def test_nobody_else_reads_notes_or_corrects(cast, held):
    line = note_result(JOB, case_file_id=held, obtained=PLAN)
    AccessGrant.objects.for_operation().update(revoked_at=timezone.now())
    viewer = cast.viewer(Role.ADVISER)
    for act in (
        lambda: note_result(viewer, case_file_id=held, obtained=PLAN),
        lambda: correct_result(viewer, result_id=line, why="w", obtained=None),
        lambda: correct_result(JOB, result_id=line + 1, why="w", obtained=None),
    ):
        with pytest.raises(Forbidden):
            act()
    assert case_results(viewer, case_file_id=held) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "decision", "what": "w"},
        {"kind": "plan", "what": "w"},
        {"kind": "plan", "void": True},
        {"kind": "rollout", "what": "w"},
        {"kind": "decision", "what": "w", "favourable": False, "signed_on": TODAY},
    ],
)
def test_the_database_refuses_half_said_lines(held, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.create(case_file_id=held, happened_on=TODAY, by="b", **wrong)


def said(**other):
    query = QueryDict(mutable=True)
    query.update({"happened_on": TODAY.isoformat(), **other})
    return query


def test_the_forms_note_correct_and_void(cast, held):
    viewer = cast.viewer(Role.ADVISER)
    assert result_page(viewer, case_file_id=held, said=None).form is None
    with pytest.raises(Forbidden):
        result_page(viewer, case_file_id=held, kind="autre", said=None)
    refused = result_page(viewer, case_file_id=held, kind="decision", said=said(favourable="no", amount="5"))
    assert refused.form.errors.keys() == {"what"}
    full = said(favourable="yes", aid="audit40-2019", amount="5000,50")
    assert result_page(viewer, case_file_id=held, kind="decision", said=full).done
    (line,) = case_results(viewer, case_file_id=held)
    assert (line.aid, line.amount, line.what[:5]) == ("audit40-2019", Decimal("5000.50"), "Audit")
    begun = result_correction_page(viewer, case_file_id=held, result_id=line.id, said=None).form.initial
    assert (begun["aid"], begun["favourable"], begun["what"]) == ("audit40-2019", "yes", "")
    page = result_correction_page(viewer, case_file_id=held, result_id=line.id, said=said(void="on"))
    assert page.form.errors.keys() == {"why"}
    assert result_correction_page(viewer, case_file_id=held, result_id=line.id, said=said(void="on", why="Non")).done
    (line,) = case_results(viewer, case_file_id=held)
    assert line.void
