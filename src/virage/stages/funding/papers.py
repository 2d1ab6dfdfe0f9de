"""A document of an enterprise, for whoever may read the service or the answer that it proves."""

from django.http import Http404, HttpResponse

from virage.base.viewer import Viewer
from virage.stages.assessments.queries import proof_of_answer
from virage.stages.casefiles.queries.services import delivered
from virage.stages.directory.onlookers import note_look
from virage.stages.documents.serving import served


def opened(viewer: Viewer, *, document_id: int) -> HttpResponse:
    """The answer that gives it; the look of an organisation is noted for the owner.

    Raises:
        Http404: no such document, or not for the viewer.
    """
    if handed := delivered(viewer, document_id=document_id):
        file, enterprise_id, promoter = handed
        note_look(viewer, enterprise_id=enterprise_id, organisations=[promoter])
        return served(file)
    if proof := proof_of_answer(viewer, document_id=document_id):
        file, enterprise_id, promoters = proof
        note_look(viewer, enterprise_id=enterprise_id, organisations=promoters)
        return served(file)
    raise Http404
