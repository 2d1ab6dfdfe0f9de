"""Who may refer an enterprise, who may answer and until when, and who speaks at a table."""

from datetime import timedelta

from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.states import CLOCK_DAYS
from virage.stages.concertation.models import Decision, Referral, Seat
from virage.stages.concertation.models.tables import SIT
from virage.stages.concertation.states import ReferralState
from virage.stages.directory.access import SEE_BY_GRANT, is_open_to

LASTS = timedelta(days=CLOCK_DAYS[-1])
"""How long an enterprise may think about a proposal: the end of the clock that it sees elsewhere."""


def has_lapsed(referral: Referral) -> bool:
    """True when nobody said yes or no in time, or when the file that was to pass is closed."""
    late = referral.proposed_at + LASTS <= timezone.now()
    shut = referral.case_file is not None and referral.case_file.closed_at is not None
    return referral.state == ReferralState.PROPOSED and (late or shut)


def sender_of(viewer: Viewer, case_file: CaseFile) -> int | None:
    """The viewer's organisation to which a grant opens this file; None when there is none."""
    matter = case_file.request.matter
    return next((one for one in sorted(viewer.organisations(*SEE_BY_GRANT)) if is_open_to(matter, one)), None)


def can_answer_referral(viewer: Viewer, referral: Referral) -> bool:
    """People of the partner it was sent to, while a grant opens it."""
    ours = referral.receiver_id in viewer.organisations(Role.PARTNER, Role.ADVISER)
    return bool(viewer.job) or (ours and is_open_to(referral.matter, referral.receiver_id))


def can_found(viewer: Viewer) -> bool:
    """The ministry's analysts and its direction bring bodies around a table."""
    return bool(viewer.job) or viewer.has(Role.ANALYST, Role.DIRECTOR)


def sits(viewer: Viewer, table_id: int) -> bool:
    """People of an organisation of the table: they call its meetings and write what was said. One query."""
    ours = Seat.objects.for_operation().filter(table=table_id, organisation_id__in=viewer.organisations(*SIT))
    return bool(viewer.job) or ours.exists()


def can_settle(viewer: Viewer, decision: Decision) -> bool:
    """Whoever owes it."""
    return bool(viewer.job) or decision.organisation_id in viewer.organisations(*SIT)
