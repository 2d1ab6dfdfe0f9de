"""« Pas rappelée »: counted by promoter, at each delay of the clock."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.stages.casefiles.test_files import held, other_promoter  # noqa: F401 — held is a fixture
from tests.thousands import many_files
from virage.base.viewer import Role
from virage.stages.casefiles.models import Request
from virage.stages.casefiles.queries import silences

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOW = timezone.now()
CASES = (  # asked so many days ago, answered so many days later, state
    (50, None, "waiting"),
    (50, 10, "declined"),
    (30, 5, "accepted"),
    (30, 3, "withdrawn"),
    (8, None, "waiting"),
)


def test_what_had_no_answer_in_time_is_counted_by_promoter(cast, held):  # noqa: F811
    many_files(held, len(CASES) - 1)
    for request, (ago, after, state) in zip(Request.objects.for_operation().order_by("pk"), CASES, strict=True):
        asked = NOW - timedelta(days=ago)
        Request.objects.for_operation().filter(pk=request.pk).update(
            asked_at=asked,
            answered_at=asked + timedelta(days=after) if after else None,
            state=state,
            decline_reason="full" if state == "declined" else "",
        )
    expected = [(9, 3, 2), (21, 3, 1), (45, 2, 1)]
    for reader in (cast.viewer(Role.PROMOTER), cast.viewer(Role.ANALYST), cast.viewer(Role.AUDITOR)):
        with CaptureQueriesContext(connection) as asked:
            (one,) = silences(reader, at=NOW)
        assert (len(asked), [(each.days, each.asked, each.silent) for each in one.delays]) == (1, expected)
    for stranger in (other_promoter(), cast.viewer(Role.PARTNER), cast.stranger, cast.sme):
        assert silences(stranger, at=NOW) == ()
