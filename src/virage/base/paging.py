"""One page of a long list: which rows to read, and the numbers that `c-pagination` shows."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict

BY_PAGE = 50
EVERY = slice(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """``count`` rows in all; ``rows`` those to read; ``query`` the rest of the address, « &etat=verser »."""

    count: int
    rows: slice
    places: Page[int]
    query: str


def shown(given: QueryDict, count: int, *, by_page: int = BY_PAGE) -> Shown:
    """The page that an address asks for, the last one when it asks too far."""
    places = Paginator(range(count), by_page).get_page(given.get("page"))
    first = by_page * (places.number - 1)
    return Shown(count=count, rows=slice(first, first + by_page), places=places, query=rest_of(given))


def rest_of(given: QueryDict) -> str:
    """What an address asks beside its page."""
    kept = given.copy()
    kept.pop("page", None)
    return f"&{kept.urlencode()}" if kept else ""
