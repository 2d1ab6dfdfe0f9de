"""A call of the ministry, a proposal submitted to it, a draft."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from tests.calling import chosen, discussed, on, submitted, terms, written
from tests.cast import JOB, Cast
from tests.house.samples.programme import project
from tests.house.samples.registry import Arguments, sample
from tests.papers import paper
from virage.base.viewer import Role
from virage.stages.calls.models import Call, Piece, Proposal, Selection
from virage.stages.calls.operations import (
    assign_review,
    attach_piece,
    declare_interest,
    draft_call,
    propose_selection,
    publish_call,
    submit_proposal,
)

CHOSEN = "Proposition fictive retenue"
SOON = timedelta(days=3)


@sample
def published_call(cast: Cast) -> Arguments:
    """Everyone reads its terms."""
    if found := Call.objects.for_operation().filter(published_on__isnull=False).first():
        return {"call_id": found.pk}
    return {"call_id": _published(cast)}


@sample
def submitted_proposal(cast: Cast) -> Arguments:
    """Frozen: the ministry reads it."""
    ours = Proposal.objects.for_operation().filter(promoter=cast.organisations["promoter"])
    if found := ours.filter(submitted_at__isnull=False).first():
        return {"proposal_id": found.pk}
    return {"proposal_id": submitted(cast, _taking(cast))}


@sample
def chosen_proposal(cast: Cast) -> Arguments:
    """Decided: its agreement is to be drafted."""
    found = Proposal.objects.for_operation().filter(title=CHOSEN).first()
    return {"proposal_id": found.pk if found else chosen(cast, title=CHOSEN)}


@sample
def draft_proposal(cast: Cast) -> Arguments:
    """Its writers' alone."""
    ours = Proposal.objects.for_operation().filter(promoter=cast.organisations["promoter"], submitted_at=None)
    if found := ours.first():
        return {"proposal_id": found.pk}
    return {"proposal_id": written(cast, _taking(cast))}


@sample
def draft_and_piece(cast: Cast) -> Arguments:
    """A draft with a file."""
    number = draft_proposal(cast)["proposal_id"]
    return {"proposal_id": number, "piece_id": attach_piece(JOB, proposal_id=number, file=paper())}


@sample
def submitted_and_piece(cast: Cast) -> Arguments:
    """Frozen with its file."""
    number = written(cast, _taking(cast))
    piece = attach_piece(JOB, proposal_id=number, file=paper())
    with on(timezone.localdate() + timedelta(days=2)):
        submit_proposal(JOB, proposal_id=number)
    return {"proposal_id": number, "piece_id": piece}


@sample
def asked_reading(cast: Cast) -> Arguments:
    """A proposal that someone of the partner was asked to review, who said they are free."""
    found = submitted_and_piece(cast)
    review = assign_review(JOB, proposal_id=found["proposal_id"], reviewer_id=cast.people[Role.PARTNER])
    declare_interest(JOB, review_id=review, conflict=False)
    return {"proposal_id": found["proposal_id"]}


@sample
def asked_piece(cast: Cast) -> Arguments:
    number = asked_reading(cast)["proposal_id"]
    return {"proposal_id": number, "piece_id": Piece.objects.for_operation().filter(proposal=number).latest("pk").pk}


@sample
def draft_step(cast: Cast) -> Arguments:
    return {**draft_proposal(cast), "step": "budget"}


def _taking(cast: Cast) -> int:
    """A call still open, whose files and conditions every proposal written here meets."""
    day = timezone.localdate()
    known = Call.objects.for_operation().filter(published_on__isnull=False, pieces=[], closes_on__gte=day + SOON)
    return known.values_list("pk", flat=True).first() or _published(cast)


def _published(cast: Cast) -> int:
    number = draft_call(JOB, initiative_id=project(cast).initiative_id, words=terms())
    publish_call(JOB, call_id=number)
    return number


@sample
def kept_selection(cast: Cast) -> Arguments:
    """A calculation, as it was kept: two proposals, the money of one."""
    if found := Selection.objects.for_operation().first():
        return {"selection_id": found.pk}
    call = draft_call(JOB, initiative_id=project(cast).initiative_id, words=terms(amount=Decimal(50_000)))
    publish_call(JOB, call_id=call)
    for value, title in ((8, "Ateliers fictifs"), (6, "Tournée fictive")):
        discussed(cast, submitted(cast, call, title=title), value)
    with on(timezone.localdate() + timedelta(days=31)):
        return {"selection_id": propose_selection(JOB, call_id=call)}
