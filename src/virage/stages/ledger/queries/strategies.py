"""A strategy, its initiatives and their phases, with their money side by side: five figures that never add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from virage.base.viewer import Viewer
from virage.stages.ledger.queries.published import PublicEnvelope, public_envelopes
from virage.stages.programme.models import Initiative, Phase, Strategy

FIGURES = ("announced", "again", "voted", "authorised", "committed", "paid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Dollars of every year, figure by figure; ``again`` is money announced before."""

    announced: Decimal
    again: Decimal
    voted: Decimal
    authorised: Decimal
    committed: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeFigures:
    """One envelope, whose ministry it is, and its money."""

    name: str
    funder: str
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseSheet:
    """A phase and its envelopes; without days, what belongs to no phase."""

    name: str
    begins_on: date | None
    ends_on: date | None
    envelopes: tuple[EnvelopeFigures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeSheet:
    """One initiative: phases in order of time, its money in all, and the ministries whose credits it is."""

    id: int
    name: str
    ministry: str
    began_on: date
    ends_on: date | None
    phases: tuple[PhaseSheet, ...]
    figures: Figures
    funders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategySheet:
    """A strategy as everyone reads it, in the viewer's language."""

    id: int
    name: str
    objective: str
    ministry: str
    announced_by: str
    announced_on: date
    source: str
    begins_on: date
    ends_on: date | None
    fictitious: bool
    initiatives: tuple[InitiativeSheet, ...]
    figures: Figures


def strategy(viewer: Viewer, *, strategy_id: int, on: date) -> StrategySheet | None:
    """One strategy with its money as anyone may read it on a day, or None. Seven queries, however many initiatives."""
    row = Strategy.objects.select_related("ministry").filter(pk=strategy_id).first()
    if row is None:
        return None
    english = viewer.language == "en"
    phases: dict[int, list[Phase]] = {}
    for each in Phase.objects.filter(initiative__strategy=row).order_by("begins_on", "pk"):
        phases.setdefault(each.initiative_id, []).append(each)
    cards: dict[int, list[PublicEnvelope]] = {}
    for card in public_envelopes(viewer, on=on, strategy_id=row.pk):
        cards.setdefault(card.initiative_id, []).append(card)
    own = Initiative.objects.filter(strategy=row).select_related("ministry").order_by("began_on", "pk")
    return StrategySheet(
        id=row.pk,
        name=row.name_en if english else row.name,
        objective=row.objective_en if english else row.objective,
        ministry=row.ministry.name,
        announced_by=row.announced_by,
        announced_on=row.announced_on,
        source=row.source,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        fictitious=row.fictitious,
        initiatives=tuple(_initiative(one, phases.get(one.pk, ()), cards.get(one.pk, ()), english) for one in own),
        figures=_figures(card for each in cards.values() for card in each),
    )


def _initiative(
    row: Initiative, phases: Iterable[Phase], envelopes: Iterable[PublicEnvelope], english: bool
) -> InitiativeSheet:
    cards = list(envelopes)
    cut = [
        PhaseSheet(
            name=phase.name_en if english else phase.name,
            begins_on=phase.begins_on,
            ends_on=phase.ends_on,
            envelopes=_envelopes(card for card in cards if card.phase_id == phase.pk),
        )
        for phase in phases
    ]
    if rest := _envelopes(card for card in cards if card.phase_id is None):
        cut.append(PhaseSheet(name="", begins_on=None, ends_on=None, envelopes=rest))
    return InitiativeSheet(
        id=row.pk,
        name=row.name,
        ministry=row.ministry.name,
        began_on=row.began_on,
        ends_on=row.ends_on,
        phases=tuple(cut),
        figures=_figures(cards),
        funders=tuple(dict.fromkeys(card.funder for card in cards)),
    )


def _envelopes(cards: Iterable[PublicEnvelope]) -> tuple[EnvelopeFigures, ...]:
    return tuple(EnvelopeFigures(name=card.name, funder=card.funder, figures=_figures([card])) for card in cards)


def _figures(cards: Iterable[PublicEnvelope]) -> Figures:
    years = [year for card in cards for year in card.years]
    return Figures(**{name: sum((getattr(year, name) for year in years), Decimal(0)) for name in FIGURES})
