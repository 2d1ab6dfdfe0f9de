"""Organisations and their people, brought in by the direction; and every e-mail that did not leave."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.ministry.door import DESK, directs
from virage.stages.accounts.operations import allow_export, cancel_invitation, end_membership
from virage.stages.accounts.staff import OrganisationLine, organisations
from virage.stages.messages.operations import resend_invitation, send_again
from virage.stages.messages.queries import Unsent, unsent_messages
from virage.stages.messages.team import FoundForm, TeamPage, team_page


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationsPage:
    """Every organisation, and the form that enters one."""

    lines: tuple[OrganisationLine, ...]
    form: FoundForm


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentPage:
    """What did not leave, newest first."""

    letters: tuple[Unsent, ...]


@DESK.form("ministry/organisations.html", admits=directs)
def listed(request: ViewerRequest) -> OrganisationsPage | HttpResponse:
    form = FoundForm(posted(request), initial={"kind": "promoter"})
    if request.method == "POST" and form.is_valid():
        number = form.found(request.viewer)
        if number is not None:
            messages.success(request, _("L’organisme est entré. Invitez maintenant la personne qui le gère."))
            return redirect("ministry:team", organisation_id=number)
    return OrganisationsPage(lines=organisations(request.viewer), form=form)


@DESK.form("team/team.html", admits=directs)
def team(request: ViewerRequest, organisation_id: int) -> TeamPage | HttpResponse:
    page = team_page(request.viewer, organisation_id=organisation_id, said=posted(request))
    if not page.done:
        return page
    messages.success(request, _("L’invitation est partie. Elle est valable sept jours."))
    return redirect("ministry:team", organisation_id=organisation_id)


@DESK.act(admits=directs)
def resend(request: ViewerRequest, invitation_id: int) -> HttpResponse:
    resend_invitation(request.viewer, invitation_id=invitation_id)
    messages.success(request, _("L’invitation est repartie avec un nouveau lien, valable sept jours."))
    return _back(request)


@DESK.act(admits=directs)
def cancel(request: ViewerRequest, invitation_id: int) -> HttpResponse:
    cancel_invitation(request.viewer, invitation_id=invitation_id)
    messages.success(request, _("L’invitation est retirée : son lien n’ouvre plus rien."))
    return _back(request)


@DESK.act(admits=directs)
def remove(request: ViewerRequest, membership_id: int) -> HttpResponse:
    yesterday = timezone.localdate() - timedelta(days=1)  # the last whole day: the access closes at once
    end_membership(request.viewer, membership_id=membership_id, on=yesterday)
    messages.success(request, _("L’accès est retiré."))
    return _back(request)


@DESK.act(admits=directs)
def export_right(request: ViewerRequest, membership_id: int) -> HttpResponse:
    allow_export(request.viewer, membership_id=membership_id, allowed=request.POST.get("allowed") == "1")
    messages.success(request, _("C’est noté : le droit d’emporter les listes a changé."))
    return _back(request)


@DESK.page("team/unsent.html", admits=directs)
def unsent(request: ViewerRequest) -> UnsentPage:
    return UnsentPage(letters=unsent_messages(request.viewer))


@DESK.act(admits=directs)
def send(request: ViewerRequest, message_id: int) -> HttpResponse:
    send_again(request.viewer, message_id=message_id)
    messages.success(request, _("Le message est reparti. S’il est encore refusé, il restera dans cette liste."))
    return redirect("ministry:unsent")


def _back(request: ViewerRequest) -> HttpResponse:
    """To the organisation that the form named, or to the list."""
    number = request.POST.get("organisme", "")
    if number.isdecimal():
        return redirect("ministry:team", organisation_id=int(number))
    return redirect("ministry:organisations")
