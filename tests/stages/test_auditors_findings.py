"""What auditors found elsewhere, tried here. Each test quotes its source, and says what it does not prove.

One function for each finding.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.calling import TODAY, discussed, initiative, marks, on, published, scored_apart, submitted, terms, written
from virage.base.viewer import Role
from virage.stages.calls.models import Call, Criterion, Decision, Draft, Proposal
from virage.stages.calls.operations import (
    decide_proposal,
    discuss_scores,
    draft_call,
    propose_selection,
    publish_call,
    save_step,
    submit_proposal,
)
from virage.stages.calls.queries import call as call_sheet, proposal_sheet
from virage.stages.calls.refusals import (
    AnalysisIncomplete,
    CallIsPublished,
    DatesOutOfOrder,
    EditedMeanwhile,
    Incomplete,
    NotOpen,
    ReviewsNotWhole,
    SayWhyDeparting,
)
from virage.stages.calls.written import MarkWords, ProjectWords, TargetWords


def refused_by_the_database(name, write):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def test_no_approval_without_its_analysis(cast):
    """Vérificateur général du Québec, 2019, off-programme grants: incomplete analyses in about two thirds of 20 files.

    It does not prove that an analysis is good: only that each criterion has its score, reason and document.
    """
    number = submitted(cast, published(cast))
    analyst, director = cast.viewer(Role.ANALYST), cast.viewer(Role.DIRECTOR)
    with pytest.raises(ReviewsNotWhole):
        discuss_scores(analyst, proposal_id=number, marks=marks(number))
    scored_apart(cast, number)
    first, second = marks(number)
    bare = MarkWords(criterion_id=second.criterion_id, value=9, reason="Solide", document=" ")
    for given in ([first], [first, bare]):
        with pytest.raises(AnalysisIncomplete):
            discuss_scores(analyst, proposal_id=number, marks=given)
    with on(TODAY + timedelta(days=31)), pytest.raises(AnalysisIncomplete):
        propose_selection(analyst, call_id=Proposal.objects.for_operation().get(pk=number).call_id)
    refused_by_the_database(
        "criterion_not_settled",
        lambda: Decision.objects.create(
            proposal_id=number, chosen=True, amount=1, reason="Retenue", at="2026-11-22T12:00Z", by=director.by
        ),
    )


def test_no_approval_without_a_target_that_can_be_measured(cast):
    """European Court of Auditors, 19/2020: objectives that did not allow effects to be measured.

    It does not prove that an indicator is well chosen: only that it has definition, baseline, target and method.
    """
    call = published(cast)
    for target in (None, TargetWords(indicator="Entreprises aidées", definition="Un service", value=40)):
        number = written(cast, call, target=target)
        with on(TODAY + timedelta(days=2)), pytest.raises(Incomplete):
            submit_proposal(cast.viewer(Role.PROMOTER), proposal_id=number)
    Proposal.objects.for_operation().filter(pk=number).update(
        asked=40_000, total=60_000, submitted_at="2026-11-22T12:00Z"
    )
    discussed(cast, number)
    refused_by_the_database(
        "target_not_measurable",
        lambda: Decision.objects.create(
            proposal_id=number, chosen=True, amount=1, reason="Retenue", at="2026-11-22T12:00Z", by="person:1"
        ),
    )


def test_the_criteria_made_public_are_those_that_decide(cast):
    """VGQ, November 2021, PACTE: criteria made public were not complete; an internal clause allowed exceptions.

    It does not prove that a reason given for a departure is a good one: only that it is written, counted and shown.
    """
    director, call = cast.viewer(Role.DIRECTOR), published(cast)
    refused_by_the_database(
        "call_is_published", lambda: Criterion.objects.for_operation().filter(call=call).update(weight=50)
    )
    refused_by_the_database(
        "call_is_published",
        lambda: Criterion.objects.create(call_id=call, rank=3, name="Interne", name_en="Internal", weight=1),
    )
    refused_by_the_database(
        "call_is_published", lambda: Call.objects.for_operation().filter(pk=call).update(requirements=[])
    )
    with pytest.raises(CallIsPublished):
        publish_call(director, call_id=call)
    refusable = submitted(cast, call, own=1_000)  # 2.4 % paid by others, where at least 20 % is published
    discussed(cast, refusable, 10)
    with on(TODAY + timedelta(days=31)):
        propose_selection(director, call_id=call)
    with pytest.raises(SayWhyDeparting):
        decide_proposal(director, proposal_id=refusable, chosen=True, reason="Le meilleur")
    decide_proposal(director, proposal_id=refusable, chosen=True, reason="Le meilleur", departure="Seul de sa région")
    Call.objects.for_operation().filter(pk=call).update(announced_at="2027-02-01T12:00Z")
    told = call_sheet(cast.stranger, call_id=call)
    assert (told.departures, [one.departure for one in told.results]) == (1, ["Seul de sa région"])


def test_a_draft_is_never_lost_and_a_call_is_no_race(cast):
    """Scotland, Digital Boost development grants: closed the day they opened; drafts lost.

    It does not prove that there is money for everyone: only that the hour of a submission counts for nothing.
    """
    director, promoter = cast.viewer(Role.DIRECTOR), cast.viewer(Role.PROMOTER)
    day, call = TODAY + timedelta(days=1), published(cast)
    with pytest.raises(DatesOutOfOrder):
        draft_call(director, initiative_id=initiative(cast), words=terms(opens_on=day, closes_on=day))
    number = written(cast, call)
    mine = ProjectWords(title="Ateliers fictifs", summary="Mon texte")
    with pytest.raises(EditedMeanwhile) as refused:
        save_step(promoter, proposal_id=number, words=mine, base=0)
    assert (refused.value.number, refused.value.theirs["summary"]) == (1, "Des ateliers.")
    save_step(promoter, proposal_id=number, words=mine, base=1)
    kept = Draft.objects.for_operation().filter(proposal=number, step="projet").order_by("number")
    assert [one.said["summary"] for one in kept] == ["Des ateliers.", "Mon texte"]
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        kept.update(said={})
    with on(TODAY + timedelta(days=31)), pytest.raises(NotOpen):
        submit_proposal(promoter, proposal_id=number)
    assert proposal_sheet(promoter, proposal_id=number).content.summary == "Mon texte"
