"""A published call is cancelled with a public reason: told, final, held by the operations and by the database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.calling import (
    TODAY,
    asked_of,
    chosen,
    discussed,
    initiative,
    marks,
    on,
    published,
    second_analyst,
    submitted,
    terms,
    written,
)
from tests.papers import paper
from tests.stages.agreements.journey import words
from virage.base.models import TrailEvent
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.agreements.operations import ProposalNotChosen, draft_from_proposal
from virage.stages.calls.invariants import cancelled_calls_rest
from virage.stages.calls.models import BudgetLine, Call, Decision, Draft, Extension, Proposal, Review, Score, Selection
from virage.stages.calls.operations import (
    announce_results,
    assign_review,
    attach_piece,
    begin_proposal,
    cancel_call,
    decide_proposal,
    declare_interest,
    discuss_scores,
    draft_call,
    drop_piece,
    extend_call,
    give_scores,
    propose_selection,
    save_step,
    submit_proposal,
)
from virage.stages.calls.queries import call as call_sheet, proposal_file, proposal_sheet
from virage.stages.calls.refusals import CallIsCancelled, NotCancelled, NotYours
from virage.stages.calls.states import CallState
from virage.stages.calls.written import ProjectWords
from virage.stages.messages.models import Message

WHY, WHY_EN = "L’enveloppe n’est plus disponible", "The envelope is no longer there"


def cancel(cast, call):
    cancel_call(cast.viewer(Role.DIRECTOR), call_id=call, reason=WHY, reason_en=WHY_EN)


def test_it_says_why_in_public_and_its_writers_are_told(cast, client):
    call = published(cast)
    draft, handed = written(cast, call), submitted(cast, call, title="Tournée fictive")
    for role in Role:
        if role is not Role.DIRECTOR:
            with pytest.raises(NotYours):
                cancel_call(cast.viewer(role), call_id=call, reason=WHY, reason_en=WHY_EN)
    with pytest.raises(NotCancelled):
        cancel_call(cast.viewer(Role.DIRECTOR), call_id=call, reason=WHY, reason_en=" ")
    client.force_login(Person.objects.get(pk=cast.people[Role.DIRECTOR]))
    page = reverse("ministry:call", args=[call])
    assert "Dites pourquoi l’appel est annulé" in client.post(page, {"act": "cancel", "because": ""}).text
    assert client.post(page, {"act": "cancel", "because": WHY, "because_en": WHY_EN}).status_code == 302
    card = call_sheet(cast.stranger, call_id=call).card
    assert (card.state, card.cancelled_on, card.cancelled_because) == (CallState.CANCELLED, TODAY, WHY)
    client.logout()
    here = reverse("public:call", args=[call])
    assert WHY in client.get(here).text
    told = Message.objects.for_operation().filter(kind="call_cancelled")
    assert [WHY in one.body for one in told] == [True]  # one person, though the organisation has two there
    line = TrailEvent.objects.get(verb="call.cancelled")
    assert (line.subject_id, line.reason, line.details["letters"]) == (str(call), WHY, 1)
    client.force_login(Person.objects.get(pk=cast.people[Role.PROMOTER]))
    for number in (draft, handed):
        assert WHY in client.get(reverse("promoter:proposal", args=[number])).text
    step = reverse("promoter:proposal_step", args=[draft, "projet"])
    assert client.get(step).status_code == 302
    typed = client.post(step, {"title": "Encore", "summary": "Ce qui vient d’être écrit", "base": "1"}).text
    assert ("Ce qui vient d’être écrit" in typed, "plus rien ne s’y écrit" in typed) == (True, True)
    assert WHY_EN in client.get(f"/en{here}").text


def test_nothing_is_written_scored_or_decided_any_more(cast):
    director, analyst, promoter = cast.viewer(Role.DIRECTOR), cast.viewer(Role.ANALYST), cast.viewer(Role.PROMOTER)
    call = published(cast)
    draft, handed = written(cast, call), submitted(cast, call, title="Tournée fictive")
    discussed(cast, submitted(cast, call, title="Notée"))
    piece = attach_piece(promoter, proposal_id=draft, file=paper())
    review, other = asked_of(cast, handed, analyst), asked_of(cast, handed, second_analyst(cast))
    declare_interest(analyst, review_id=review, conflict=False)
    cancel(cast, call)
    house, later = cast.organisations["promoter"], {"closes_on": TODAY + timedelta(days=40)}
    for act, viewer, given in (
        (begin_proposal, promoter, {"call_id": call, "promoter_id": house, "title": "Autre"}),
        (save_step, promoter, {"proposal_id": draft, "words": ProjectWords(title="Autre"), "base": 1}),
        (attach_piece, promoter, {"proposal_id": draft, "file": paper()}),
        (drop_piece, promoter, {"proposal_id": draft, "piece_id": piece}),
        (submit_proposal, promoter, {"proposal_id": draft}),
        (assign_review, director, {"proposal_id": handed, "reviewer_id": cast.people[Role.PARTNER]}),
        (declare_interest, second_analyst(cast), {"review_id": other, "conflict": False}),
        (give_scores, analyst, {"review_id": review, "marks": marks(handed)}),
        (discuss_scores, analyst, {"proposal_id": handed, "marks": marks(handed)}),
        (propose_selection, analyst, {"call_id": call}),
        (decide_proposal, director, {"proposal_id": handed, "chosen": False, "reason": "Non"}),
        (extend_call, director, {"call_id": call, "results_on": TODAY + timedelta(days=70), "reason": "Non", **later}),
        (announce_results, director, {"call_id": call}),
        (cancel_call, director, {"call_id": call, "reason": "Encore", "reason_en": "Again"}),
    ):
        with pytest.raises(CallIsCancelled):
            act(viewer, **given)
    file = proposal_file(analyst, proposal_id=handed)
    assert file.call.cancelled_because == WHY
    now, by = timezone.now(), director.by
    ours = Call.objects.for_operation().filter(pk=call)
    proposals, scores = Proposal.objects.for_operation(), Score.objects.for_operation()
    for write in (
        lambda: ours.update(cancelled_at=None, cancelled_because="", cancelled_because_en=""),
        lambda: ours.update(announced_at=now),
        lambda: proposals.create(call_id=call, promoter_id=house, title="Autre", begun_at=now, begun_by=by),
        lambda: proposals.filter(pk=draft).update(title="Autre"),
        lambda: Draft.objects.create(proposal_id=draft, step="projet", number=9, said={}, at=now, by=by),
        lambda: BudgetLine.objects.for_operation().filter(proposal=draft).update(amount=1),
        lambda: Review.objects.for_operation().filter(pk=review).update(conflict=True),
        lambda: Review.objects.for_operation().filter(pk=review).delete(),
        lambda: scores.filter(review=None).delete(),
        lambda: Selection.objects.create(call_id=call, given={}, answered={}, at=now, by=by),
        lambda: Decision.objects.create(proposal_id=handed, chosen=False, reason="Non", at=now, by=by),
        lambda: Extension.objects.create(
            call_id=call, former_closes_on=TODAY, former_results_on=TODAY, reason="Non", at=now, by=by,
            results_on=TODAY + timedelta(days=9), closes_on=TODAY + timedelta(days=8),
        ),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match="call_is_cancelled"), transaction.atomic():
            write()
    assert list(cancelled_calls_rest()) == []


def test_a_draft_an_announced_call_or_a_favourable_answer_stands(cast):
    director, promoter = cast.viewer(Role.DIRECTOR), cast.viewer(Role.PROMOTER)
    draft = draft_call(director, initiative_id=initiative(cast), words=terms())
    grid = published(cast, amount=None, opens_on=None, closes_on=None, results_on=None)
    direct = written(cast, grid, title="Directe")
    why = ProjectWords(
        title="Directe", summary="Seule", direct_reason="Seule", norm="Norme", starts_on=TODAY, ends_on=TODAY
    )
    save_step(promoter, proposal_id=direct, words=why, base=1)
    submit_proposal(promoter, proposal_id=direct)
    discussed(cast, direct)
    decide_proposal(director, proposal_id=direct, chosen=True, reason="Oui")
    assert proposal_sheet(promoter, proposal_id=direct).decision.reason == "Oui"  # told as it is decided
    announced, bound, free = (Proposal.objects.for_operation().get(pk=chosen(cast, title=name)) for name in "ABC")
    with on(TODAY + timedelta(days=60)):
        announce_results(director, call_id=announced.call_id)
    draft_from_proposal(cast.viewer(Role.ANALYST), proposal_id=bound.pk, reference="E-7", words=words())
    for number in (draft, grid, announced.call_id, bound.call_id):
        with pytest.raises(NotCancelled):
            cancel(cast, number)
    cancel(cast, free.call_id)  # decided, but nobody was told
    with pytest.raises(ProposalNotChosen):
        draft_from_proposal(cast.viewer(Role.ANALYST), proposal_id=free.pk, reference="E-8", words=words())
