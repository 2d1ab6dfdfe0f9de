"""What a test commits is gone when the next one starts."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

pytestmark = pytest.mark.data


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_a_committed_row_does_not_outlive_its_test(turn):
    assert Session.objects.count() == 0
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())
    connection.close()
    assert Session.objects.count() == 1
