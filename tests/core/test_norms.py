"""Which norm of an aid is in force on a date."""

from datetime import date

import pytest

from virage.core.norms import Aid, Norm, Terms, in_force
from virage.core.spans import Span
from virage.core.windows import ANYWHEN, Bound, Window


def norm(name: str, opens: str | None, closes: str | None) -> Norm:
    return Norm(id=name, terms=Terms.PARTIAL, window=Window(opens=bound(opens), closes=bound(closes)))


def bound(written: str | None) -> Bound:
    if written is None:
        return ANYWHEN
    span = Span.of(written)
    return Bound(span.first, span.last)


@pytest.mark.parametrize(
    ("first", "second", "on", "expected"),
    [
        (("2020", None), ("2022", "2024"), "2026-01-01", "second"),  # it certainly began: the first is over
        (("2020", None), ("2022", "2024"), "2021-06-01", "first"),
        ((None, "2023"), (None, None), "2022-06-01", "first"),  # it certainly lasts: the second has not begun
        ((None, "2023"), (None, None), "2023-06-01", "second"),
        ((None, "2023"), (None, None), "2026-01-01", "second"),
        (("2022-04-01", "2024-04-01"), (None, "2024-10-03"), "2015-01-01", "first"),
        (("2022-04-01", "2024-04-01"), (None, "2024-10-03"), "2024-05-01", "second"),
        (("2022-04-01", "2024-04-01"), ("2025-04-24", None), "2024-12-01", "first"),  # the last that began
        (("2022-04-01", "2024-04-01"), ("2025-04-24", "2025-09-30"), "2026-01-01", "second"),
    ],
)
def test_versions_of_one_stream_follow_each_other(first, second, on, expected):
    aid = Aid(id="a", norms=(norm("first", *first), norm("second", *second)))
    assert in_force(aid, {}, date.fromisoformat(on)).id == expected
