"""An answer goes from declared to seen, with who and when; the answer itself never changes."""

import pytest
from django.http import QueryDict

from tests.cast import JOB
from tests.stages.casefiles.test_files import held, other_promoter  # noqa: F401 — held is a fixture
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.assessments.models import Answer, Assessment
from virage.stages.assessments.operations import NoAssessment, note_proofs
from virage.stages.assessments.proofs import proofs_page
from virage.stages.casefiles.operations import Closed, close_file
from virage.stages.casefiles.states import Outcome
from virage.stages.funding.case_sheet import case_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def read(cast, number):
    from django.utils import timezone

    sheet = case_sheet(cast.viewer(Role.PROMOTER), case_file_id=number, on=timezone.localdate())
    return {one.id: (one.answer, one.level, one.seen_by) for one in sheet.sent.reading.answers}


def noted(cast, number, *questions):
    query = QueryDict(mutable=True)
    query.setlist("seen", questions)
    return proofs_page(cast.viewer(Role.ADVISER), case_file_id=number, said=query)


def test_what_was_seen_is_kept_with_who_and_can_be_taken_back(cast, held):  # noqa: F811
    before = read(cast, held)
    first, second = list(before)[:2]
    assert {level for _answer, level, _who in before.values()} == {1}
    assert noted(cast, held, first, second).done
    after = read(cast, held)
    assert [after[name] for name in (first, second)] == [
        (before[name][0], 2, "Personne adviser") for name in (first, second)
    ]
    assert {name: after[name] for name in list(after)[2:]} == {name: before[name] for name in list(before)[2:]}
    kept = list(
        Answer.objects.for_operation().filter(question=first).order_by("pk").values_list("proof", "by", "replaced_at")
    )
    assert [(proof, by, gone is None) for proof, by, gone in kept] == [
        ("declared", "link", False),
        ("seen", f"person:{cast.people[Role.ADVISER]}", True),
    ]
    assert noted(cast, held, first).done
    assert [read(cast, held)[name][1] for name in (first, second)] == [2, 1]
    assert Answer.objects.for_operation().filter(question=first).count() == 2


def test_only_the_team_notes_a_proof_and_never_the_owner(cast, held):  # noqa: F811
    number = Assessment.objects.for_operation().get().pk
    strangers = (cast.viewer(Role.AUDITOR), cast.viewer(Role.DIRECTOR), other_promoter(), cast.stranger, JOB)
    for viewer in strangers:
        with pytest.raises(NoAssessment):
            note_proofs(viewer, assessment_id=number, seen=["strategy.plan"])
    with pytest.raises(Forbidden):
        proofs_page(other_promoter_again(), case_file_id=held, said=None)


def other_promoter_again():
    from virage.base.viewer import Membership, Viewer

    elsewhere = Membership(role=Role.ADVISER, organisation_id=10**6, organisation="Ailleurs")
    return Viewer(person_id=10**6, memberships=(elsewhere,))


def test_a_closed_file_takes_no_proof(cast, held):  # noqa: F811
    close_file(cast.viewer(Role.ADVISER), case_file_id=held, version=1, outcome=Outcome.DONE)
    with pytest.raises(Closed):
        proofs_page(cast.viewer(Role.ADVISER), case_file_id=held, said=None)
