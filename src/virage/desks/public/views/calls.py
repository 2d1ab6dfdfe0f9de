"""Calls for projects of this installation: their terms before they open, their results once announced."""

from dataclasses import dataclass

from django.http import Http404

from virage.base.door import ViewerRequest
from virage.desks.public.door import PUBLIC
from virage.stages.calls.queries import CallCard, CallSheet, call, calls


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPage:
    """Those that are public."""

    calls: tuple[CallCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """One of them."""

    call: CallSheet


@PUBLIC.page("calls/public_calls.html")
def listed(request: ViewerRequest) -> CallsPage:
    return CallsPage(calls=tuple(one for one in calls(request.viewer) if one.published_on))


@PUBLIC.page("calls/public_call.html")
def one(request: ViewerRequest, call_id: int) -> CallPage:
    sheet = call(request.viewer, call_id=call_id)
    if sheet is None or sheet.card.published_on is None:
        raise Http404
    return CallPage(call=sheet)
