"""The demonstration's own pages: enter as someone of the cast, read the mailbox. Nowhere else."""

from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from virage.base import demonstration
from virage.base.door import View, ViewerRequest
from virage.desks.public.door import PUBLIC
from virage.stages.accounts.operations import enter_as
from virage.stages.accounts.queries import CastMember, cast as the_cast
from virage.stages.messages.queries import Letter, mailbox as the_mailbox


@dataclass(frozen=True, slots=True, kw_only=True)
class CastPage:
    """Everyone one can enter as."""

    people: tuple[CastMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxPage:
    """The latest letters, to one address if given."""

    address: str
    letters: tuple[Letter, ...]


def only_in_demonstration(view: View) -> View:
    """Elsewhere these pages do not exist."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not demonstration.open_to(request):
            raise Http404
        return view(request, *args, **kwargs)

    return cast("View", answer)


@only_in_demonstration
@PUBLIC.page("public/cast.html")
def people(_request: ViewerRequest) -> CastPage:
    return CastPage(people=the_cast())


@only_in_demonstration
@PUBLIC.act()
def enter(request: ViewerRequest, person_id: int) -> HttpResponse:
    enter_as(request.viewer, request=request, person_id=person_id)
    return redirect("public:desk")


@only_in_demonstration
@PUBLIC.page("public/mailbox.html")
def mailbox(request: ViewerRequest) -> MailboxPage:
    address = request.GET.get("adresse", "")
    return MailboxPage(address=address, letters=the_mailbox(request.viewer, address=address))
