"""The trail, line by line: who did what, when, through which screen, for which organisation."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from virage.base.door import ViewerRequest
from virage.desks.auditor.door import DESK
from virage.stages.stewardship.forms import TrailForm, wanted_of
from virage.stages.stewardship.queries import TrailLine, trail as the_trail

BY_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPage:
    """``places`` numbers the pages; ``lines`` are those of the page shown."""

    form: TrailForm
    lines: tuple[TrailLine, ...]
    places: Page[int]
    count: int
    query: str


@DESK.page("auditor/trail.html")
def trail(request: ViewerRequest) -> TrailPage:
    form = TrailForm(request.GET)
    asked = request.GET.get("page", "")
    found = the_trail(
        request.viewer, wanted=wanted_of(form), page=int(asked) if asked.isdecimal() else 1, by_page=BY_PAGE
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    return TrailPage(
        form=form,
        lines=found.lines,
        places=Paginator(range(found.count), BY_PAGE).get_page(found.page),
        count=found.count,
        query=f"&{kept.urlencode()}" if kept else "",
    )
