"""« Qui voit mes réponses »: who, why, until when, who looked; closed in one act; one consent a purpose."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.sme.door import own
from virage.desks.sme.heading import caption
from virage.desks.sme.thread import FILE
from virage.stages.casefiles.operations import close_access, withdraw_agreement
from virage.stages.concertation.forms import ShareForm
from virage.stages.concertation.operations import agree_to_referral, refuse_referral, share_files, sharing_words
from virage.stages.concertation.queries import ReferralLine, partners, referrals_of
from virage.stages.directory.onlookers import (
    Choice,
    ConsentLine,
    Onlooker,
    choices,
    consents,
    former_onlookers,
    onlookers,
)
from virage.stages.directory.operations import give_consent
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.directory.states import Purpose
from virage.stages.directory.wording import words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPage:
    enterprise: EnterpriseCard
    caption: str
    onlookers: tuple[Onlooker, ...]
    former: tuple[Onlooker, ...]
    choices: tuple[Choice, ...]
    consents: tuple[ConsentLine, ...]
    referrals: tuple[ReferralLine, ...]
    share_form: ShareForm


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePage:
    enterprise: EnterpriseCard
    words: str
    organisation_id: int
    months: int


@FILE.page("sme/access.html")
def access(request: ViewerRequest, enterprise_id: int) -> AccessPage:
    card = own(request, enterprise_id)
    return AccessPage(
        enterprise=card,
        caption=caption(card, request.viewer.language),
        onlookers=onlookers(request.viewer, key=card.key),
        former=former_onlookers(request.viewer, key=card.key),
        choices=choices(request.viewer, key=card.key),
        consents=consents(request.viewer, key=card.key),
        referrals=referrals_of(request.viewer, enterprise_id=card.id),
        share_form=ShareForm(partners=partners(request.viewer)),
    )


@FILE.act()
def shut(request: ViewerRequest, enterprise_id: int, grant_id: int) -> HttpResponse:
    card = own(request, enterprise_id)
    close_access(request.viewer, key=card.key, grant_id=grant_id)
    messages.success(request, _("C’est fermé. Cet organisme ne voit plus votre dossier."))
    return redirect("sme:access", enterprise_id=card.id)


@FILE.act()
def agree(request: ViewerRequest, enterprise_id: int, purpose: Purpose) -> HttpResponse:
    card = own(request, enterprise_id)
    give_consent(request.viewer, key=card.key, purpose=purpose, text=words_of(purpose))
    messages.success(request, _("Votre accord est noté, avec ses mots et sa date. Vous pouvez le retirer ici."))
    return redirect("sme:access", enterprise_id=card.id)


@FILE.form("sme/share.html")
def share(request: ViewerRequest, enterprise_id: int) -> SharePage | HttpResponse:
    """The very words first, with the partner and the day; agreeing is the second button."""
    card = own(request, enterprise_id)
    form = ShareForm(posted(request) or request.GET, partners=(places := partners(request.viewer)))
    if not form.is_valid():
        return redirect("sme:access", enterprise_id=card.id)
    chosen, months = form.cleaned_data["organisation"], form.cleaned_data["months"]
    if request.method == "POST":
        share_files(request.viewer, key=card.key, organisation_id=chosen, months=months)
        messages.success(request, _("C’est partagé, jusqu’à la date que vous avez lue. Vous pouvez y mettre fin ici."))
        return redirect("sme:access", enterprise_id=card.id)
    name = next(place.name for place in places if place.id == chosen)
    words = sharing_words(request.viewer, organisation=name, months=months)
    return SharePage(enterprise=card, words=words, organisation_id=chosen, months=months)


@FILE.act()
def follow(request: ViewerRequest, enterprise_id: int, referral_id: int) -> HttpResponse:
    card = own(request, enterprise_id)
    agree_to_referral(request.viewer, key=card.key, referral_id=referral_id)
    messages.success(request, _("C’est entendu : cet organisme vous doit maintenant une réponse."))
    return redirect("sme:file", enterprise_id=card.id)


@FILE.act()
def stay(request: ViewerRequest, enterprise_id: int, referral_id: int) -> HttpResponse:
    card = own(request, enterprise_id)
    refuse_referral(request.viewer, key=card.key, referral_id=referral_id)
    messages.success(request, _("C’est noté : rien n’est envoyé, rien ne change."))
    return redirect("sme:file", enterprise_id=card.id)


@FILE.act()
def withdraw_consent(request: ViewerRequest, enterprise_id: int, consent_id: int) -> HttpResponse:
    card = own(request, enterprise_id)
    withdraw_agreement(request.viewer, key=card.key, consent_id=consent_id)
    messages.success(request, _("Votre accord est retiré : ce qui en dépendait est fermé."))
    return redirect("sme:access", enterprise_id=card.id)
