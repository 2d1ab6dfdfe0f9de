"""Builds the viewer once per request, and only when someone asks for it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from virage.base.viewer import Viewer
from virage.stages.accounts.models import Person
from virage.stages.accounts.queries import holds_a_role, viewer_of

KEYS = "keys"
OPEN_WITHOUT_SECOND_FACTOR = ("account_", "mfa_", "usersessions_", "health", "ready")


class ViewerMiddleware:
    """Sets ``request.viewer``. Private keys live in the session, put there by the POST that opened a link."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Whoever holds a role proves it twice: until then every page leads to the second factor."""
        route = request.resolver_match.view_name if request.resolver_match else ""
        if route.startswith(OPEN_WITHOUT_SECOND_FACTOR) or not lacks_second_factor(request):
            return None
        return redirect("mfa_index")


def lacks_second_factor(request: HttpRequest) -> bool:
    """True for someone signed in, outside a demonstration, who holds a role and has no second factor yet.

    A ministry's own single sign-on may bring it (``VIRAGE_SSO_BRINGS_MFA``).
    """
    person = request.user
    if settings.DEMO or not isinstance(person, Person) or not holds_a_role(person, on=timezone.localdate()):
        return False
    if settings.SSO_BRINGS_MFA and _came_by_sso(request):
        return False
    return not is_mfa_enabled(person)


def _came_by_sso(request: HttpRequest) -> bool:
    methods = request.session.get("account_authentication_methods", ())
    return any(method.get("method") == "socialaccount" for method in methods)


def _viewer(request: HttpRequest) -> Viewer:
    keys = frozenset(UUID(key) for key in request.session.get(KEYS, ()))
    language = (get_language() or "fr")[:2]
    screen = request.resolver_match.view_name if request.resolver_match else ""
    if isinstance(request.user, Person):
        viewer = viewer_of(request.user, on=timezone.localdate(), keys=keys, language=language, screen=screen)
        return replace(viewer, memberships=()) if viewer.memberships and lacks_second_factor(request) else viewer
    return Viewer(keys=keys, language=language, screen=screen)


def hand_key(request: HttpRequest, key: UUID) -> None:
    """Let this browser open a thread from now on; its session number changes, so that nobody had prepared it."""
    held = list(request.session.get(KEYS, ()))
    request.session.cycle_key()
    if str(key) not in held:
        request.session[KEYS] = [*held, str(key)]
