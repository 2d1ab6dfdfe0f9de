"""Rows copied in one go are rows like any other: keys, defaults, constraints and triggers hold."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from virage.base.copying import copy_rows
from virage.base.models import TrailEvent
from virage.stages.directory.models import Enterprise

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def made(name, neq=None):
    return Enterprise(name=name, neq=neq, fictitious=True, started_at=timezone.now(), claimed_at=timezone.now())


def test_copied_rows_are_those_that_are_read_again():
    rows = [made("Atelier\t\\N «é»"), made("", "9900000011")]
    copy_rows(rows)
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    again = Enterprise.objects.for_operation().filter(pk__in=[row.pk for row in rows]).order_by("pk")
    assert [(row.name, row.neq, row.key) for row in again] == [(row.name, row.neq, row.key) for row in rows]
    rows[0].name = "Atelier"
    rows[0].save()


def test_documents_keep_their_shape():
    details = {"a": [1, None, 'de "b" \\ c'], "é": "\n"}
    event = TrailEvent(at=timezone.now(), by="job:test", verb="a.b", subject_kind="a", subject_id="1", details=details)
    copy_rows([event])
    assert TrailEvent.objects.get(pk=event.pk).details == details


def test_a_constraint_refuses_them_all():
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows([made("A", "9900000011"), made("B", "9900000011")])
    assert not Enterprise.objects.for_operation().filter(name__in=["A", "B"]).exists()


def test_nothing_to_copy_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        copy_rows([])
