"""Segments in words."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.library import library
from virage.content.instruments import QUICK_CHECK
from virage.content.surveys import BARRIER, SURVEY
from virage.core.actions import Size
from virage.core.segments import Criteria
from virage.stages.campaigns.states import Reach

SIZES: Mapping[str, Promise] = {
    Size.UP_TO_4: gettext_lazy("1 à 4 personnes"),
    Size.UP_TO_19: gettext_lazy("5 à 19 personnes"),
    Size.UP_TO_99: gettext_lazy("20 à 99 personnes"),
    Size.ABOVE: gettext_lazy("100 personnes et plus"),
}


def sector_names(language: str) -> dict[str, str]:
    """Sectors of the programme, by id."""
    return {name: one.name.say(language) for name, one in library().sectors.items()}


def region_names(language: str) -> dict[str, str]:
    """Regions, by code."""
    return {code: one.name.say(language) for code, one in library().regions.items()}


def gap_names(language: str) -> dict[str, str]:
    """Dimensions of the quick check."""
    file = library().questionnaires[QUICK_CHECK].file
    return {one.id: one.name.words.say(language) for one in file.dimensions}


def barrier_names(language: str) -> dict[str, str]:
    """Barriers, in a word or two."""
    asked = next(one for one in library().surveys[SURVEY].questions if one.id == BARRIER)
    return {option: asked.heading(option).words.say(language) for option in asked.options}


def said(criteria: Criteria, language: str) -> tuple[str, ...]:
    """What a segment asks, one phrase each; one phrase for a segment that asks nothing."""
    return tuple(_phrases(criteria, language)) or (_("toutes les entreprises"),)


def _phrases(criteria: Criteria, language: str) -> Iterator[str]:
    sectors, regions = sector_names(language), region_names(language)
    if criteria.sectors:
        yield ", ".join(sectors.get(name, name) for name in criteria.sectors)
    if criteria.regions:
        yield ", ".join(regions.get(code, code) for code in criteria.regions)
    if criteria.sizes:
        yield ", ".join(str(SIZES[size]) for size in criteria.sizes)
    yield from (str(Reach(name).label) for name in criteria.reach)
    if criteria.gap:
        yield _("au plus bas : %(gap)s") % {"gap": gap_names(language).get(criteria.gap, criteria.gap)}
    if criteria.barrier:
        yield _("frein : %(barrier)s") % {"barrier": barrier_names(language).get(criteria.barrier, criteria.barrier)}
