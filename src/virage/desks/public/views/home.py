"""The first page."""

from dataclasses import dataclass

from virage.base.door import ViewerRequest
from virage.desks.public.door import PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The three doors."""


@PUBLIC.page("public/home.html")
def home(_request: ViewerRequest) -> Home:
    return Home()
