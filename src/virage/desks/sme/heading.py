"""Who a page is about, and where the enterprise stands in the four stages."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from virage.base.library import library
from virage.stages.directory.queries import EnterpriseCard


def caption(card: EnterpriseCard, language: str) -> str:
    """Who this is about, as far as it is known: « Construction – 12 personnes, Bas-Saint-Laurent »."""
    sector = library().sectors.get(str(card.facts.get("sector", "")))
    region = library().regions.get(str(card.facts.get("region", "")))
    people = card.facts.get("employees")
    size = ngettext("%(n)s personne", "%(n)s personnes", people) % {"n": people} if isinstance(people, int) else ""
    place = region.name.say(language) if region else ""
    head = card.name or (sector.name.say(language) if sector else _("Votre entreprise"))
    tail = ", ".join(part for part in (size, place) if part)
    return f"{head} – {tail}" if tail else head


def thread_stages(here: str) -> tuple[Mapping[str, str], ...]:
    """The four stages, and the one where the enterprise is. They are not gates."""
    titles = {
        "awareness": _("Sensibilisation"),
        "advice": _("Accompagnement et conseil"),
        "funding": _("Financement"),
        "technology": _("Accompagnement technologique"),
    }
    hrefs = {
        "awareness": reverse("public:calendar"),
        "advice": "",
        "funding": reverse("public:aids"),
        "technology": "",
    }
    order = list(titles)
    return tuple(
        {
            "title": title,
            "note": "",
            "href": hrefs[name],
            "state": "here" if name == here else "ahead" if order.index(name) > order.index(here) else "",
        }
        for name, title in titles.items()
    )
