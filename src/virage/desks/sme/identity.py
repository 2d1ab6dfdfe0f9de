"""« Qui nous sommes » : the owner corrects the name, the numbers and the address."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.library import library
from virage.desks.sme.door import SME, own
from virage.stages.directory.forms import AddressForm, IdentityForm
from virage.stages.directory.queries import IdentitySheet, own_identity

FILE = SME.at(gettext_lazy("Mon dossier"))


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityPage:
    enterprise_id: int
    form: IdentityForm
    sheet: IdentitySheet


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPage:
    enterprise_id: int
    form: AddressForm


@FILE.form("sme/identity.html")
def identity(request: ViewerRequest, enterprise_id: int) -> IdentityPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = own_identity(request.viewer, key=card.key)
    assert sheet is not None  # noqa: S101 — whoever holds the key sees it
    said = {line.name: line.value for line in sheet.facts if not line.registered}
    form = IdentityForm(
        posted(request), initial={"name": sheet.name, "neq": said.get("neq", ""), "bn": said.get("bn", "")}
    )
    if form.is_valid() and form.state(request.viewer, key=card.key):
        messages.success(request, _("C’est corrigé."))
        return redirect("sme:identity", enterprise_id=enterprise_id)
    return IdentityPage(enterprise_id=enterprise_id, form=form, sheet=sheet)


@FILE.form("sme/address.html")
def address(request: ViewerRequest, enterprise_id: int) -> AddressPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = own_identity(request.viewer, key=card.key)
    main = sheet.main if sheet else None
    regions = [(region.code, region.name.say(request.viewer.language)) for region in library().regions.values()]
    initial = {"region": card.facts.get("region", "")}
    if main is not None:
        initial = {"address": main.address, "postal": main.postal, "region": main.region, "mrc": main.mrc}
    form = AddressForm(posted(request), initial=initial, regions=regions)
    if form.is_valid() and form.state(request.viewer, key=card.key):
        messages.success(request, _("L’adresse est corrigée. L’ancienne reste dans l’historique."))
        return redirect("sme:identity", enterprise_id=enterprise_id)
    return AddressPage(enterprise_id=enterprise_id, form=form)
