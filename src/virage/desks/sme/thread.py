"""The file of an enterprise: where it stands, who owes what, who sees what; call back, link, withdraw, forget."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.base.refusals import Refusal
from virage.base.templatetags.words import french
from virage.core.instruments import Depth
from virage.core.matching import Seeker
from virage.desks.sme.door import SME, own
from virage.desks.sme.forms import CallBackForm, LinkForm
from virage.desks.sme.heading import caption, thread_stages
from virage.stages.accounts.visits import within_limit
from virage.stages.assessments.operations import ask_call_back, keep_by_email
from virage.stages.assessments.queries import Sheet, latest_sheet
from virage.stages.casefiles.forms import CallAnswerForm
from virage.stages.casefiles.operations import (
    call_back_before,
    contest_result,
    contest_service,
    say_of_call,
    withdraw_request as take_back,
)
from virage.stages.casefiles.queries import (
    CaseFileLine,
    RequestLine,
    ResultLine,
    ServiceLine,
    ServiceTotals,
    case_files_of,
    requests_of,
    results_of,
    service_totals,
    services_of,
)
from virage.stages.concertation.queries import ReferralLine, referrals_of
from virage.stages.directory.onlookers import Onlooker, onlookers
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.messages.operations import send_lost_links
from virage.stages.plans.queries import PlanSheet, latest_plan
from virage.stages.programme.queries import ProjectCard, suited_projects
from virage.stages.stewardship.operations import forget_thread

FILE = SME.at(gettext_lazy("Mon dossier"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    enterprise: EnterpriseCard
    caption: str
    sheet: Sheet | None
    further: bool
    plan: PlanSheet | None
    proposals: tuple[ReferralLine, ...]
    requests: tuple[RequestLine, ...]
    files: tuple[CaseFileLine, ...]
    services: tuple[ServiceLine, ...]
    totals: ServiceTotals
    results: tuple[ResultLine, ...]
    onlookers: tuple[Onlooker, ...]
    stages: tuple[Mapping[str, str], ...]
    link_form: LinkForm
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackPage:
    form: CallBackForm
    enterprise: EnterpriseCard
    projects: tuple[ProjectCard, ...]
    hints: Mapping[int, str]
    call_before: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswerPage:
    enterprise: EnterpriseCard
    request: RequestLine
    form: CallAnswerForm


@FILE.page("sme/file.html")
def overview(request: ViewerRequest, enterprise_id: int) -> FilePage:
    card = own(request, enterprise_id)
    files = case_files_of(request.viewer, key=card.key)
    done = services_of(request.viewer, key=card.key) if files else ()
    sent = referrals_of(request.viewer, enterprise_id=card.id) if files else ()
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts)
    return FilePage(
        enterprise=card,
        caption=caption(card, request.viewer.language),
        sheet=sheet,
        further=sheet is not None and sheet.depth is Depth.FULL,
        plan=latest_plan(request.viewer, key=card.key),
        proposals=tuple(one for one in sent if one.proposed),
        requests=requests_of(request.viewer, key=card.key),
        files=files,
        services=done,
        totals=service_totals(done),
        results=results_of(request.viewer, key=card.key) if files else (),
        onlookers=onlookers(request.viewer, key=card.key),
        stages=thread_stages(files[0].stage.value if files else "advice"),
        link_form=LinkForm(),
        on=timezone.localdate(),
    )


@FILE.form("sme/call_back.html")
def call_back(request: ViewerRequest, enterprise_id: int) -> CallBackPage | HttpResponse:
    card = own(request, enterprise_id)
    projects = suited_projects(request.viewer, Seeker.of(card.facts))
    form = CallBackForm(
        posted(request),
        projects=[(p.id, format_html("{} – {}", french(p.promoter), french(p.name))) for p in projects],
        initial={"enterprise_name": card.name, "project": _chosen(request, projects)},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            ask_call_back(
                request.viewer,
                key=card.key,
                project_id=said["project"],
                enterprise_name=said["enterprise_name"],
                name=said["name"],
                email=said["email"],
                phone=said["phone"],
                best_time=said["best_time"],
                need=str(card.facts.get("need", "")),
                consent_text=str(form.fields["consent"].label),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(
                request, _("Votre demande est envoyée. Cette page dit qui vous rappelle, et avant quelle date.")
            )
            return redirect("sme:file", enterprise_id=card.id)
    return CallBackPage(
        form=form,
        enterprise=card,
        projects=projects,
        hints={p.id: french(p.offer) for p in projects},
        call_before=call_back_before(timezone.localdate()),
    )


def _chosen(request: ViewerRequest, projects: tuple[ProjectCard, ...]) -> int | None:
    """The project that one comes from, else the best suited."""
    asked = next((one.id for one in projects if str(one.id) == request.GET.get("projet")), None)
    return asked or (projects[0].id if projects else None)


@FILE.act()
def withdraw_request(request: ViewerRequest, enterprise_id: int, request_id: int) -> HttpResponse:
    card = own(request, enterprise_id)
    take_back(request.viewer, key=card.key, request_id=request_id)
    messages.success(request, _("Votre demande est retirée; l’organisme ne voit plus votre dossier."))
    return redirect("sme:file", enterprise_id=card.id)


@FILE.form("sme/call_answer.html")
def call_answer(request: ViewerRequest, enterprise_id: int, request_id: int) -> CallAnswerPage | HttpResponse:
    """Two questions about the call, once."""
    card = own(request, enterprise_id)
    line = next((one for one in requests_of(request.viewer, key=card.key) if one.id == request_id), None)
    if line is None:
        raise Http404
    form = CallAnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            say_of_call(request.viewer, key=card.key, request_id=request_id, **form.cleaned_data)
            messages.success(request, _("Merci. Vos deux réponses comptent avec celles des autres."))
            return redirect("sme:file", enterprise_id=card.id)
    return CallAnswerPage(enterprise=card, request=line, form=form)


@FILE.act()
def contest(request: ViewerRequest, enterprise_id: int, service_id: int = 0, result_id: int = 0) -> HttpResponse:
    """« Ce n’est pas exact »: about one line, in the owner's words."""
    card = own(request, enterprise_id)
    words = request.POST.get("words", "")
    if service_id:
        contest_service(request.viewer, key=card.key, service_id=service_id, words=words)
    else:
        contest_result(request.viewer, key=card.key, result_id=result_id, words=words)
    messages.success(request, _("C’est transmis. La personne qui suit votre dossier vérifie avec vous, puis corrige."))
    return redirect("sme:file", enterprise_id=card.id)


