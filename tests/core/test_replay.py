"""The checks of a payment, made again on rows: one thing is put wrong at a time, and one check says so."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from virage.core import kept
from virage.core.answers import Answer
from virage.core.approvals import Step, ThresholdTable
from virage.core.replay import File
from virage.core.replay_origin import replay
from virage.core.words import Words

MAY, JUNE, JULY = (datetime(2026, month, 1, 15, tzinfo=UTC) for month in (5, 6, 7))
NOTHING = Words(fr="", en="")
STEP = Step(id="ministry", name=NOTHING, role="approver", routes=frozenset(), at_least=Decimal(0), below=None, act=None)
TABLE = ThresholdTable(id="t", law=NOTHING, text_as_of=date(2012, 9, 1), caveat=NOTHING, url="", steps=(STEP,))


def entry(number, kind, amount, **more):
    told = {
        "envelope_id": 1, "fiscal_year": 2026, "on": JULY.date(), "project_id": 1, "agreement_id": 1,
        "payable_id": None, "about_id": None, "corrects_id": None, "counterparty": "", "evidence": "x", "need": "",
        "proven_need": None, "posted_at": JULY, "posted_by": "person:9",
    }  # fmt: skip
    return kept.Entry(**{**told, "id": number, "kind": kind, "amount": Decimal(amount), **more})


def whole(**changes):
    """A payment of 450 $ for a claim of 1 000 $, half of it paid, a tenth kept back: everything holds."""
    bound, paid = entry(1, "committed", 1000), entry(2, "paid", 450, payable_id=1, about_id=1)
    agreement = kept.Agreement(
        id=1, reference="E-1", number=0, amends_id=None, project_id=1, promoter_id=1, route="norm", authorisation="N",
        state="signed", turn=1, begins_on=date(2026, 4, 1), ends_on=date(2027, 3, 31), signed_on=MAY.date(),
        announced_on=None,
    )  # fmt: skip
    said = {"agreement_id": 1, "signed_on": MAY.date(), "recorded_at": MAY, "recorded_by": "person:9"}
    file = File(
        payment=paid,
        payable=kept.Payable(
            id=1, agreement_id=1, kind="claim", amount=Decimal(450), tranche_id=None, reference="R-1", evidence="x",
            need="", proven_need=None, released_on=JUNE.date(), made_at=JUNE, made_by="person:2",
        ),
        agreements=[agreement],
        contributions=[
            kept.Contribution(id=1, agreement_id=1, kind="cash", nature="public", amount=Decimal(1000), own=True)
        ],
        deliverables=[kept.Deliverable(id=1, agreement_id=1, kind="progress", title="x", due_on=JUNE.date())],
        deposits=[
            kept.Deposit(
                id=1, deliverable_id=1, content="ab", received_on=MAY.date(), by="person:1", accepted=True,
                answered_on=JUNE.date(), answered_by="person:2",
            )
        ],
        approvals=[
            kept.Approval(
                id=1, agreement_id=1, turn=1, rank=1, table="t", step="ministry", asked_by="person:2",
                asked_at=datetime(2026, 4, 1, tzinfo=UTC), given_on=date(2026, 4, 2), given_by="person:3",
                given_at=datetime(2026, 4, 2, tzinfo=UTC), act="",
            )
        ],
        signatures=[kept.Signature(id=n, side=side, **said) for n, side in enumerate(("promoter", "ministry"))],
        entries=[bound, paid],
        year={"voted": Decimal(1000), "authorised": Decimal(1000), "committed": Decimal(1000), "paid": Decimal(450)},
        claim=kept.Claim(
            id=1, agreement_id=1, rank=1, begins_on=MAY.date(), ends_on=JUNE.date(), state="verified",
            submitted_at=JUNE, submitted_by="person:1", answered_at=JUNE, answered_by="person:2",
            accepted=Decimal(1000), share=Decimal(500), justifies=Decimal(0), held=Decimal(50), payable_id=1,
            released_id=None,
        ),
        lines=[
            kept.ClaimLine(
                id=1, claim_id=1, category="training", supplier_key="fictif", number_key="f1", on=MAY.date(),
                amount=Decimal(1200), content="cd", accepted=Decimal(1000), why="Repas",
            )
        ],
        terms=kept.ClaimTerms(
            id=1, agreement_id=1, categories="training", rate=Decimal("0.5"), holdback=Decimal("0.1"), need_months=3,
            written_at=MAY, written_by="person:2",
        ),
        tables=[TABLE],
        zone=UTC,
    )  # fmt: skip
    return replace(file, **changes)


def faults(file):
    return {one.id: one.answer.value for one in replay(file) if one.answer is not Answer.YES}


def put(name, **changes):
    """The file, with the first row of a list, or its one row, otherwise."""
    rows = getattr(whole(), name)
    return whole(
        **{name: [replace(rows[0], **changes), *rows[1:]] if isinstance(rows, list) else replace(rows, **changes)}
    )


def test_everything_holds():
    assert faults(whole()) == {}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (whole(signatures=whole().signatures[:1]), {"signed": "no"}),
        (put("signatures", recorded_at=datetime(2026, 7, 2, tzinfo=UTC)), {"signed": "no"}),
        (whole(approvals=[]), {"approved": "no"}),
        (put("approvals", given_by="person:2"), {"approved": "no"}),
        (put("approvals", given_at=JUNE), {"approved": "no"}),
        (put("approvals", step="direction"), {"approved": "no"}),
        (whole(tables=[]), {"approved": "unknown"}),
        (whole(tables=[TABLE, replace(TABLE, id="u", text_as_of=date(2026, 1, 1))]), {"approved": "no"}),
        (whole(deposits=[]), {"nothing_late": "no"}),
        (put("deposits", answered_on=JULY.date()), {"nothing_late": "unknown"}),
        (put("payable", made_by="person:9"), {"hands": "no"}),
        (put("claim", answered_by="person:1"), {"hands": "no"}),
        (put("payable", released_on=date(2026, 7, 2)), {"owed": "no"}),
        (put("payable", amount=Decimal(449)), {"owed": "no", "sums": "no"}),
        (whole(payable=None, claim=None), {"owed": "no", "hands": "no"}),
        (whole(claim=None), {"lines": "unknown"}),
        (put("lines", content=None), {"lines": "no"}),
        (put("lines", why=""), {"lines": "no"}),
        (put("lines", category="travel"), {"lines": "no"}),
        (put("lines", accepted=Decimal(999)), {"sums": "no"}),
        (put("claim", held=Decimal(49)), {"sums": "no"}),
        (put("terms", written_at=JULY), {"lines": "no"}),
        (whole(twins=[replace(whole().lines[0], id=2, claim_id=2)]), {"once": "no"}),
        (whole(year={**whole().year, "paid": Decimal(1001)}), {"balance": "no"}),
        (whole(entries=[whole().entries[1]]), {"balance": "no"}),
        (whole(closings=[kept.Closing(id=1, envelope_id=1, fiscal_year=2026, closed_at=JUNE)]), {"open": "no"}),
    ],
)
def test_what_is_put_wrong_is_seen_by_its_check(wrong, said):
    assert faults(wrong) == said


def test_a_line_refused_whole_may_be_claimed_elsewhere():
    other = replace(whole().lines[0], id=2, claim_id=2, accepted=Decimal(0))
    assert faults(whole(twins=[other])) == {}


def test_an_advance_counts_all_that_its_project_still_holds():
    told = {"about_id": 1, "need": "salaires", "proven_need": Decimal(450)}
    paid = entry(2, "advanced", 450, payable_id=1, **told)
    part = kept.Tranche(
        id=5, agreement_id=1, amount=Decimal(450), fiscal_year=2026, due_on=None, condition="besoin", advance=True,
        proven_need=Decimal(450),
    )  # fmt: skip
    due = replace(whole().payable, kind="advance", tranche_id=5, need="salaires", proven_need=Decimal(450))
    file = whole(payment=paid, payable=due, claim=None, tranches=[part], entries=[whole().entries[0], paid])
    assert faults(file) == {"condition": "unknown"}
    before = entry(3, "advanced", 1, about_id=1)
    assert faults(replace(file, entries=[*file.entries, before])) == {"condition": "unknown", "need": "no"}
    back = entry(4, "recovered", 1, about_id=3)
    assert faults(replace(file, entries=[*file.entries, before, back])) == {"condition": "unknown"}


def test_a_payment_of_the_last_days_states_its_need():
    march = {"on": date(2027, 3, 30), "posted_at": datetime(2027, 3, 30, 15, tzinfo=UTC)}
    for need, said in (("", {"year_end": "no"}), ("loyer", {})):
        paid = replace(whole().payment, need=need, **march)
        assert faults(whole(payment=paid, entries=[whole().entries[0], paid])) == said
