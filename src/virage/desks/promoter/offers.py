"""Offers: write, correct, publish, retire."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.programme.forms import OfferForm, as_written
from virage.stages.programme.operations import draft_offer, publish_offer, retire_offer, revise_offer
from virage.stages.programme.queries import OfferCard, offer as offer_card, offers, projects
from virage.stages.programme.states import OfferState


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersPage:
    drafts: tuple[OfferCard, ...]
    published: tuple[OfferCard, ...]
    retired: tuple[OfferCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage:
    offer: OfferCard


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingPage:
    """``offer`` is nothing while it is first written."""

    form: OfferForm
    offer: OfferCard | None


@DESK.page("promoter/offers.html")
def listed(request: ViewerRequest) -> OffersPage:
    cards = offers(request.viewer, promoters=request.viewer.organisations(*ROLES))

    def of(state: OfferState) -> tuple[OfferCard, ...]:
        return tuple(card for card in cards if card.state == state)

    return OffersPage(drafts=of(OfferState.DRAFT), published=of(OfferState.PUBLISHED), retired=of(OfferState.RETIRED))


@DESK.page("promoter/offer.html")
def one(request: ViewerRequest, offer_id: int) -> OfferPage:
    return OfferPage(offer=_own(request, offer_id))


@DESK.form("promoter/offer_form.html")
def draft(request: ViewerRequest) -> WritingPage | HttpResponse:
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        number = draft_offer(request.viewer, project_id=form.cleaned_data["project"], words=form.words())
        messages.success(request, _("L’offre est enregistrée. Personne ne la voit avant sa publication."))
        return redirect("promoter:offer", offer_id=number)
    return WritingPage(form=form, offer=None)


@DESK.form("promoter/offer_form.html")
def revise(request: ViewerRequest, offer_id: int) -> WritingPage | HttpResponse:
    card = _own(request, offer_id)
    form = _form(request, card)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            revise_offer(request.viewer, offer_id=offer_id, words=form.words())
            messages.success(request, _("L’offre est corrigée."))
            return redirect("promoter:offer", offer_id=offer_id)
    return WritingPage(form=form, offer=card)


@DESK.act()
def publish(request: ViewerRequest, offer_id: int) -> HttpResponse:
    publish_offer(request.viewer, offer_id=offer_id)
    messages.success(
        request, _("L’offre est publiée : les entreprises qu’elle peut servir la voient dans leur résultat.")
    )
    return redirect("promoter:offer", offer_id=offer_id)


@DESK.act()
def retire(request: ViewerRequest, offer_id: int) -> HttpResponse:
    retire_offer(request.viewer, offer_id=offer_id)
    messages.success(request, _("L’offre est retirée. Les services déjà rendus à ce titre restent."))
    return redirect("promoter:offer", offer_id=offer_id)


def _form(request: ViewerRequest, card: OfferCard | None) -> OfferForm:
    own = projects(request.viewer, promoters=request.viewer.organisations(*ROLES))
    choices = [(one.id, one.name) for one in own if card is None or one.id == card.project_id]
    initial = as_written(card.written, card.project_id) if card else {"languages": ["fr"]}
    return OfferForm(posted(request), projects=choices, tongue=request.viewer.language, initial=initial)


def _own(request: ViewerRequest, offer_id: int) -> OfferCard:
    card = offer_card(request.viewer, offer_id=offer_id)
    if card is None or card.promoter_id not in request.viewer.organisations(*ROLES):
        raise Http404
    return card
