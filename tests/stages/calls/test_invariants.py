"""What `virage verify` finds of calls when the tables lie: only their owner can make them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connections

from tests.calling import TODAY, discussed, on, published, submitted, written
from tests.cast import assemble
from tests.papers import paper
from virage.base.viewer import Role
from virage.stages.calls.models import Review
from virage.stages.calls.operations import announce_results, attach_piece, decide_proposal, propose_selection
from virage.stages.stewardship.verification import verify

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
TABLES = ("call", "criterion", "proposal", "budgetline", "review", "score", "selection", "decision")
CANCELLED_LONG_AGO = """
UPDATE calls_call SET cancelled_at = '2020-01-01', cancelled_because = 'Non', cancelled_because_en = 'No' WHERE id = %s
"""


def faults():
    found = {law.name.partition(".")[2]: law.faults for law in verify() if law.name.startswith("calls") and law.faults}
    return {name: tuple(one.replace("\xa0", " ") for one in lines) for name, lines in found.items()}


def test_each_lie_is_said_by_its_law():
    cast = assemble()
    director = cast.viewer(Role.DIRECTOR)
    call = published(cast, amount=Decimal(50_000))
    best, other = submitted(cast, call), submitted(cast, call, title="Tournée fictive")
    for number, value in ((best, 8), (other, 6)):
        discussed(cast, number, value)
    with on(TODAY + timedelta(days=31)):
        kept = propose_selection(cast.viewer(Role.ANALYST), call_id=call)
    decide_proposal(director, proposal_id=best, chosen=True, reason="La mieux notée")
    decide_proposal(director, proposal_id=other, chosen=False, reason="Moins bien notée")
    with on(TODAY + timedelta(days=60)):
        announce_results(director, call_id=call)
    resting = published(cast)
    started = written(cast, resting, title="Brouillon")
    with on(TODAY + timedelta(days=2)):
        letter = attach_piece(cast.viewer(Role.PROMOTER), proposal_id=started, file=paper())
    assert faults() == {}
    reader = Review.objects.for_operation().filter(proposal=best).first()
    with connections["owner"].cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE calls_{table} DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE base_trailevent DISABLE TRIGGER USER")
        for statement, *values in (
            ("UPDATE calls_criterion SET weight = 50",),
            ("UPDATE calls_budgetline SET amount = 1 WHERE proposal_id = %s AND source = 'own'", other),
            ("UPDATE calls_review SET conflict = NULL, submitted_at = NULL WHERE id = %s", reader.pk),
            ("UPDATE calls_decision SET by = %s WHERE proposal_id = %s", f"person:{reader.reviewer_id}", best),
            ("UPDATE calls_decision SET chosen = true, computed = true, amount = 20000 WHERE proposal_id = %s", other),
            ("DELETE FROM calls_score WHERE proposal_id = %s AND review_id IS NULL", other),
            ("UPDATE calls_selection SET answered = jsonb_set(answered, '{left}', '\"0\"')",),
            ("UPDATE calls_score SET piece_id = %s, section = '' WHERE review_id IS NULL", letter),
            (CANCELLED_LONG_AGO, resting),
            ("DELETE FROM base_trailevent WHERE verb = 'proposal.told' AND subject_id = %s", str(other)),
        ):
            cursor.execute(statement, values)
        cursor.execute("SELECT id FROM calls_score WHERE review_id = %s ORDER BY id", [reader.pk])
        scores = [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT id FROM calls_score WHERE piece_id = %s ORDER BY id", [letter])
        astray = [number for (number,) in cursor.fetchall()]
    found = faults()
    frozen = found.pop("frozen")
    assert found == {
        "terms": tuple(f"Appel {one} : ses termes ne sont plus ceux qui ont été publiés." for one in (call, resting)),
        "sums": (f"Proposition {other} : son budget ne fait plus sa somme.",),
        "conflicts": (
            *(f"Note {number} : donnée par une personne qui ne pouvait pas noter." for number in scores),
            *(f"Note {number} : appuyée sur le fichier d’une autre proposition." for number in astray),
            f"Proposition {best} : décidée par une personne qui l’a analysée.",
        ),
        "decisions": (
            f"Proposition {other} : retenue sans toutes ses notes.",
            f"Appel {call} : 60000.00 retenus, plus que l’enveloppe ou que l’aide demandée.",
            f"Proposition {other} : la décision s’écarte du calcul gardé sans dire pourquoi.",
        ),
        "answers": (f"Proposition {other} : décidée sans que son organisme en ait reçu la raison.",),
        "cancelled": (
            f"Appel {resting} : quelque chose y est écrit après son annulation.",
            f"Appel {resting} : annulé sans que le journal dise par qui.",
        ),
        "replayed": (f"Sélection {kept} : calculée de nouveau, elle ne donne pas ce qui a été gardé.",),
    }
    # what the application may write at all, with the triggers asleep; the rest it has no right to
    assert [one.partition(" : ")[2].split()[0] for one in frozen] == ["UPDATE", "DELETE", "UPDATE", "UPDATE"]
