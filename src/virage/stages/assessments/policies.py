"""Who may say that an answer was seen, and who may bring a document that shows it."""

from virage.base.viewer import Role, Viewer
from virage.stages.assessments.models import Assessment


def can_note_proofs(viewer: Viewer, assessment: Assessment) -> bool:
    """A promoter's or an adviser's person who may read the answers; never their owner, nor whoever only checks."""
    works = viewer.has(Role.PROMOTER, Role.ADVISER)
    own = assessment.enterprise.key in viewer.keys
    return works and not own and Assessment.objects.visible_to(viewer).filter(pk=assessment.pk).exists()


def can_attach_proof(viewer: Viewer, assessment: Assessment) -> bool:
    """Its owner, and whoever may say that an answer was seen."""
    return assessment.enterprise.key in viewer.keys or can_note_proofs(viewer, assessment)
