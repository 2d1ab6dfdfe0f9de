"""Who may answer a request and move a case file: whoever carries the project, as long as a grant opens it to them."""

from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.models import CaseFile, Request


def can_know_answer(viewer: Viewer, request: Request) -> bool:
    """The promoter of the project asked: it may be told that a colleague answered first."""
    return bool(viewer.job) or request.project.promoter_id in viewer.organisations(Role.PROMOTER)


def can_answer(viewer: Viewer, request: Request) -> bool:
    """The promoter of the project asked, while it may see the request."""
    return bool(viewer.job) or (
        can_know_answer(viewer, request) and Request.objects.visible_to(viewer).filter(pk=request.pk).exists()
    )


def can_move(viewer: Viewer, case_file: CaseFile) -> bool:
    """The promoter of the project, or an adviser of the same organisation."""
    return bool(viewer.job) or (
        case_file.project.promoter_id in viewer.organisations(Role.PROMOTER, Role.ADVISER)
        and CaseFile.objects.visible_to(viewer).filter(pk=case_file.pk).exists()
    )
