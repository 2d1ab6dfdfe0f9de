"""Begin, answer, finish, send. Each answer is saved at once, and a changed one keeps what it replaces."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Viewer
from virage.content.instruments import Instrument
from virage.core.instruments import AnswerError
from virage.stages.assessments.models import Answer, Assessment
from virage.stages.assessments.states import Depth, Proof
from virage.stages.directory.operations import locked_enterprise


class NoAssessment(Forbidden):
    """Nothing is begun under this key."""

    sentence = _("Ce diagnostic n’existe plus, ou ce navigateur n’en a pas la clé.")


class Finished(Refusal):
    """A finished assessment no longer changes."""

    sentence = _("Ce diagnostic est terminé; ses réponses ne changent plus.")


class NotAnAnswer(Refusal):
    """The questionnaire cannot hold this answer."""

    field = "answer"


@operation
def begin_assessment(viewer: Viewer, *, key: UUID, instrument: str, depth: Depth) -> int:
    """Begin an assessment, or come back to the one that is open. Returns its number."""
    enterprise = locked_enterprise(viewer, key=key)
    found = library().instruments[instrument]
    assessment, new = Assessment.objects.for_operation().get_or_create(
        enterprise=enterprise,
        instrument=found.id,
        depth=depth,
        finished_at=None,
        defaults={"version": found.version, "content_hash": found.digest, "started_at": timezone.now()},
    )
    record(viewer, "assessment.begun" if new else "assessment.resumed", kind="assessment", id=assessment.pk)
    return assessment.pk


@operation
def save_answer(viewer: Viewer, *, key: UUID, assessment_id: int, question: str, value: str) -> None:
    """Save one answer of the owner. The same answer again changes nothing; another replaces it and keeps it."""
    assessment = _locked(viewer, key, assessment_id)
    found = library().instruments[assessment.instrument]
    if isinstance(found, Instrument):
        try:
            found.sheet.check({question: value})
        except AnswerError as error:
            raise NotAnAnswer(error.words.say(viewer.language)) from error
    now = timezone.now()
    held = Answer.objects.filter(assessment=assessment, question=question, replaced_at=None)
    if held.filter(value=value).exists():
        record(viewer, "answer.repeated", kind="assessment", id=assessment.pk, question=question)
        return
    held.update(replaced_at=now)
    Answer.objects.create(
        assessment=assessment, question=question, value=value, proof=Proof.DECLARED, at=now, by=viewer.by
    )
    record(viewer, "answer.saved", kind="assessment", id=assessment.pk, question=question)


@operation
def finish_assessment(viewer: Viewer, *, key: UUID, assessment_id: int) -> None:
    """Finish: the answers no longer change. Finishing twice changes nothing."""
    assessment = _locked(viewer, key, assessment_id, finished=True)
    assessment.finished_at = assessment.finished_at or timezone.now()
    assessment.save()
    record(viewer, "assessment.finished", kind="assessment", id=assessment.pk)


@operation
def send_assessments(viewer: Viewer, *, key: UUID) -> None:
    """The owner lets those who have access to the enterprise see every assessment finished so far."""
    enterprise = locked_enterprise(viewer, key=key)
    rows = Assessment.objects.for_operation().filter(enterprise=enterprise, sent_at=None, finished_at__isnull=False)
    sent = rows.update(sent_at=timezone.now())
    record(viewer, "assessments.sent", kind="enterprise", id=enterprise.pk, count=sent)


def _locked(viewer: Viewer, key: UUID, assessment_id: int, *, finished: bool = False) -> Assessment:
    enterprise = locked_enterprise(viewer, key=key)
    assessment = Assessment.objects.for_operation().filter(enterprise=enterprise, pk=assessment_id).first()
    if assessment is None:
        raise NoAssessment
    if assessment.finished_at and not finished:
        raise Finished
    return assessment
