"""The calendar and its feeds: filters by address, never hiding what is not known."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.desks.public.door import PUBLIC
from virage.stages.awareness.calendars import CALENDAR, calendar_file
from virage.stages.awareness.forms import CalendarForm
from virage.stages.awareness.queries import Found, SessionCard, calendar, session, sessions_wanted

MONTHS_SHOWN, PAST_SHOWN = 12, 10
FILTERS = tuple(CalendarForm.base_fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    """``query`` is the filter as an address: empty when nothing is filtered."""

    form: CalendarForm
    found: Found
    query: str
    past: tuple[SessionCard, ...]


@PUBLIC.page("public/calendar.html")
def calendar_page(request: ViewerRequest) -> CalendarPage:
    form, query = _filter(request)
    return CalendarPage(
        form=form,
        found=sessions_wanted(request.viewer, form.wanted()),
        query=query,
        past=() if query else calendar(request.viewer, past=True, limit=PAST_SHOWN),
    )


@PUBLIC.page("")
def feed(request: ViewerRequest) -> HttpResponse:
    """The same list as a calendar to follow."""
    form, _query = _filter(request)
    found = sessions_wanted(request.viewer, form.wanted())
    return calendar_answer(calendar_file(found.all, name=_("Activités numériques")), "activites.ics")


@PUBLIC.page("")
def one_session(request: ViewerRequest, session_id: int) -> HttpResponse:
    """One session, to put in a calendar."""
    found = session(request.viewer, session_id=session_id)
    if found is None or not found.published:
        raise Http404
    return calendar_answer(calendar_file([found]), f"seance-{found.id}.ics")


def calendar_answer(book: str, name: str) -> HttpResponse:
    """A calendar file."""
    response = HttpResponse(book, content_type=CALENDAR)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _filter(request: ViewerRequest) -> tuple[CalendarForm, str]:
    asked = request.GET.copy()
    for name in list(asked):
        if name not in FILTERS or not asked[name]:
            del asked[name]
    form = CalendarForm(asked or None, months=next_months(timezone.localdate()))
    return form, asked.urlencode()


def next_months(on: date) -> list[date]:
    """The first day of this month and of those that follow.

    >>> next_months(date(2026, 11, 22))[:3]
    [datetime.date(2026, 11, 1), datetime.date(2026, 12, 1), datetime.date(2027, 1, 1)]
    """
    first = on.year * 12 + on.month - 1
    return [date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(MONTHS_SHOWN)]
