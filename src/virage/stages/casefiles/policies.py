"""Who may answer a request and move a case file."""

from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.models import CaseFile, Request


def can_answer(viewer: Viewer, request: Request) -> bool:
    """The promoter of the project asked."""
    return bool(viewer.job) or request.project.promoter_id in viewer.organisations(Role.PROMOTER)


def can_move(viewer: Viewer, case_file: CaseFile) -> bool:
    """The promoter of the project, or an adviser of the same organisation."""
    return bool(viewer.job) or case_file.project.promoter_id in viewer.organisations(Role.PROMOTER, Role.ADVISER)
