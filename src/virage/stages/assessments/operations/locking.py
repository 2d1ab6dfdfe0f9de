"""Lock an assessment of the viewer's own thread."""

from uuid import UUID

from virage.base.viewer import Viewer
from virage.stages.assessments.models import Assessment
from virage.stages.assessments.operations.refusals import Finished, NoAssessment
from virage.stages.directory.policies import can_own


def locked_assessment(viewer: Viewer, key: UUID, assessment_id: int, *, finished: bool = False) -> Assessment:
    """One assessment of this thread, locked; refused when it is finished, unless ``finished`` is welcome."""
    rows = Assessment.objects.for_operation().select_for_update(of=("self",)).select_related("enterprise")
    assessment = rows.filter(enterprise__key=key, pk=assessment_id).first()
    if assessment is None or not can_own(viewer, assessment.enterprise):
        raise NoAssessment
    if assessment.finished_at and not finished:
        raise Finished
    return assessment
