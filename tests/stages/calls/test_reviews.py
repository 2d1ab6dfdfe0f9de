"""Who reads, who scores, who sees whose scores, and what a person decides."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.calling import (
    DECLARED,
    OWN_SHARE,
    TODAY,
    asked_of,
    discussed,
    initiative,
    marks,
    on,
    published,
    scored_apart,
    second_analyst,
    submitted,
    terms,
)
from virage.base.viewer import Role
from virage.core.answers import Answer
from virage.stages.calls.choosing import answered
from virage.stages.calls.models import Call, Decision, Score, Selection
from virage.stages.calls.operations import (
    announce_results,
    begin_proposal,
    decide_proposal,
    declare_interest,
    draft_call,
    give_scores,
    propose_selection,
    publish_call,
    save_step,
    submit_proposal,
)
from virage.stages.calls.queries import call as call_sheet, comparison, own_proposals, proposal_file, proposal_sheet
from virage.stages.calls.refusals import (
    AlreadyDecided,
    BeyondTheCall,
    DecidesOwnReview,
    Incomplete,
    InConflict,
    NotDeclared,
    NotYours,
    SayWhyDeparting,
    TooEarly,
)
from virage.stages.calls.written import ProjectWords
from virage.stages.messages.models import Message


def test_a_conflict_closes_the_file_to_its_reviewer(cast):
    number = submitted(cast, published(cast))
    analyst = cast.viewer(Role.ANALYST)
    review = asked_of(cast, number, analyst)
    assert proposal_file(analyst, proposal_id=number).content is None  # one says first whether one is free
    with pytest.raises(NotDeclared):
        give_scores(analyst, review_id=review, marks=marks(number))
    declare_interest(analyst, review_id=review, conflict=True, reason="Un proche y travaille")
    assert proposal_file(analyst, proposal_id=number) is None
    with pytest.raises(InConflict):
        give_scores(analyst, review_id=review, marks=marks(number))
    with pytest.raises(InConflict):
        declare_interest(analyst, review_id=review, conflict=False)
    assert proposal_file(second_analyst(cast), proposal_id=number).title == "Ateliers fictifs"


def test_scores_are_hidden_until_everyone_gave_theirs(cast):
    number = submitted(cast, published(cast))
    first, second = cast.viewer(Role.ANALYST), second_analyst(cast)
    reviews = [asked_of(cast, number, viewer) for viewer in (first, second)]
    for viewer, review in zip((first, second), reviews, strict=True):
        declare_interest(viewer, review_id=review, conflict=False)
    give_scores(first, review_id=reviews[0], marks=marks(number, 9))
    everyone = [cast.viewer(role) for role in (Role.DIRECTOR, Role.APPROVER, Role.AUDITOR, Role.PROMOTER)]
    hidden = [Score.objects.visible_to(viewer).count() for viewer in (first, second, *everyone, cast.stranger)]
    assert hidden == [2, 0, 0, 0, 0, 0, 0]
    give_scores(second, review_id=reviews[1], marks=marks(number, 5))
    shown = [Score.objects.visible_to(viewer).count() for viewer in (first, second, *everyone, cast.stranger)]
    assert shown == [4, 4, 4, 4, 4, 0, 0]


def decided(cast):
    """Two proposals for the money of one: the calculation keeps the better, and so does the direction."""
    call = published(cast, amount=Decimal(50_000))
    best, other = submitted(cast, call), submitted(cast, call, title="Tournée fictive")
    for number, value in ((best, 8), (other, 6)):
        discussed(cast, number, value)
    with on(TODAY + timedelta(days=31)):
        propose_selection(cast.viewer(Role.ANALYST), call_id=call)
    return call, best, other


def test_a_person_decides_against_the_calculation_and_says_why(cast):
    call, best, other = decided(cast)
    director = cast.viewer(Role.DIRECTOR)
    with pytest.raises(SayWhyDeparting):
        decide_proposal(director, proposal_id=best, chosen=False, reason="Non")
    with pytest.raises(NotYours):
        decide_proposal(cast.viewer(Role.ANALYST), proposal_id=best, chosen=True, reason="Oui")
    decide_proposal(director, proposal_id=best, chosen=True, reason="La mieux notée")
    with pytest.raises(AlreadyDecided):
        decide_proposal(director, proposal_id=best, chosen=False, reason="Non", departure="Changement")
    with pytest.raises(BeyondTheCall):
        decide_proposal(director, proposal_id=other, chosen=True, reason="Aussi", departure="Pour la région")
    decide_proposal(
        director,
        proposal_id=other,
        chosen=True,
        amount=Decimal(10_000),
        reason="En partie",
        departure="Pour la région",
    )
    shown = comparison(cast.viewer(Role.AUDITOR), call_id=call)
    assert [(one.file.id, one.rank, one.computed, one.chosen) for one in shown.lines] == [
        (best, 1, True, True),
        (other, 2, False, True),
    ]
    assert (shown.decided, shown.departures, shown.may_analyse) == (Decimal(50_000), 1, False)
    kept = Selection.objects.for_operation().get()
    assert answered(kept.given) == kept.answered  # run again on what was kept


def test_whoever_scored_does_not_decide(cast):
    _call, best, _other = decided(cast)
    director = cast.viewer(Role.DIRECTOR)
    both = second_analyst(cast)
    both = type(both)(person_id=both.person_id, memberships=director.memberships)
    with pytest.raises(DecidesOwnReview):
        decide_proposal(both, proposal_id=best, chosen=True, reason="Oui")


def test_the_early_answer_says_what_is_missing(cast):
    call = published(cast, requirements=[OWN_SHARE, DECLARED])
    promoter = cast.viewer(Role.PROMOTER)
    number = begin_proposal(promoter, call_id=call, promoter_id=cast.organisations["promoter"], title="Début")
    found = proposal_sheet(promoter, proposal_id=number).content.found
    assert [(one.answer, one.missing) for one in found] == [
        (Answer.UNKNOWN, ("le budget",)),
        (Answer.UNKNOWN, ("votre réponse à cette condition",)),
    ]
    save_step(promoter, proposal_id=number, words=ProjectWords(title="Début", declared={"nonprofit": False}), base=0)
    assert proposal_sheet(promoter, proposal_id=number).content.answer is Answer.NO
    with on(TODAY + timedelta(days=2)), pytest.raises(Incomplete, match="un résumé du projet"):
        submit_proposal(promoter, proposal_id=number)


def test_a_direct_proposal_says_why_and_under_which_norm(cast):
    nothing = {"amount": None, "opens_on": None, "closes_on": None, "results_on": None}
    director = cast.viewer(Role.DIRECTOR)
    grid = draft_call(director, initiative_id=initiative(cast), words=terms(**nothing))
    publish_call(director, call_id=grid)
    with pytest.raises(Incomplete, match="la raison de la proposition directe, et sa norme"):
        submitted(cast, grid)


def test_what_a_draft_says_is_its_writers_alone(cast):
    call = published(cast)
    number = begin_proposal(
        cast.viewer(Role.PROMOTER), call_id=call, promoter_id=cast.organisations["promoter"], title="Secret"
    )
    others = [cast.viewer(role) for role in Role if role is not Role.PROMOTER]
    assert [proposal_sheet(viewer, proposal_id=number) for viewer in (*others, cast.stranger)] == [None] * 9
    assert [proposal_file(viewer, proposal_id=number) for viewer in others] == [None] * 8


def test_a_comparison_costs_the_same_for_one_and_for_three(cast):
    call, _best, _other = decided(cast)
    viewer, costs = cast.viewer(Role.DIRECTOR), []
    for _more in range(2):
        with CaptureQueriesContext(connection) as asked:
            comparison(viewer, call_id=call)
        costs.append(len(asked))
        scored_apart(cast, submitted(cast, call, title="De plus"))
    assert (costs[0] == costs[1], costs[0] <= 10) == (True, True)
    assert Call.objects.for_operation().count() == 1


def test_results_are_public_once_announced_and_never_before(cast):
    call, best, other = decided(cast)
    director, promoter = cast.viewer(Role.DIRECTOR), cast.viewer(Role.PROMOTER)
    decide_proposal(director, proposal_id=best, chosen=True, reason="La mieux notée")
    with on(TODAY + timedelta(days=60)), pytest.raises(TooEarly):
        announce_results(director, call_id=call)
    decide_proposal(director, proposal_id=other, chosen=False, reason="Moins bien notée")
    with on(TODAY + timedelta(days=59)), pytest.raises(TooEarly):
        announce_results(director, call_id=call)
    before = (
        call_sheet(cast.stranger, call_id=call).results,
        [one.chosen for one in own_proposals(promoter)],
        Decision.objects.visible_to(cast.stranger).count(),
        Message.objects.for_operation().count(),
    )
    assert before == (None, [None, None], 0, 0)
    with on(TODAY + timedelta(days=60)):
        announce_results(director, call_id=call)
    told = call_sheet(cast.stranger, call_id=call)
    assert [(one.title, one.amount) for one in told.results] == [("Ateliers fictifs", Decimal(40_000))]
    assert proposal_sheet(promoter, proposal_id=other).decision.reason == "Moins bien notée"
    letters = Message.objects.for_operation().order_by("pk").values_list("subject", "body")
    assert ["n’est pas retenue" in subject for subject, _body in letters] == [False, True]
    assert all("Pertinence" in body and "Solide" in body for _subject, body in letters)
