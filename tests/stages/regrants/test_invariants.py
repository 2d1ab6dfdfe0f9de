"""What `virage verify` finds when the tables of regrants lie: only their owner can make them."""

import pytest
from django.db import connections

from tests.cast import assemble
from tests.stages.regrants.gift import Gift
from virage.stages.regrants.models import Regrant
from virage.stages.regrants.operations import grant_regrant
from virage.stages.stewardship.verification import verify

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
LIES = (
    "UPDATE regrants_regrant SET amount = 1001, total_cost = 9000",
    "UPDATE regrants_regrant SET counted = jsonb_set(counted, '{0,limit}', '\"399\"')",
    "UPDATE regrants_regrant SET decided_by = 'link'",
)


def faults():
    return {
        law.name: [one.replace("\xa0", " ") for one in law.faults]
        for law in verify()
        if law.name.startswith("regrants") and law.faults
    }


def test_each_lie_is_told():
    gift = Gift(assemble())
    number = gift.propose()
    grant_regrant(gift.promoter, regrant_id=number, on=gift.today)
    row = Regrant.objects.for_operation().get()
    assert (faults(), row.counted[0]["answer"]) == ({}, "yes")
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE regrants_regrant DISABLE TRIGGER USER")
        for lie in LIES:
            cursor.execute(lie)
        cursor.execute("ALTER TABLE regrants_regrant ENABLE TRIGGER USER")
    assert faults() == {
        "regrants.lines": [f"Somme prévue {gift.line} : 1001.00 accordés, plus qu’elle ne donne."],
        "regrants.cumulation": [
            f"Aide {number} : accordée au delà du plafond de « Convention fictive 1 ».",
            f"Aide {number} : cumul à préciser, accordée sans raison écrite.",
        ],
        "regrants.decided": [f"Aide {number} : décidée sans ligne au journal."],
    }
