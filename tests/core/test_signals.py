"""What deserves a second look, and what does not."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from virage.core.invoices import Invoice
from virage.core.signals import Limits, duplicates, near_duplicates, outliers, related_parties, split_invoices

DAY = date(2026, 5, 1)
LIMITS = Limits(
    near_days=10, near_share=Decimal("0.01"), split_days=30, split_share=Decimal("0.10"),
    outlier_scores=Decimal("3.5"), least_alike=8,
)  # fmt: skip
AT_25 = replace(LIMITS, thresholds=(Decimal(25_000),))


def bill(number, amount=1000, *, days=0, supplier="Fictif inc.", project=1, category="training"):
    return Invoice(
        id=number, project=project, supplier=supplier, number=f"F-{number}", on=DAY + timedelta(days=days),
        amount=Decimal(amount), category=category,
    )  # fmt: skip


def test_the_same_invoice_in_two_projects_is_said_once_with_both():
    same = bill(1)
    other = Invoice(id=9, project=2, supplier="FICTIF", number="f1", on=DAY, amount=Decimal(7))
    (seen,) = duplicates([same, other, bill(2)])
    assert (seen.about, seen.inputs["projects"]) == ((1, 9), "2")
    assert seen.reason.fr == "La facture F-1 de Fictif inc. est réclamée 2 fois."


@pytest.mark.parametrize(("amount", "days", "seen"), [(1005, 10, 1), (1005, 11, 0), (1011, 0, 0), (1010, 0, 1)])
def test_nearly_the_same_is_within_one_percent_and_ten_days(amount, days, seen):
    assert len(near_duplicates([bill(1), bill(2, amount, days=days)], LIMITS)) == seen


@pytest.mark.parametrize(
    ("bills", "seen"),
    [
        ([bill(1, 24_000), bill(2, 24_900, days=30)], [(1, 2)]),
        ([bill(1, 24_000), bill(2, 24_900, days=31)], []),
        ([bill(1, 24_000), bill(2, 25_000)], []),
        ([bill(1, 24_000), bill(2, 22_499)], []),
        ([bill(1, 24_000), bill(2, 24_000, project=2)], []),
        ([bill(n, 24_000, days=20 * n) for n in range(1, 5)], [(1, 2), (3, 4)]),
    ],
)
def test_invoices_split_under_a_threshold(bills, seen):
    assert [one.about for one in split_invoices(bills, AT_25)] == seen


def test_a_supplier_tied_to_its_project_and_not_to_another():
    ties = {1: ["Gestion Fictive"], 2: []}
    bills = [bill(1, supplier="GESTION FICTIVE INC."), bill(2, supplier="Gestion Fictive", project=2), bill(3)]
    assert [one.about for one in related_parties(bills, ties)] == [(1,)]


@given(st.lists(st.integers(1, 10**6), max_size=7), st.integers(1, 10**9))
def test_nothing_is_called_far_from_fewer_than_eight(amounts, amount):
    assert outliers([bill(1, amount)], {"training": [Decimal(n) for n in amounts]}, LIMITS) == ()


def test_an_amount_far_above_its_likes_and_not_one_below():
    like = {"training": [Decimal(n) for n in (90, 95, 98, 100, 102, 105, 110, 120)]}
    (seen,) = outliers([bill(1, 900), bill(2, 1), bill(3, 120)], like, LIMITS)
    assert seen.about == (1,)
    assert seen.reason.en == "$900 for this expense; the median of 8 like expenses is $101."
    assert outliers([bill(1, 900)], {"training": [Decimal(100)] * 9}, LIMITS) == ()