@FILE.form("sme/send_link.html")
def send_link(request: ViewerRequest, enterprise_id: int) -> Mapping[str, object] | HttpResponse:
    card = own(request, enterprise_id)
    form = LinkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        keep_by_email(request.viewer, key=card.key, email=form.cleaned_data["email"])
        messages.success(request, _("Le lien est parti. Il ouvre votre dossier pendant 30 jours."))
        return redirect("sme:file", enterprise_id=card.id)
    return {"form": form, "enterprise": card}


@SME.form("sme/lost_link.html")
def lost_link(request: ViewerRequest) -> Mapping[str, object] | HttpResponse:
    """The key is lost: the same sentence whether the address is known or not, and however often one asks."""
    form = LinkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if within_limit(request, "lost_link"):
            send_lost_links(request.viewer, address=form.cleaned_data["email"])
        messages.success(
            request,
            _(
                "Si un dossier est gardé sous cette adresse, son lien privé y arrive dans quelques minutes. Regardez "
                "aussi vos courriels indésirables."
            ),
        )
        return redirect("sme:lost_link")
    return {"form": form}


@FILE.form("sme/forget.html")
def forget(request: ViewerRequest, enterprise_id: int) -> Mapping[str, object] | HttpResponse:
    card = own(request, enterprise_id)
    if request.method == "POST":
        forget_thread(request.viewer, key=card.key)
        messages.success(request, _("Tout est effacé : vos réponses, vos coordonnées et vos plans."))
        return redirect("sme:start")
    return {"enterprise": card, "caption": caption(card, request.viewer.language)}
