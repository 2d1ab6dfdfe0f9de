"""« Les aides que j’ai reçues » : the owner declares, takes away, and confirms that it is all."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.sme.door import own
from virage.desks.sme.identity import FILE
from virage.stages.regrants.forms import AidForm
from virage.stages.regrants.operations import confirm_aids, remove_aid
from virage.stages.regrants.queries import DeclaredSheet, declared


@dataclass(frozen=True, slots=True, kw_only=True)
class AidsPage:
    enterprise_id: int
    form: AidForm
    sheet: DeclaredSheet


@FILE.form("sme/aids.html")
def aids(request: ViewerRequest, enterprise_id: int) -> AidsPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = declared(request.viewer, enterprise_id=card.id)
    removed = next((one for one in sheet.aids if request.POST.get("remove") == str(one.id)), None)
    if "confirm" in request.POST:
        confirm_aids(request.viewer, key=card.key)
        messages.success(request, _("C’est confirmé. Si une aide s’ajoute, confirmez de nouveau."))
    elif removed is not None:
        remove_aid(request.viewer, aid_id=removed.id)
        messages.success(request, _("C’est retiré. Relisez la liste, puis confirmez-la."))
    else:
        form = AidForm(posted(request))
        if not (form.is_valid() and form.declare(request.viewer, enterprise_id=card.id)):
            return AidsPage(enterprise_id=card.id, form=form, sheet=sheet)
        messages.success(request, _("C’est noté. Quand tout y est, confirmez la liste."))
    return redirect("sme:aids", enterprise_id=card.id)
