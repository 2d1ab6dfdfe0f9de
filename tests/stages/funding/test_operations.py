"""Verdicts are given with the plan, stored with what they used, and replay without the database."""

import json

import pytest

from tests.thread import ON, answer_all, begin
from virage.base.library import library
from virage.cli.main import run
from virage.core.answers import Answer
from virage.stages.assessments.queries import latest_sheet
from virage.stages.directory.queries import enterprise_card
from virage.stages.funding.models import Verdicts
from virage.stages.funding.operations import NotAFact, draft_funded_plan, settle_fact
from virage.stages.funding.queries import board_of, decision_file

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def board_for(owner, thread):
    card = enterprise_card(owner, key=thread.key)
    return board_of(card, latest_sheet(owner, key=thread.key, profile=card.facts), on=ON)


def test_a_funded_plan_keeps_every_verdict_and_lets_the_answers_change():
    thread, owner = begin()
    answer_all(thread, owner)
    number = draft_funded_plan(owner, key=thread.key, on=ON)
    kept = Verdicts.objects.visible_to(owner).get(plan_id=number)
    assert latest_sheet(owner, key=thread.key).finished_at is None
    assert len(kept.decisions) == len({d["aid"] for d in kept.decisions}) >= 77
    assert draft_funded_plan(owner, key=thread.key, on=ON) == number


def test_a_stored_verdict_replays_from_the_command_line(tmp_path, capsys):
    thread, owner = begin()
    answer_all(thread, owner)
    number = draft_funded_plan(owner, key=thread.key, on=ON)
    file = tmp_path / "decision.json"
    file.write_text(json.dumps(decision_file(owner, plan_id=number, aid="essor-1b")), encoding="utf-8")
    assert run(["explain", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["same"] is True


def test_open_and_to_verify_are_never_mixed_and_nothing_is_hidden():
    thread, owner = begin()
    answer_all(thread, owner)
    board = board_for(owner, thread)
    assert {line.verdict.window.answer for line in board.certain} == {Answer.YES}
    assert {line.verdict.window.answer for line in board.to_verify} == {Answer.UNKNOWN}
    assert {line.verdict.window.answer for line in board.closed} == {Answer.NO}
    shown = [line.aid.id for group in (board.certain, board.to_verify, board.refused, board.closed) for line in group]
    assert len(shown) == len(set(shown))
    assert "essor-1b" in shown


def test_a_self_assessment_never_refuses_on_a_threshold_of_ours():
    found = {}
    for option in "ab":
        thread, owner = begin()
        answer_all(thread, owner, option)
        board = board_for(owner, thread)
        lines = (*board.certain, *board.to_verify, *board.refused)
        verdict = next(line for line in lines if line.aid.id == "otn-synchronex").verdict
        found[option] = next(f.answer for f in verdict.findings if f.rule == "digital-maturity")
    assert found == {"a": Answer.YES, "b": Answer.UNKNOWN}


def test_who_could_pay_shares_the_object_of_the_action_not_only_an_expense():
    thread, owner = begin()
    answer_all(thread, owner)
    board = board_for(owner, thread)
    actions = library().actions
    lines = {line.aid.id: line for line in (*board.certain, *board.to_verify)}
    backups = actions["backup-restore"].entry
    credit = {e.category for e in lines["cric"].norm.money.expenses if e.included}
    assert not credit.isdisjoint(backups.expenses)
    assert {"cric", "c3i"}.isdisjoint(line.aid.id for line in board.payers_of(backups))
    assert "essor-1b" in [line.aid.id for line in board.payers_of(actions["digital-plan"].entry)]


def test_a_fact_settles_what_waits_for_it():
    thread, owner = begin()
    answer_all(thread, owner)

    def essor(board):
        groups = (board.certain, board.to_verify, board.refused)
        return next(line for group in groups for line in group if line.aid.id == "essor-1b").verdict.answer

    assert essor(board_for(owner, thread)) is Answer.UNKNOWN
    settle_fact(owner, key=thread.key, name="revenue_cad", value=100_000, on=ON)
    assert essor(board_for(owner, thread)) is Answer.NO


@pytest.mark.parametrize(("name", "value"), [("employees", "douze"), ("nothing_known", 1), ("region", "99")])
def test_a_wrong_fact_is_refused_by_name(name, value):
    thread, owner = begin()
    with pytest.raises(NotAFact) as refused:
        settle_fact(owner, key=thread.key, name=name, value=value, on=ON)
    assert name in str(refused.value.sentence)


def test_contradictory_facts_are_refused():
    thread, owner = begin()
    settle_fact(owner, key=thread.key, name="cooperative", value=False, on=ON)
    with pytest.raises(NotAFact):
        settle_fact(owner, key=thread.key, name="legal_form", value="cooperative", on=ON)
