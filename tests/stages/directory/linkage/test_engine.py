"""Linkage on records that a seed invents: how much is found, how much is right, and why."""

import pytest

from bench.labelled import as_records, labelled, true_pairs
from virage.core.linkage import COMPARISONS, FLOORS, NOTHING, Likeness, probability, reasons
from virage.stages.directory.linkage.engine import CONDITIONS, likely_pairs
from virage.stages.directory.linkage.records import LinkRecord

COUNT = 800


@pytest.fixture(scope="module")
def found():
    raws = labelled(COUNT, seed=7)
    return likely_pairs(as_records(raws)), true_pairs(raws)


@pytest.mark.parametrize(
    ("likeness", "precision", "recall"),
    [(Likeness.CERTAIN, 0.998, 0.85), (Likeness.PROBABLE, 0.99, 0.90), (Likeness.POSSIBLE, 0.98, 0.92)],
)
def test_what_is_found_is_right_and_little_is_missed(found, likeness, precision, recall):
    pairs, truth = found
    named = {(pair.left, pair.right) for pair in pairs if pair.probability >= FLOORS[likeness]}
    right = len(named & truth)
    assert right / len(named) >= precision
    assert right / len(truth) >= recall


def test_the_weights_of_the_core_are_those_that_decide(found):
    pairs, _truth = found
    for pair in pairs[:50]:
        assert pair.probability == pytest.approx(probability(pair.levels, population=COUNT), abs=1e-6)


def test_each_level_but_the_last_has_its_condition():
    assert {name: list(levels) for name, levels in CONDITIONS.items()} == {
        name: [level.id for level in levels[:-1]] for name, levels in COMPARISONS.items() if name != "neq"
    }


def test_why_is_said_in_words():
    one = LinkRecord.of(id="e1", name="Toitures St-Onge & Fils inc.", phone="418 555-0100", postal="G5L 1A1")
    two = LinkRecord.of(id="e2", name="TOITURES SAINT ONGE ET FILS", phone="(418) 555-0100", email="a@b.example")
    (pair,) = likely_pairs([one, two])
    assert pair.levels == {"name": 0, "phone": 0, "email": NOTHING, "street": NOTHING, "postal": NOTHING, "bn": NOTHING}
    assert [reason.words.fr for reason in reasons(pair.levels)] == ["Même téléphone", "Même nom"]


def test_two_known_numbers_are_never_compared():
    one = LinkRecord.of(id="e1", name="Toitures Roy", phone="418 555-0100", numbered=True)
    two = LinkRecord.of(id="e2", name="Toitures Roy", phone="418 555-0100", numbered=True)
    assert likely_pairs([one, two]) == ()


def test_nothing_or_one_record_makes_no_pair():
    assert likely_pairs([]) == likely_pairs([LinkRecord.of(id="e1", name="Seule")]) == ()
