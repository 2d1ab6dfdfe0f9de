"""Letters that open something: a private link, an invitation. The page shows a button; the POST enters."""

from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import View, ViewerRequest
from virage.base.viewer import Role, Viewer
from virage.desks.public.desks import Place, places
from virage.desks.public.door import PUBLIC
from virage.stages.accounts.entering import enter_invited
from virage.stages.accounts.middleware import hand_key
from virage.stages.accounts.operations import accept_invitation, open_private_link
from virage.stages.accounts.queries import Offered, open_invitation, private_link_ends
from virage.stages.assessments.queries import respondent_of_key
from virage.stages.directory.queries import enterprise_card


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLinkPage:
    """A private link before it is opened; ``ends`` is nothing when it no longer opens."""

    ends: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPage:
    """An invitation before it is accepted; ``offered`` is nothing when it is closed."""

    offered: Offered | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """The desks of someone who holds several roles, or none yet.

    ``council`` names the organisation of a role whose home is this very page.
    """

    places: tuple[Place, ...]
    council: str


def signed_in(viewer: Viewer) -> bool:
    """Whoever signed in has a desk, or learns that they have none yet."""
    return viewer.is_person


def unlisted(view: View) -> View:
    """No search engine, no cache and no other site learns this address."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store"
        # not « no-referrer »: browsers would send the button's POST with « Origin: null », and it would be refused
        response["Referrer-Policy"] = "same-origin"
        return response

    return cast("View", answer)


@unlisted
@PUBLIC.form("public/private_link.html")
def private_link(request: ViewerRequest, token: str) -> PrivateLinkPage | HttpResponse:
    if request.method != "POST":
        return PrivateLinkPage(ends=private_link_ends(token))
    subject = open_private_link(request.viewer, token=token)
    hand_key(request, subject)
    holder = request.viewer.holding(subject)
    if card := enterprise_card(holder, key=subject):
        return redirect("sme:file", enterprise_id=card.id)
    if respondent := respondent_of_key(holder, key=subject):
        return redirect("sme:voice", respondent_id=respondent)
    return redirect("public:home")


@unlisted
@PUBLIC.form("public/invitation.html")
def invitation(request: ViewerRequest, token: str) -> InvitationPage | HttpResponse:
    if request.method != "POST":
        return InvitationPage(offered=open_invitation(token))
    accepted = accept_invitation(request.viewer, token=token)
    if accepted.new:
        enter_invited(request, accepted)
        return redirect("account_set_password")
    messages.success(request, _("L’accès est ajouté à votre compte. Entrez avec votre adresse habituelle."))
    return redirect("account_login")


@PUBLIC.page("public/desk.html", admits=signed_in)
def desk(request: ViewerRequest) -> DeskPage | HttpResponse:
    """Where one lands after signing in: the only desk, or a choice between several."""
    found = places(request.viewer)
    if len(found) == 1:
        return redirect(found[0].href)
    return DeskPage(
        places=found,
        council=_house(request.viewer, Role.COUNCIL),
    )


def _house(viewer: Viewer, role: Role) -> str:
    return ", ".join(dict.fromkeys(m.organisation for m in viewer.memberships if m.role == role))
