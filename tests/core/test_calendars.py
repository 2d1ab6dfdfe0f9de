"""What is not known never hides a session; what is known decides."""

from datetime import date

from hypothesis import given, strategies as st

from virage.core.answers import Answer
from virage.core.calendars import Held, Wanted, suits

REGIONS = st.sampled_from(["01", "06", "11"])
HELD = st.builds(
    Held,
    kind=st.sampled_from(["webinar", "fair"]),
    on=st.dates(date(2026, 11, 1), date(2027, 2, 1)),
    language=st.sampled_from(["fr", "en"]),
    online=st.booleans(),
    region=st.none() | REGIONS,
    sectors=st.frozensets(st.sampled_from(["construction", "tourisme"])),
    left=st.integers(0, 3),
)
WANTED = st.builds(
    Wanted,
    kind=st.sampled_from(["", "webinar", "fair"]),
    region=st.just("") | REGIONS,
    sector=st.sampled_from(["", "construction", "tourisme"]),
    language=st.sampled_from(["", "fr", "en"]),
    month=st.none() | st.dates(date(2026, 11, 1), date(2027, 2, 1)),
    online=st.booleans(),
    with_places=st.booleans(),
)


@given(session=HELD)
def test_no_filter_hides_nothing(session):
    assert suits(session, Wanted()) is Answer.YES


@given(session=HELD, wanted=WANTED)
def test_learning_the_region_only_settles_what_was_unknown(session, wanted):
    """An unknown becomes yes or no; a yes or a no stays."""
    from dataclasses import replace

    before = suits(replace(session, region=None), wanted)
    after = {suits(replace(session, region=region), wanted) for region in ("01", "06", "11")}
    assert Answer.UNKNOWN not in after
    assert before is Answer.UNKNOWN or after == {before}


@given(session=HELD, wanted=WANTED)
def test_each_filter_only_narrows(session, wanted):
    from dataclasses import replace

    looser = replace(wanted, kind="", month=None, online=False)
    order = [Answer.NO, Answer.UNKNOWN, Answer.YES]
    assert order.index(suits(session, wanted)) <= order.index(suits(session, looser))
