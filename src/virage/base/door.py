"""A desk's front door: who is admitted, what they see around the page, and whether the view reads or writes."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, Literal, ParamSpec, Protocol, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.functional import Promise

from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Viewer

P = ParamSpec("P")
Admits = Callable[[Viewer], bool]
Words = str | Promise


class ViewerRequest(HttpRequest):
    """A request whose viewer was built by the accounts middleware."""

    viewer: Viewer


class View(Protocol):
    """A guarded view; the rights test reads ``admits`` and ``writes``."""

    admits: Admits
    writes: bool

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...


WRITTEN_BY_PAGES = ("django_session", "last_seen")
"""Tables that a page may write: the session, and when an organisation last looked at an enterprise."""


class WriteInReadError(AssertionError):
    """A page that only reads tried to write."""


def anyone(_viewer: Viewer) -> bool:
    """Everyone, signed in or not."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One entry of the main menu: words and the name of a route; shown to those it ``admits``.

    ``under`` is the route of another entry: this one stands in a second row, on the pages of that section.
    """

    words: Words
    route: str
    admits: Admits = anyone
    under: str = ""


def _refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: PLR0913, PLR0917, RUF100
    verb = sql.lstrip().split(None, 1)[0].upper() if sql.strip() else ""
    if verb in {"INSERT", "UPDATE", "DELETE"} and not any(table in sql for table in WRITTEN_BY_PAGES):
        raise WriteInReadError(sql[:120])
    return execute(sql, params, many, context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The door of one desk.

    ``page`` reads (GET), ``form`` shows then writes (GET, POST), ``act`` writes (POST). A view returns the page object
    given to its template as ``page``, or a response. A stranger is sent to sign in; someone signed in without the
    right gets 403.
    """

    desk: str
    place: Words = ""
    layout: Literal["public", "staff"] = "public"
    nav: tuple[NavItem, ...] = ()
    admits: Admits = anyone

    def page(self, template: str, *, admits: Admits | None = None) -> Callable[[Any], View]:
        """Declare a view that reads."""
        return self._guard(template, methods=("GET", "HEAD"), admits=admits)

    def form(self, template: str, *, admits: Admits | None = None) -> Callable[[Any], View]:
        """Declare a view that shows a form, and writes on POST."""
        return self._guard(template, methods=("GET", "HEAD", "POST"), admits=admits)

    def act(self, *, admits: Admits | None = None) -> Callable[[Any], View]:
        """Declare a view that only writes; it answers a redirection."""
        return self._guard("", methods=("POST",), admits=admits)

    def _guard(self, template: str, *, methods: tuple[str, ...], admits: Admits | None) -> Callable[[Any], View]:
        allowed = admits or self.admits

        def decorate(view: Callable[Concatenate[ViewerRequest, P], Any]) -> View:
            @wraps(view)
            def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
                asked = cast("ViewerRequest", request)
                if request.method not in methods:
                    return HttpResponseNotAllowed(methods)
                if not allowed(asked.viewer):
                    return self._turn_away(asked)
                with ExitStack() as stack:
                    if settings.STRICT and request.method != "POST":
                        stack.enter_context(connection.execute_wrapper(_refuse_writes))
                    try:
                        answer = view(asked, *args, **kwargs)
                    except Forbidden as refusal:
                        raise Http404(str(refusal)) from refusal
                    except Refusal as refusal:
                        messages.error(request, str(refusal.sentence))
                        return render(
                            request,
                            "base/refused.html",
                            {"door": self, "refusal": refusal},
                            status=HTTPStatus.CONFLICT,
                        )
                    if isinstance(answer, HttpResponse):
                        return answer
                    return render(request, template, {"page": answer, "door": self})

            guarded_view = cast("View", guarded)
            guarded_view.admits = allowed
            guarded_view.writes = "POST" in methods
            return guarded_view

        return decorate

    def _turn_away(self, request: ViewerRequest) -> HttpResponse:
        if not request.viewer.is_person:
            return redirect_to_login(request.get_full_path())
        return render(request, "403.html", {"door": self}, status=HTTPStatus.FORBIDDEN)

    def at(self, place: Words) -> "Door":
        """The same door with another place name beside the mark."""
        return replace(self, place=place)
