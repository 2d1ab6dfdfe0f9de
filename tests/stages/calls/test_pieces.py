"""A piece that the call asks for is a file, frozen with its proposal; someone of a partner may be asked to review."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.calling import TODAY, asked_of, marks, on, published, second_analyst, submitted, written
from tests.papers import PDF, paper
from virage.base.viewer import Role
from virage.stages.calls.models import Criterion, Score
from virage.stages.calls.operations import (
    assign_review,
    attach_piece,
    declare_interest,
    drop_piece,
    give_scores,
    submit_proposal,
)
from virage.stages.calls.queries import own_readings, piece_file, proposal_file, proposal_sheet
from virage.stages.calls.refusals import (
    AlreadySubmitted,
    AnalysisIncomplete,
    Incomplete,
    InConflict,
    NotAnAnalyst,
    NotYours,
    TooManyPieces,
)
from virage.stages.calls.states import Step
from virage.stages.documents.models import Content, Document
from virage.stages.messages.models import Message

LETTER = {"fr": "Lettre d’appui", "en": "Letter of support"}


def held(viewer, number):
    shown = proposal_sheet(viewer, proposal_id=number).content.pieces
    return [(one.words, one.file and one.file.name) for one in shown]


def test_a_piece_asked_for_is_joined_replaced_then_frozen(cast):
    promoter = cast.viewer(Role.PROMOTER)
    number = written(cast, published(cast, pieces=[LETTER]))
    assert held(promoter, number) == [("Lettre d’appui", None)]
    with on(TODAY + timedelta(days=2)), pytest.raises(Incomplete, match=r"le fichier .*Lettre d’appui"):
        submit_proposal(promoter, proposal_id=number)
    attach_piece(promoter, proposal_id=number, file=paper("brouillon.pdf", PDF + b"1"), wanted=0)
    kept = attach_piece(promoter, proposal_id=number, file=paper("appui.pdf"), wanted=0)
    more = attach_piece(promoter, proposal_id=number, file=paper("plan.pdf", PDF + b"2"))
    assert held(promoter, number) == [("Lettre d’appui", "appui.pdf"), ("plan.pdf", "plan.pdf")]
    drop_piece(promoter, proposal_id=number, piece_id=more)
    assert (Document.objects.for_operation().count(), Content.objects.count()) == (1, 1)  # the bytes went too
    with on(TODAY + timedelta(days=2)):
        submit_proposal(promoter, proposal_id=number)
    for change in (
        lambda: drop_piece(promoter, proposal_id=number, piece_id=kept),
        lambda: attach_piece(promoter, proposal_id=number, file=paper()),
    ):
        with pytest.raises(AlreadySubmitted):
            change()


def test_others_join_nothing_and_files_beside_are_few(cast):
    number = written(cast, published(cast))
    for role in Role:
        if role is not Role.PROMOTER:
            with pytest.raises(NotYours):
                attach_piece(cast.viewer(role), proposal_id=number, file=paper())
    promoter = cast.viewer(Role.PROMOTER)
    with pytest.raises(NotYours):
        attach_piece(promoter, proposal_id=number, file=paper(), wanted=0)
    for _more in range(5):
        attach_piece(promoter, proposal_id=number, file=paper())
    with pytest.raises(TooManyPieces):
        attach_piece(promoter, proposal_id=number, file=paper())


def with_piece(cast):
    number = written(cast, published(cast))
    piece = attach_piece(cast.viewer(Role.PROMOTER), proposal_id=number, file=paper())
    drafts = [piece_file(cast.viewer(role), proposal_id=number, piece_id=piece) for role in Role]
    assert [one is not None for one in drafts] == [role is Role.PROMOTER for role in Role]
    with on(TODAY + timedelta(days=2)):
        submit_proposal(cast.viewer(Role.PROMOTER), proposal_id=number)
    return number, piece


def test_a_file_opens_for_those_who_judge_and_never_in_a_conflict(cast):
    number, piece = with_piece(cast)
    other = submitted(cast, proposal_sheet(cast.viewer(Role.PROMOTER), proposal_id=number).call.id)
    analyst = cast.viewer(Role.ANALYST)

    def opens(viewer):
        return piece_file(viewer, proposal_id=number, piece_id=piece) is not None

    readers = {Role.PROMOTER, Role.ANALYST, Role.DIRECTOR, Role.FINANCE, Role.APPROVER, Role.AUDITOR}
    assert {role for role in Role if opens(cast.viewer(role))} == readers
    assert (opens(cast.stranger), piece_file(analyst, proposal_id=other, piece_id=piece)) == (False, None)
    review = asked_of(cast, number, analyst)
    assert opens(analyst) is False  # one says first whether one is free
    declare_interest(analyst, review_id=review, conflict=False)
    assert opens(analyst) is True
    shut = second_analyst(cast)
    declare_interest(shut, review_id=asked_of(cast, number, shut), conflict=True)
    assert opens(shut) is False


def test_someone_of_a_partner_reads_and_scores_what_they_were_asked_and_nothing_else(cast):
    number, piece = with_piece(cast)
    other = submitted(cast, proposal_sheet(cast.viewer(Role.PROMOTER), proposal_id=number).call.id, title="Autre")
    director, partner, analyst = (cast.viewer(role) for role in (Role.DIRECTOR, Role.PARTNER, Role.ANALYST))
    offered = [number for number, _name in proposal_file(director, proposal_id=number).analysts]
    assert offered == [analyst.person_id, partner.person_id]
    with pytest.raises(NotAnAnalyst):
        assign_review(director, proposal_id=number, reviewer_id=cast.people[Role.COUNCIL])
    review = assign_review(director, proposal_id=number, reviewer_id=partner.person_id)
    (letter,) = Message.objects.for_operation().all()
    assert (letter.kind, letter.language, "Réseau fictif du Bâtiment" in letter.body) == ("review_asked", "fr", True)
    assert [(one.proposal_id, one.conflict) for one in own_readings(partner)] == [(number, None)]
    assert proposal_file(partner, proposal_id=number).content is None
    assert piece_file(partner, proposal_id=number, piece_id=piece) is None
    declare_interest(partner, review_id=review, conflict=False)
    file = proposal_file(partner, proposal_id=number)
    assert (file.content.lines[0].amount, file.may_analyse, file.may_decide, file.computed) == (
        40_000,
        False,
        False,
        None,
    )
    assert piece_file(partner, proposal_id=number, piece_id=piece).name == "rapport.pdf"
    assert proposal_file(partner, proposal_id=other) is None
    give_scores(partner, review_id=review, marks=marks(number, 6))
    second = asked_of(cast, number, analyst)
    assert Score.objects.visible_to(partner).count() == 2
    declare_interest(analyst, review_id=second, conflict=False)
    give_scores(analyst, review_id=second, marks=marks(number, 8))
    assert Score.objects.visible_to(partner).count() == 4  # once everyone gave theirs


def test_a_score_rests_on_a_file_of_its_own_proposal_or_on_a_section_of_it(cast):
    number, piece = with_piece(cast)
    other, elsewhere = with_piece(cast)
    analyst = cast.viewer(Role.ANALYST)
    review = asked_of(cast, number, analyst)
    declare_interest(analyst, review_id=review, conflict=False)
    with pytest.raises(NotYours):
        give_scores(analyst, review_id=review, marks=marks(number, piece_id=elsewhere))
    with pytest.raises(AnalysisIncomplete):
        give_scores(analyst, review_id=review, marks=marks(number, piece_id=piece, section=Step.BUDGET))
    give_scores(analyst, review_id=review, marks=marks(number, piece_id=piece))
    told = proposal_file(analyst, proposal_id=number).marks
    assert [(one.document, one.piece_id) for one in told] == [("rapport.pdf", piece)] * 2
    rank = Criterion.objects.for_operation().filter(call__proposals=other).order_by("rank").first()
    said = {"proposal_id": other, "criterion": rank, "value": 7, "reason": "Solide", "at": timezone.now(), "by": "x"}
    for law, rests in (
        ("piece_of_another_proposal", {"piece_id": piece}),
        ("score_has_reason_and_document", {}),
        ("score_has_reason_and_document", {"section": "Le plan, page 4"[:8]}),
        ("score_has_reason_and_document", {"piece_id": elsewhere, "section": Step.BUDGET}),
    ):
        with pytest.raises(IntegrityError, match=law), transaction.atomic():
            Score.objects.create(**said, **rests)


def test_a_conflict_closes_the_file_to_someone_of_a_partner(cast):
    number, _piece = with_piece(cast)
    partner = cast.viewer(Role.PARTNER)
    review = assign_review(cast.viewer(Role.DIRECTOR), proposal_id=number, reviewer_id=partner.person_id)
    declare_interest(partner, review_id=review, conflict=True, reason="Nous finançons cet organisme")
    assert proposal_file(partner, proposal_id=number) is None
    assert [one.conflict for one in own_readings(partner)] == [True]
    with pytest.raises(InConflict):
        give_scores(partner, review_id=review, marks=marks(number))
