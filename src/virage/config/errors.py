"""Error pages, in the language of the address, with a person to call."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from virage.desks.public.door import PUBLIC


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """On an address of an owner's file, the page offers the private link again: the browser may have lost its key."""
    here = request.resolver_match
    context = {"door": PUBLIC, "lost_file": bool(here and here.namespace == "sme")}
    return render(request, "404.html", context, status=HTTPStatus.NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django's signature
    return render(request, "403.html", {"door": PUBLIC}, status=HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 — Django's signature
    """The form outlived its session: the page says that this last sending was not kept, and leads back to the form."""
    back = request.headers.get("referer", "")
    known = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    context = {"door": PUBLIC, "back": back if known else request.get_full_path()}
    return render(request, "csrf.html", context, status=HTTPStatus.FORBIDDEN)


def broken(_request: HttpRequest) -> HttpResponse:
    """Rendered without the shell: whatever broke may break it too."""
    return HttpResponse(
        render_to_string("500.html", {"contact": settings.CONTACT}), status=HTTPStatus.INTERNAL_SERVER_ERROR
    )
