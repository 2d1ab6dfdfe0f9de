"""A claim, locked with what its policies read."""

from virage.base.operations import record
from virage.base.viewer import Viewer
from virage.stages.claims.models import Claim, ClaimTerms
from virage.stages.claims.operations.refusals import NoClaimTerms, NotOpen, NotYourClaim
from virage.stages.claims.policies import can_claim
from virage.stages.claims.states import OPEN


def lock(claim_id: int) -> Claim:
    """The row, with its agreement, project and initiative, until the transaction ends."""
    rows = Claim.objects.for_operation().select_for_update(no_key=True, of=("self",))
    row = rows.select_related("agreement__project__initiative").filter(pk=claim_id).first()
    if row is None:
        raise NotYourClaim
    return row


def own_open(viewer: Viewer, claim_id: int) -> Claim:
    """The same, for its promoter, while it may be written."""
    row = lock(claim_id)
    if not can_claim(viewer, row.agreement):
        raise NotYourClaim
    if row.state not in OPEN:
        raise NotOpen
    return row


def terms_of(agreement_id: int) -> ClaimTerms:
    """What its agreement pays."""
    terms = ClaimTerms.objects.for_operation().filter(agreement_id=agreement_id).first()
    if terms is None:
        raise NoClaimTerms
    return terms


def noted(viewer: Viewer, row: Claim, verb: str, *, why: str = "", **details: object) -> None:
    """One line in the trail."""
    record(viewer, verb, kind="claim", id=row.pk, organisation_id=row.agreement.promoter_id, reason=why, **details)
