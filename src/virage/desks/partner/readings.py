"""Proposals that someone of a partner was asked to review: interests first, then the proposal, then one's scores."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.partner.door import DESK
from virage.stages.calls.forms import InterestForm, MarksForm
from virage.stages.calls.queries import ProposalFile, piece_file, proposal_file
from virage.stages.documents.serving import served


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPage:
    """One proposal; ``interest`` or ``score`` is what stands to be filled, nothing once the scores are given."""

    file: ProposalFile
    interest: InterestForm | None
    score: MarksForm | None


@DESK.form("calls/reading.html")
def one(request: ViewerRequest, proposal_id: int) -> ReadingPage | HttpResponse:
    file, said = _asked(request, proposal_id), posted(request)
    stands = file.mine is not None and file.call.cancelled_on is None
    interest = InterestForm(said) if stands and file.mine and file.mine.conflict is None else None
    open_to = stands and file.mine is not None and file.mine.conflict is False
    score = MarksForm(said, file=file) if open_to and not file.mine_given else None
    if interest is not None and interest.is_valid() and interest.write(request.viewer, file):
        messages.success(request, _("C’est noté."))
        closed = interest.cleaned_data["conflict"] == "yes"
        return redirect("partner:home") if closed else redirect("partner:reading", proposal_id=proposal_id)
    if score is not None and score.is_valid() and score.write(request.viewer, file, together=False):
        messages.success(
            request, _("Vos notes sont données. Elles se discutent une fois que chacun a donné les siennes.")
        )
        return redirect("partner:reading", proposal_id=proposal_id)
    return ReadingPage(file=file, interest=interest, score=score)


@DESK.page("")
def piece(request: ViewerRequest, proposal_id: int, piece_id: int) -> HttpResponse:
    if (kept := piece_file(request.viewer, proposal_id=proposal_id, piece_id=piece_id)) is None:
        raise Http404
    return served(kept)


def _asked(request: ViewerRequest, proposal_id: int) -> ProposalFile:
    file = proposal_file(request.viewer, proposal_id=proposal_id)
    if file is None or file.mine is None:
        raise Http404
    return file
