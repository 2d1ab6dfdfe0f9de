"""What the rulebook may read of an enterprise: its facts in force, and its score as an interval."""

from collections.abc import Mapping
from datetime import date

from virage.base.library import library
from virage.core.scoring import Scorecard
from virage.core.values import Facts


def rule_facts(stated: Mapping[str, object], *, card: Scorecard | None, on: date) -> tuple[dict[str, object], Facts]:
    """Facts as given (those of the catalogue only), and as the rulebook reads them on a date.

    A score known within an interval settles what it can settle: the maturity is that interval, not a point.

    Raises:
        FactError: two facts contradict each other.
    """
    catalogue = library().facts
    given = {
        name: value
        for name, value in stated.items()
        if value is not None and name in catalogue.facts and catalogue.facts[name].derived_from is None
    }
    if card is not None and card.interval is not None and "digital_maturity" in catalogue.facts:
        low, high = round(float(card.interval.least), 2), round(float(card.interval.greatest), 2)
        given["digital_maturity"] = {"min": low, "max": high}
    return given, catalogue.read(given, on=on)
