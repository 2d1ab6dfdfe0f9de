"""Builds the viewer once per request, and only when someone asks for it."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from virage.base.viewer import Viewer
from virage.stages.accounts.models import Person
from virage.stages.accounts.queries import viewer_of

KEYS = "keys"


class ViewerMiddleware:
    """Sets ``request.viewer``. Private keys live in the session, put there by the POST that opened a link."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _viewer(request: HttpRequest) -> Viewer:
    keys = frozenset(UUID(key) for key in request.session.get(KEYS, ()))
    language = (get_language() or "fr")[:2]
    screen = request.resolver_match.view_name if request.resolver_match else ""
    if isinstance(request.user, Person):
        return viewer_of(request.user, on=timezone.localdate(), keys=keys, language=language, screen=screen)
    return Viewer(keys=keys, language=language, screen=screen)


def hand_key(request: HttpRequest, key: UUID) -> None:
    """Let this browser open a thread from now on."""
    held = list(request.session.get(KEYS, ()))
    if str(key) not in held:
        request.session[KEYS] = [*held, str(key)]
