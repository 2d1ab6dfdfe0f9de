"""Say why an action is not in the plan, and what a plan was computed for."""

from collections.abc import Mapping
from decimal import Decimal

from virage.core.formats import NBSP, listed, number
from virage.core.sequencing import LeftOut, Load, Means, Reason
from virage.core.words import Words

NO_LOAD = Load(cost=Decimal(0), hours=0)
SIZE = Words(
    fr="Cette action n’est pas faite pour une entreprise de votre taille.",
    en="This action is not meant for an enterprise of your size.",
)


def why_left_out(left_out: LeftOut, means: Means, titles: Mapping[str, Words]) -> Words:
    """Say why, and what it would take. `titles` names the actions by id.

    >>> gone = LeftOut(action="erp", reason=Reason.BUDGET, load=Load(cost=Decimal(9000), hours=40), quarters=2)
    >>> why_left_out(gone, Means(budget_cad=Decimal(5000)), {}).en
    'It would take $9,000 in each of 2 quarters; you set $5,000 a quarter.'
    >>> waits = LeftOut(action="link", reason=Reason.AFTER, waits_for=("map",))
    >>> why_left_out(waits, Means(), {"map": Words(fr="Dessiner", en="Draw the path")}).en
    'It rests on an action also left out: Draw the path.'
    """
    match left_out.reason:
        case Reason.BUDGET:
            return _too_dear(left_out, means)
        case Reason.HOURS:
            return _too_long(left_out, means)
        case Reason.AFTER:
            return _waits([titles[name] for name in left_out.waits_for])
        case Reason.ROOM:
            return _no_room(means)
        case Reason.SIZE:
            return SIZE


def computed_for(means: Means) -> Words:
    r"""Say what a plan was computed for.

    >>> computed_for(Means(budget_cad=Decimal(15000), hours=120)).en
    'Computed for $15,000 and 120\xa0h a quarter, at most 2 new actions a quarter, over 4 quarters.'
    >>> computed_for(Means()).en
    'Computed with no limit of budget or hours told, at most 2 new actions a quarter, over 4 quarters.'
    """
    budget = [] if means.budget_cad is None else [_dollars(means.budget_cad)]
    hours = [] if means.hours is None else [_hours(means.hours)]
    told = [*budget, *hours]
    limit = listed(told, last_fr="et", last_en="and") if told else None
    fr = f"pour {limit.fr} par trimestre" if limit else "sans limite de budget ni d’heures donnée"
    en = f"for {limit.en} a quarter" if limit else "with no limit of budget or hours told"
    return Words(
        fr=f"Calculé {fr}, au plus {means.starts} nouvelles actions par trimestre, sur {means.quarters} trimestres.",
        en=f"Computed {en}, at most {means.starts} new actions a quarter, over {means.quarters} quarters.",
    )


def _too_dear(left_out: LeftOut, means: Means) -> Words:
    cost, given = _dollars((left_out.load or NO_LOAD).cost), _dollars(means.budget_cad or Decimal(0))
    return _beyond(cost, given, left_out.quarters)


def _too_long(left_out: LeftOut, means: Means) -> Words:
    return _beyond(_hours((left_out.load or NO_LOAD).hours), _hours(means.hours or 0), left_out.quarters)


def _beyond(taken: Words, given: Words, quarters: int) -> Words:
    if quarters == 1:
        fr, en = f"Elle prendrait {taken.fr} en un trimestre", f"It would take {taken.en} in one quarter"
    else:
        fr = f"Elle prendrait {taken.fr} à chacun de {quarters} trimestres"
        en = f"It would take {taken.en} in each of {quarters} quarters"
    return Words(fr=f"{fr}; vous en prévoyez {given.fr}.", en=f"{en}; you set {given.en} a quarter.")


def _waits(titles: list[Words]) -> Words:
    names = listed(titles, last_fr="et", last_en="and")
    return Words(
        fr=f"Elle dépend d’une action elle aussi laissée de côté{NBSP}: {names.fr}.",
        en=f"It rests on an action also left out: {names.en}.",
    )


def _no_room(means: Means) -> Words:
    return Words(
        fr=f"Les {means.quarters} trimestres sont déjà remplis par ce qui répare davantage.",
        en=f"The {means.quarters} quarters are already filled by what mends more.",
    )


def _dollars(amount: Decimal) -> Words:
    text = number(amount)
    return Words(fr=f"{text.fr}{NBSP}$", en=f"${text.en}")


def _hours(hours: int) -> Words:
    text = number(hours)
    return Words(fr=f"{text.fr}{NBSP}h", en=f"{text.en}{NBSP}h")
