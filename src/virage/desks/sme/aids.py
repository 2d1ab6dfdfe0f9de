"""« Les aides que j’ai reçues » : the owner declares, corrects, tells apart, removes, and confirms that it is all."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.viewer import Viewer
from virage.desks.sme.door import own
from virage.desks.sme.identity import FILE
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.regrants.forms import AidForm, as_written
from virage.stages.regrants.operations import confirm_aids, remove_aid, tell_aid_apart
from virage.stages.regrants.queries import DeclaredCard, DeclaredSheet, declared


@dataclass(frozen=True, slots=True, kw_only=True)
class AidsPage:
    """``corrected``: the aid that the form writes again; None, it adds one."""

    enterprise_id: int
    form: AidForm
    sheet: DeclaredSheet
    corrected: DeclaredCard | None


@FILE.form("sme/aids.html")
def aids(request: ViewerRequest, enterprise_id: int) -> AidsPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = declared(request.viewer, enterprise_id=card.id)
    said = _by_a_button(request, request.viewer, card, sheet)
    corrected = _named(sheet, request.GET.get("corriger"))
    if not said:
        form = AidForm(posted(request), initial=as_written(corrected) if corrected else None)
        number = corrected.id if corrected else None
        if not (form.is_valid() and form.declare(request.viewer, enterprise_id=card.id, aid_id=number)):
            return AidsPage(enterprise_id=card.id, form=form, sheet=sheet, corrected=corrected)
        said = _("C’est noté. Quand tout y est, confirmez la liste.")
    messages.success(request, said)
    return redirect("sme:aids", enterprise_id=card.id)


def _by_a_button(request: HttpRequest, viewer: Viewer, card: EnterpriseCard, sheet: DeclaredSheet) -> str:
    """What a button asked, once done, in words; nothing where the form was sent."""
    if "confirm" in request.POST:
        confirm_aids(viewer, key=card.key)
        return _("C’est confirmé. Si une aide s’ajoute, confirmez de nouveau.")
    if removed := _named(sheet, request.POST.get("remove")):
        remove_aid(viewer, aid_id=removed.id)
        return _("C’est retiré. Relisez la liste, puis confirmez-la.")
    same, other = (_named(sheet, request.POST.get(word)) for word in ("same", "other"))
    if told := same or other:
        tell_aid_apart(viewer, aid_id=told.id, same=same is not None)
        return _("C’est noté : elle ne compte qu’une fois.") if same else _("C’est noté : ce sont deux aides.")
    return ""


def _named(sheet: DeclaredSheet, number: str | None) -> DeclaredCard | None:
    return next((one for one in sheet.aids if number == str(one.id)), None)
