"""Each reason is said with what it would take, in both languages."""

from decimal import Decimal

import pytest

from virage.core.plan_reasons import computed_for, why_left_out
from virage.core.sequencing import LeftOut, Load, Means, Reason
from virage.core.words import Words

MEANS = Means(budget_cad=Decimal(5000), hours=60)
LOAD = Load(cost=Decimal(12500), hours=75)
TITLES = {"map": Words(fr="Dessiner", en="Draw")}


@pytest.mark.parametrize(
    ("left_out", "fr"),
    [
        (
            LeftOut(action="x", reason=Reason.BUDGET, load=LOAD, quarters=4),
            "Elle prendrait 12\u00a0500\u00a0$ à chacun de 4 trimestres; vous en prévoyez 5\u00a0000\u00a0$.",
        ),
        (
            LeftOut(action="x", reason=Reason.HOURS, load=LOAD, quarters=1),
            "Elle prendrait 75\u00a0h en un trimestre; vous en prévoyez 60\u00a0h.",
        ),
        (
            LeftOut(action="x", reason=Reason.AFTER, waits_for=("map",)),
            "Elle dépend d’une action elle aussi laissée de côté\u00a0: Dessiner.",
        ),
        (
            LeftOut(action="x", reason=Reason.ROOM, load=LOAD, quarters=1),
            "Les 4 trimestres sont déjà remplis par ce qui répare davantage.",
        ),
        (
            LeftOut(action="x", reason=Reason.SIZE),
            "Cette action n’est pas faite pour une entreprise de votre taille.",
        ),
    ],
)
def test_each_reason_has_its_sentence(left_out, fr):
    assert why_left_out(left_out, MEANS, TITLES).fr == fr


def test_what_a_plan_was_computed_for():
    assert computed_for(MEANS).fr == (
        "Calculé pour 5\u00a0000\u00a0$ et 60\u00a0h par trimestre, "
        "au plus 2 nouvelles actions par trimestre, sur 4 trimestres."
    )
    assert computed_for(Means(hours=60)).en.startswith("Computed for 60\u00a0h a quarter")
