"""Documents of an enterprise: those that prove its answers, and those that were handed over to it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.viewer import Viewer
from virage.desks.sme.door import SME, own
from virage.stages.assessments.proofs import AttachProofForm
from virage.stages.assessments.queries import latest_sheet
from virage.stages.assessments.reading import GivenAnswer, reading
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.funding.papers import opened


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPage:
    """A document to join to an answer, and the answers that have one."""

    enterprise: EnterpriseCard
    form: AttachProofForm
    shown: tuple[GivenAnswer, ...]


@SME.form("sme/proof.html")
def attach(request: ViewerRequest, enterprise_id: int) -> ProofPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts, under_way=True)
    if sheet is None:
        raise Http404
    answers = reading(sheet, language=request.viewer.language).answers
    form = AttachProofForm(posted(request), request.FILES or None, answers=answers)
    if request.method == "POST" and form.is_valid() and form.attach(request.viewer, assessment_id=sheet.id):
        messages.success(request, _("Le document est joint à votre réponse."))
        return redirect("sme:attach_proof", enterprise_id=enterprise_id)
    return ProofPage(enterprise=card, form=form, shown=tuple(one for one in answers if one.document))


@SME.page("")
def document(request: ViewerRequest, document_id: int) -> HttpResponse:
    return opened(Viewer.link(*request.viewer.keys), document_id=document_id)
