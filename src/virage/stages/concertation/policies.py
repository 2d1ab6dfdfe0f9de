"""Who may refer an enterprise, and who may answer."""

from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.models import CaseFile
from virage.stages.concertation.models import Referral
from virage.stages.directory.access import SEE_BY_GRANT, is_open_to


def sender_of(viewer: Viewer, case_file: CaseFile) -> int | None:
    """The viewer's organisation to which a grant opens this file; None when there is none."""
    matter = case_file.request.matter
    return next((one for one in sorted(viewer.organisations(*SEE_BY_GRANT)) if is_open_to(matter, one)), None)


def can_answer_referral(viewer: Viewer, referral: Referral) -> bool:
    """People of the partner it was sent to, while a grant opens it."""
    ours = referral.receiver_id in viewer.organisations(Role.PARTNER, Role.ADVISER)
    return bool(viewer.job) or (ours and is_open_to(referral.matter, referral.receiver_id))
