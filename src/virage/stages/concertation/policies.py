"""Who may refer an enterprise, who may answer, and who speaks at a table."""

from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.models import CaseFile
from virage.stages.concertation.models import Decision, Referral, Seat
from virage.stages.concertation.models.tables import SIT
from virage.stages.directory.access import SEE_BY_GRANT, is_open_to


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
