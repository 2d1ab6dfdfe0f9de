"""Words that come from the packs: said in the language of the page, sources as addresses."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from virage.base.documents.wording import hours_range as hours_between, money_range, quarters
from virage.base.library import library
from virage.base.templatetags.words import french, language
from virage.base.words import typo
from virage.core.actions import CostRange, HoursRange
from virage.core.quarters import Quarter

register = template.Library()


@register.filter
def say(words: Any) -> str:
    """Words or a pack's text, in the language of the page, spaced as it wants; plain text as it is."""
    if words is None or isinstance(words, str):
        return words or ""
    return _spaced(getattr(words, "words", words).say(language()), language())


@register.filter
def name_of(words: Any) -> SafeString:
    """The same for an official name: where the pack has no English for it, it says that it is French."""
    return french(say(words))


_spaced = lru_cache(maxsize=8192)(typo)  # the same sentences come back on every page


@register.filter
def is_address(source: str) -> bool:
    """Some sources are known in words only."""
    return source.startswith(("http://", "https://")) and " " not in source


@register.filter
def host(address: str) -> str:
    """« hellodarwin.com » of an address."""
    return urlsplit(address).netloc.removeprefix("www.")


@register.filter
def listed(terms: Iterable[Any]) -> str:
    """Words of a pack, one after the other."""
    return ", ".join(say(term) for term in terms)


@register.filter
def profile(facts: Mapping[str, Any] | None) -> str:
    """« Construction, 12 personnes – Bas-Saint-Laurent », as far as it is known."""
    stated = facts or {}
    sector = library().sectors.get(str(stated.get("sector", "")))
    region = library().regions.get(str(stated.get("region", "")))
    people = stated.get("employees")
    size = ngettext("%(n)s personne", "%(n)s personnes", people) % {"n": people} if isinstance(people, int) else ""
    what = ", ".join(part for part in (sector.name.say(language()) if sector else "", size) if part)
    said = " – ".join(part for part in (what, region.name.say(language()) if region else "") if part)
    return _spaced(said, language())


@register.filter
def sector_names(ids: Iterable[str]) -> str:
    """« Construction, Tourisme »: sectors by name."""
    return ", ".join(library().sectors[one].name.say(language()) for one in ids)


@register.filter
def region_names(codes: Iterable[str]) -> str:
    """« Bas-Saint-Laurent, Estrie »: regions by name."""
    return ", ".join(library().regions[one].name.say(language()) for one in codes)


@register.filter
def sector_name(key: str) -> str:
    """« Tourisme »: a sector by its key; what the packs do not know is shown as it is."""
    found = library().sectors.get(key)
    return found.name.say(language()) if found else key


@register.filter
def region_name(code: str) -> str:
    """« Estrie »: a region by its code; what the packs do not know is shown as it is."""
    found = library().regions.get(code)
    return found.name.say(language()) if found else code


@register.filter
def cost_range(cost: CostRange) -> str:
    """« 3 500 à 6 000 $ »."""
    return money_range(cost.low, cost.high, language())


@register.filter
def hours_range(hours: HoursRange) -> str:
    """« 10 à 20 heures »."""
    return hours_between(hours.low, hours.high, language())


@register.filter
def quarter_name(quarter: Quarter) -> str:
    """« T1 2027 »."""
    return quarters(quarter, quarter, language())


@register.filter
def initials(name: str) -> str:
    """Two letters for a face."""
    return "".join(part[0] for part in name.split()[:2]).upper()


@register.filter
def fact_question(name: str) -> str:
    """The question that a fact answers, in the language of the page."""
    question = library().facts.facts[name].question
    return question.say(language()) if question else ""
