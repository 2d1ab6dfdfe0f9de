"""The pages of signing in that we open: nobody signs up alone, and an address is changed by whoever invited."""

from typing import NoReturn

from allauth.account.urls import urlpatterns as account_pages
from allauth.socialaccount.urls import urlpatterns as social_pages
from allauth.urls import build_provider_urlpatterns
from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import URLPattern, include, path

CLOSED = {
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "socialaccount_signup",
}


def closed(_request: HttpRequest, **_arguments: str) -> NoReturn:
    """Allauth needs the name; here the page does not exist."""
    raise Http404


def _opened(page: URLPattern) -> URLPattern:
    return URLPattern(page.pattern, closed, page.default_args, page.name) if page.name in CLOSED else page


urlpatterns = [
    *map(_opened, account_pages),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
if settings.SSO_PROVIDERS:
    urlpatterns += [path("3rdparty/", include(list(map(_opened, social_pages)))), *build_provider_urlpatterns()]
