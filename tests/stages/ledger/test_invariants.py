"""What `virage verify` finds when the tables lie: only their owner can make them."""

import json
from decimal import Decimal

import pytest
from django.db import connections

from tests.cast import JOB, assemble
from tests.stages.ledger.purse import ON, Purse
from virage.cli.main import run
from virage.stages.ledger.operations import close_year, lapse_credits, open_envelope, transfer_credits
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative
from virage.stages.stewardship.verification import verify

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


def faults():
    return {law.name: law.faults for law in verify() if law.name.startswith("ledger") and law.faults}


def lie(*statements):
    """Change the tables as nobody may: triggers asleep."""
    with connections["owner"].cursor() as cursor:
        for table in ("ledger_entry", "base_trailevent", "agreements_contribution"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement, *values in statements:
            cursor.execute(statement, values)


def test_each_difference_is_said_with_its_place_and_the_command_answers_1(capsys):
    money = Purse(assemble())
    commitment = money(EntryKind.COMMITTED, 600)
    payment = money(EntryKind.PAID, 500, about_id=commitment)
    other = open_envelope(JOB, initiative_id=Initiative.objects.get().pk, name="Autre enveloppe fictive")
    moved = {"year": 2026, "amount": Decimal(100), "on": ON, "evidence": "C.T. fictif"}
    sent = transfer_credits(JOB, envelope_id=money.envelope, to_id=other, idempotency_key="t", **moved)
    lapse_credits(JOB, envelope_id=other, idempotency_key="l", **moved)
    close_year(JOB, envelope_id=other, year=2026, evidence="fin fictive")
    assert (faults(), run(["verify"])) == ({}, 0)
    lie(
        ("UPDATE ledger_entry SET amount = 1700 WHERE id = %s", commitment),
        ("UPDATE ledger_entry SET amount = 1701 WHERE id = %s", payment),
        ("UPDATE agreements_contribution SET amount = 1",),
        ("UPDATE ledger_entry SET posted_by = 'job:verifier' WHERE id = %s", payment),
        ("UPDATE ledger_entry SET amount = 99 WHERE about_id = %s", sent),
        ("DELETE FROM base_trailevent WHERE subject_kind = 'entry' AND subject_id = %s", str(payment)),
    )
    capsys.readouterr()
    assert run(["verify"]) == 1
    said = capsys.readouterr().out.replace("\xa0", " ")
    told = {law["name"]: law["faults"] for law in json.loads(said)["invariants"] if law["faults"]}
    owed = money.payables[EntryKind.PAID]
    here, there = f"Enveloppe {money.envelope}, exercice 2026-2027", f"Enveloppe {other}, exercice 2026-2027"
    assert {name: lines for name, lines in told.items() if name.startswith("ledger")} == {
        "ledger.balances": [
            f"{here}, engagement : 600.00 au lieu de 1700.00.",
            f"{here}, versement : 500.00 au lieu de 1701.00.",
            f"{there}, transfert reçu : 100.00 au lieu de 99.00.",
        ],
        "ledger.closed": [f"{there} : clos, et il y reste de l’argent."],
        "ledger.limits": [
            f"{here} : committed_within_credits.",
            f"{there} : committed_within_credits.",
            f"Écriture {commitment} : ce qui la suit la dépasse; reste -1.00.",
        ],
        "ledger.movements": [f"Écriture {sent} : son autre moitié manque ou diffère."],
        "ledger.owed": [
            f"Somme due {owed} : versée au delà de son montant, à une autre entente ou par qui l’a vérifiée.",
            f"Entente {money.agreement.pk} : 1700.00 engagés, plus que ce qui est signé.",
        ],
        "ledger.traced": [f"Écriture {payment} : 0 ligne au journal au lieu d’une."],
    }
    assert told["triggers.enabled"] != []
