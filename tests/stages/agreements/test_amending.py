"""An amendment that changes what was signed: before and after, and what it may not change."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.stages.agreements.journey import Journey, words
from virage.stages.agreements.models import Contribution
from virage.stages.agreements.operations import (
    BelowWhatIsCommitted,
    ChangesNothing,
    NotOwed,
    SameAsBefore,
    add_target,
    change_contribution,
    change_deliverable,
    change_target,
    change_tranche,
    draft_agreement,
    draft_amendment,
    release_tranche,
)
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations import post_entry
from virage.stages.ledger.queries import agreement, agreements
from virage.stages.ledger.states import EntryKind

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def test_an_amendment_changes_what_was_signed(cast):
    way, said = Journey(cast), {"definition": "d", "baseline": "0", "method": "m"}
    target = add_target(way.analyst, agreement_id=way.id, indicator="I", **said, value=5)
    way.signed()
    root = way.id
    own = Contribution.objects.for_operation().get(agreement=root, own=True)
    way.id = draft_amendment(way.analyst, agreement_id=root, words=words())
    after = way.today + timedelta(days=90)
    same = way.today + timedelta(days=30)
    with pytest.raises(SameAsBefore):
        change_deliverable(way.analyst, agreement_id=way.id, changed_id=way.report, due_on=same, why="retard fictif")
    change_deliverable(way.analyst, agreement_id=way.id, changed_id=way.report, due_on=after, why="retard fictif")
    part = {"amount": Decimal(10_000), "condition": "bilan", "why": "w"}
    change_tranche(way.analyst, agreement_id=way.id, changed_id=way.later, **part)
    change_contribution(way.analyst, agreement_id=way.id, changed_id=own.pk, amount=Decimal(30_000), why="moins")
    change_target(way.analyst, agreement_id=way.id, changed_id=target, value=4, why="v", **said)
    with pytest.raises(ChangesNothing):
        change_deliverable(way.analyst, agreement_id=way.id, changed_id=way.report, due_on=after, why="encore")
    sheet = agreement(way.analyst, agreement_id=root, on=way.today)
    assert (sheet.share, sheet.changes) == (40_000, ())
    way.analyse()
    way.submit()
    way.approve()
    with pytest.raises(BelowWhatIsCommitted):
        way.sign(0, key="a")
    bound = Entry.objects.for_operation().get(kind=EntryKind.COMMITTED)
    less = {"amount": Decimal(10_000), "on": way.today, "evidence": "Avenant fictif", "idempotency_key": "r"}
    post_entry(way.finance, envelope_id=way.envelope, kind=EntryKind.RELEASED, about_id=bound.pk, **less)
    way.sign(0, key="a")
    late = way.today + timedelta(days=31)
    sheet = agreement(way.analyst, agreement_id=root, on=late)
    assert [(one.number, one.why) for one in sheet.changes] == [(1, "moins"), (1, "w"), (1, "retard fictif"), (1, "v")]
    assert (sheet.share, sheet.held, [d.due_on for d in sheet.deliverables]) == (30_000, False, [after])
    assert [(t.amount, t.condition) for t in sheet.tranches] == [(20_000, ""), (10_000, "bilan")]
    assert [(t.value, t.version) for t in sheet.agreed] == [(4, 2)]
    assert [line.share for line in agreements(way.analyst, on=late)] == [40_000, -10_000]
    with pytest.raises(NotOwed):
        release_tranche(way.analyst, tranche_id=way.later, released_on=late, evidence="x")


def test_a_next_phase_names_the_one_it_follows(cast):
    way = Journey(cast).signed()
    nxt = draft_agreement(way.analyst, project_id=way.project, reference="E-1b", words=words(), previous_id=way.id)
    for one in (way.id, nxt):
        sheet = agreement(way.analyst, agreement_id=one, on=way.today)
        assert [p.reference for p in sheet.phases] == ["E-1", "E-1b"]
        assert sheet.phases_promised == 40_000
