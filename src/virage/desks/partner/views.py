"""What enterprises share with this partner, and the referrals that come and go. Nothing here without a consent."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.viewer import Role
from virage.desks.partner.door import DESK
from virage.stages.calls.queries import ReadingLine, own_readings
from virage.stages.casefiles.queries import CaseFileLine, case_file
from virage.stages.concertation.forms import ReferPage, ReferralPage, refer_page, referral_page
from virage.stages.concertation.queries import FollowUp, Pipeline, ReferralLine, follow_ups, pipeline, referrals_of
from virage.stages.directory.onlookers import note_look
from virage.stages.funding.case_sheet import Sent, sent
from virage.stages.funding.papers import opened


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    pipeline: Pipeline
    owed: tuple[FollowUp, ...]
    readings: tuple[ReadingLine, ...]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPage:
    file: CaseFileLine
    sent: Sent
    referrals: tuple[ReferralLine, ...]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    page: ReferralPage
    sent: Sent | None


@DESK.page("partner/home.html")
def home(request: ViewerRequest) -> HomePage:
    viewer = request.viewer
    return HomePage(
        pipeline=pipeline(viewer), owed=follow_ups(viewer), readings=own_readings(viewer), on=timezone.localdate()
    )


@DESK.page("partner/file.html")
def file(request: ViewerRequest, case_file_id: int) -> SharedPage:
    on = timezone.localdate()
    line = case_file(request.viewer, case_file_id=case_file_id)
    shown = sent(request.viewer, enterprise_id=line.enterprise_id, on=on) if line else None
    if line is None or shown is None:
        raise Http404
    _looked(request, line.enterprise_id)
    return SharedPage(
        file=line, sent=shown, referrals=referrals_of(request.viewer, enterprise_id=line.enterprise_id), on=on
    )


@DESK.page("")
def document(request: ViewerRequest, document_id: int) -> HttpResponse:
    return opened(request.viewer, document_id=document_id)


@DESK.form("files/refer.html")
def refer(request: ViewerRequest, case_file_id: int) -> ReferPage | HttpResponse:
    page = refer_page(request.viewer, case_file_id=case_file_id, said=posted(request))
    if not page.done:
        return page
    messages.success(request, _("L’entreprise reçoit votre proposition. Rien ne part avant qu’elle accepte."))
    return redirect("partner:file", case_file_id=case_file_id)


@DESK.form("partner/referral.html")
def referral(request: ViewerRequest, referral_id: int) -> AnswerPage | HttpResponse:
    page = referral_page(request.viewer, referral_id=referral_id, said=posted(request))
    if page.done:
        messages.success(request, _("C’est noté. L’entreprise et l’organisme qui l’a aiguillée le lisent."))
        return redirect("partner:home")
    _looked(request, page.referral.enterprise_id)
    number = page.referral.enterprise_id
    return AnswerPage(page=page, sent=sent(request.viewer, enterprise_id=number, on=timezone.localdate()))


def _looked(request: ViewerRequest, enterprise_id: int) -> None:
    houses = request.viewer.organisations(Role.PARTNER)
    note_look(request.viewer, enterprise_id=enterprise_id, organisations=houses)
