"""One box over everything public. Results by kind, best first; sessions are read as they stand now."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from virage.base.door import ViewerRequest
from virage.base.search import Found, search
from virage.base.viewer import Viewer
from virage.core.text import stems
from virage.desks.public.door import PUBLIC
from virage.stages.awareness.queries import SessionCard, calendar

SHOWN = 4  # of each kind, before one asks for the rest
MOST = 40
LONGEST = 100  # characters of what one types
KINDS: dict[str, Promise] = {
    "project": _("Projets"),
    "aid": _("Aides"),
    "activity": _("Métiers et activités"),
    "sector": _("Secteurs"),
    "region": _("Régions"),
    "governance": _("Autour du programme"),
    "promise": _("Engagements publics"),
    "figure": _("Chiffres"),
    "page": _("Pages du site"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was found of one kind; ``more`` leads to the rest."""

    kind: str
    words: Promise
    found: tuple[Found, ...]
    total: int
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What was asked and what was found; ``alike``: nothing holds every word, this resembles it."""

    words: str
    kind: str
    kind_words: Promise | str
    groups: tuple[Group, ...]
    sessions: tuple[SessionCard, ...]
    total: int
    alike: bool


@PUBLIC.page("public/search.html")
def search_page(request: ViewerRequest) -> SearchPage:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    kind = request.GET.get("genre", "")
    kind = kind if kind in KINDS else ""
    found = search(request.viewer, words=words, kind=kind, limit=MOST, each=MOST if kind else SHOWN)
    sessions = () if kind or not words else _sessions(request.viewer, words)
    groups = tuple(_groups(found, words))
    return SearchPage(
        words=words,
        kind=kind,
        kind_words=KINDS.get(kind, ""),
        groups=groups,
        sessions=sessions,
        total=sum(group.total for group in groups) + len(sessions),
        alike=bool(found) and found[0].alike and not sessions,
    )


def _groups(found: Iterable[Found], words: str) -> Iterable[Group]:
    """The kinds in the order of their best result."""
    order = list(dict.fromkeys(each.kind for each in found))
    for kind, rows in groupby(sorted(found, key=lambda each: order.index(each.kind)), key=lambda each: each.kind):
        kept = tuple(rows)
        query = {"q": words, "genre": kind}
        yield Group(
            kind=kind,
            words=KINDS[kind],
            found=kept,
            total=kept[0].total,
            more=reverse("public:search", query=query) if kept[0].total > len(kept) else "",
        )


def _sessions(viewer: Viewer, words: str) -> tuple[SessionCard, ...]:
    asked = set(stems(words))
    told = ((card, set(stems(f"{card.title} {card.summary} {card.place} {card.kind}"))) for card in calendar(viewer))
    return tuple(card for card, said in told if asked and asked <= said)[:SHOWN]
