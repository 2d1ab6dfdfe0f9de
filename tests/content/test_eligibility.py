"""What a pack writes of windows, as the rulebook reads it."""

from datetime import date

from virage.content.eligibility import core_window
from virage.content.library import shipped
from virage.content.windows import Window
from virage.core.windows import Bound


def test_weeks_later_move_the_common_closing_for_whom_the_case_covers():
    library = shipped()
    aid = next(aid for aid in library.aids.values() if aid.norms)
    written = Window.model_validate(
        {
            "opens": {"on": "2024-05-01"},
            "closes": {"on": "2024-10-03"},
            "cases": [
                {"when": {"eq": {"peripheral_region": True}}, "weeks_later": 4},
                {"when": {"eq": {"peripheral_region": False}}, "closes": {"on": "2024-11-01"}, "weeks_later": 1},
                {"when": {"eq": {"peripheral_region": True}}, "opens": {"on": "2024-06-01"}},
            ],
        }
    )
    window = core_window(aid.norms[0].model_copy(update={"window": written}), aid, library.facts)
    day = {name: Bound(date.fromisoformat(name), date.fromisoformat(name)) for name in ("2024-05-01", "2024-06-01")}
    assert window.closes == Bound(date(2024, 10, 3), date(2024, 10, 3))
    assert [case.closes for case in window.cases] == [
        Bound(date(2024, 10, 31), date(2024, 10, 31)),
        Bound(date(2024, 11, 8), date(2024, 11, 8)),
        window.closes,
    ]
    assert [case.opens for case in window.cases] == [day["2024-05-01"], day["2024-05-01"], day["2024-06-01"]]
