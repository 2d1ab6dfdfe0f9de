"""A call of the ministry, a proposal submitted to it, a draft."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from tests.calling import discussed, on, submitted, terms, written
from tests.cast import JOB, Cast
from tests.house.samples.programme import project
from tests.house.samples.registry import Arguments, sample
from virage.stages.calls.models import Call, Proposal, Selection
from virage.stages.calls.operations import draft_call, propose_selection, publish_call


@sample
def published_call(cast: Cast) -> Arguments:
    """Everyone reads its terms."""
    if found := Call.objects.for_operation().filter(published_on__isnull=False).first():
        return {"call_id": found.pk}
    number = draft_call(JOB, initiative_id=project(cast).initiative_id, words=terms())
    publish_call(JOB, call_id=number)
    return {"call_id": number}


@sample
def submitted_proposal(cast: Cast) -> Arguments:
    """Frozen: the ministry reads it."""
    ours = Proposal.objects.for_operation().filter(promoter=cast.organisations["promoter"])
    if found := ours.filter(submitted_at__isnull=False).first():
        return {"proposal_id": found.pk}
    return {"proposal_id": submitted(cast, _taking(cast))}


@sample
def draft_proposal(cast: Cast) -> Arguments:
    """Its writers' alone."""
    ours = Proposal.objects.for_operation().filter(promoter=cast.organisations["promoter"], submitted_at=None)
    if found := ours.first():
        return {"proposal_id": found.pk}
    return {"proposal_id": written(cast, _taking(cast))}


@sample
def draft_step(cast: Cast) -> Arguments:
    return {**draft_proposal(cast), "step": "budget"}


def _taking(cast: Cast) -> int:
    day = timezone.localdate()
    open_now = Call.objects.for_operation().filter(published_on__isnull=False, closes_on__gte=day + timedelta(days=3))
    return open_now.values_list("pk", flat=True).first() or published_call(cast)["call_id"]


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
