"""The team: invite, send again, withdraw, remove; and the e-mails of its files that did not leave."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.accounts.operations import allow_export, cancel_invitation, end_membership
from virage.stages.messages.operations import resend_invitation, send_again
from virage.stages.messages.queries import Unsent, unsent_messages
from virage.stages.messages.team import TeamPage, team_page


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentPage:
    """What did not leave, newest first."""

    letters: tuple[Unsent, ...]


@DESK.form("team/team.html")
def team(request: ViewerRequest) -> TeamPage | HttpResponse:
    organisation = min(request.viewer.organisations(*ROLES))
    page = team_page(request.viewer, organisation_id=organisation, said=posted(request))
    if not page.done:
        return page
    messages.success(request, _("L’invitation est partie. Elle est valable sept jours."))
    return redirect("promoter:team")


@DESK.act()
def resend(request: ViewerRequest, invitation_id: int) -> HttpResponse:
    resend_invitation(request.viewer, invitation_id=invitation_id)
    messages.success(request, _("L’invitation est repartie avec un nouveau lien, valable sept jours."))
    return redirect("promoter:team")


@DESK.act()
def cancel(request: ViewerRequest, invitation_id: int) -> HttpResponse:
    cancel_invitation(request.viewer, invitation_id=invitation_id)
    messages.success(request, _("L’invitation est retirée : son lien n’ouvre plus rien."))
    return redirect("promoter:team")


@DESK.act()
def remove(request: ViewerRequest, membership_id: int) -> HttpResponse:
    yesterday = timezone.localdate() - timedelta(days=1)  # the last whole day: the access closes at once
    end_membership(request.viewer, membership_id=membership_id, on=yesterday)
    messages.success(
        request, _("L’accès est retiré. Ses dossiers gardent son nom jusqu’à ce que quelqu’un les prenne.")
    )
    return redirect("promoter:team")


@DESK.act()
def export_right(request: ViewerRequest, membership_id: int) -> HttpResponse:
    allow_export(request.viewer, membership_id=membership_id, allowed=request.POST.get("allowed") == "1")
    messages.success(request, _("C’est noté : le droit d’emporter les listes a changé."))
    return redirect("promoter:team")


@DESK.page("team/unsent.html")
def unsent(request: ViewerRequest) -> UnsentPage:
    own = request.viewer.organisations(*ROLES)
    return UnsentPage(letters=unsent_messages(request.viewer, organisations=own))


@DESK.act()
def send(request: ViewerRequest, message_id: int) -> HttpResponse:
    send_again(request.viewer, message_id=message_id)
    messages.success(request, _("Le message est reparti. S’il est encore refusé, il restera dans cette liste."))
    return redirect("promoter:unsent")
