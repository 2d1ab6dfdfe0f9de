"""A strategy, its initiatives and their phases; the money of each, figure by figure."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.cast import JOB
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.operations import found_organisation
from virage.stages.ledger.models import Envelope
from virage.stages.ledger.operations import PhaseOfAnother, open_envelope, post_entry
from virage.stages.ledger.queries import strategy
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.operations import (
    EndsBeforeItBegins,
    NotTheMinistry,
    add_phase,
    announce_strategy,
    open_initiative,
)

pytestmark = [pytest.mark.django_db, pytest.mark.data]
ON = date(2026, 6, 1)


def announced(ministry, *, viewer=JOB):
    return announce_strategy(
        viewer,
        ministry_id=ministry,
        name=("Stratégie fictive", "Fictitious strategy"),
        objective=("Aider", "Help"),
        announced_by="Porte-parole fictive",
        source="Communiqué fictif",
        announced_on=date(2026, 3, 1),
        begins_on=date(2026, 4, 1),
        fictitious=True,
    )


def phase(initiative, name, first=2026):
    return add_phase(
        JOB,
        initiative_id=initiative.pk,
        name=(name, f"{name} en"),
        begins_on=date(first, 4, 1),
        ends_on=date(first + 2, 3, 31),
    )


def credit(envelope, **sums):
    for kind, amount in sums.items():
        post_entry(
            JOB, envelope_id=envelope, kind=EntryKind(kind), amount=Decimal(amount), on=ON, evidence="fictif",
            idempotency_key=f"{envelope}{kind}",
        )  # fmt: skip


def test_a_strategy_shows_its_initiatives_phases_and_five_figures_apart(cast, django_assert_max_num_queries):
    ours = cast.organisations["ministry"]
    other = found_organisation(JOB, name="Second ministère fictif", kind="ministry", fictitious=True)
    whole = announced(ours)
    told = {"began_on": date(2026, 4, 1), "fictitious": True}
    one = open_initiative(JOB, name="Première fictive", ministry_id=ours, strategy_id=whole, **told)
    two = open_initiative(JOB, name="Deuxième fictive", ministry_id=other, strategy_id=whole, **told)
    alone = open_initiative(JOB, name="Seule fictive", ministry_id=ours, **told)
    first, _later = phase(one, "Lancer"), phase(one, "Étendre", first=2028)
    credit(open_envelope(JOB, initiative_id=one.pk, name="A", phase_id=first), announced=900, voted=500, authorised=400)
    credit(open_envelope(JOB, initiative_id=one.pk, name="B", funder_id=other), voted=70)
    credit(open_envelope(JOB, initiative_id=two.pk, name="C"), announced=30)
    credit(open_envelope(JOB, initiative_id=alone.pk, name="D"), announced=10_000)
    with django_assert_max_num_queries(7):
        sheet = strategy(Viewer.public(language="en"), strategy_id=whole, on=ON)
    assert (sheet.name, sheet.objective, sheet.announced_by) == ("Fictitious strategy", "Help", "Porte-parole fictive")
    assert [(each.name, each.funders) for each in sheet.initiatives] == [
        ("Première fictive", (one.ministry.name, "Second ministère fictif")),
        ("Deuxième fictive", ("Second ministère fictif",)),
    ]
    assert [(p.name, [(e.name, e.funder) for e in p.envelopes]) for p in sheet.initiatives[0].phases] == [
        ("Lancer en", [("A", one.ministry.name)]),
        ("Étendre en", []),
        ("", [("B", "Second ministère fictif")]),
    ]
    figures = [(f.announced, f.voted, f.authorised, f.committed, f.paid) for f in _figures(sheet)]
    assert figures == [(900, 570, 400, 0, 0), (30, 0, 0, 0, 0), (930, 570, 400, 0, 0)]


def _figures(sheet):
    return (*(each.figures for each in sheet.initiatives), sheet.figures)


def test_an_envelope_is_of_a_phase_of_its_own_initiative(cast):
    told = {"ministry_id": cast.organisations["ministry"], "began_on": ON, "fictitious": True}
    one, two = (open_initiative(JOB, name=f"Initiative fictive {n}", **told) for n in (1, 2))
    number = phase(one, "Lancer")
    with pytest.raises(PhaseOfAnother):
        open_envelope(JOB, initiative_id=two.pk, name="A", phase_id=number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Envelope.objects.for_operation().create(initiative=two, funder=two.ministry, name="A", phase_id=number)
    with pytest.raises(EndsBeforeItBegins):
        add_phase(JOB, initiative_id=one.pk, name=("Fin", "End"), begins_on=ON, ends_on=ON)


def test_a_ministry_announces_for_itself(cast):
    for viewer in (cast.viewer(Role.PROMOTER), Viewer.public()):
        with pytest.raises(NotTheMinistry):
            announced(cast.organisations["ministry"], viewer=viewer)
    assert announced(cast.organisations["ministry"], viewer=cast.viewer(Role.DIRECTOR))
    assert strategy(Viewer.public(), strategy_id=0, on=ON) is None
