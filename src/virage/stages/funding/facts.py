"""What the rulebook may read of an enterprise: its facts in force, and its score as an interval."""

from collections.abc import Mapping
from datetime import date

from virage.base.library import library
from virage.core.scorecards import Scorecard
from virage.core.values import Facts


def rule_facts(stated: Mapping[str, object], *, card: Scorecard | None, on: date) -> tuple[dict[str, object], Facts]:
    """Facts as given (those of the catalogue only), and as the rulebook reads them on a date.

    Norms speak of maturity in words, which we read as points. What an owner says of themselves may show that such a
    condition holds; it never refuses, since both the points and the score are ours: the maturity is at most the
    greatest score that the answers allow, and its least is not known (ADR 0005).

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
        given["digital_maturity"] = {"min": 0, "max": round(float(card.interval.greatest), 2)}
    return given, catalogue.read(given, on=on)
