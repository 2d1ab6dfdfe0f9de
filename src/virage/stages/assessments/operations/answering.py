"""Begin, go further, answer, finish. Each answer is saved at once, and a changed one keeps what it replaces."""

from uuid import UUID

from django.utils import timezone

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.content.instruments import QUICK_CHECK, Instrument
from virage.core.instruments import AnswerError, Depth
from virage.stages.assessments.models import Answer, Assessment
from virage.stages.assessments.operations.locking import locked_assessment
from virage.stages.assessments.operations.refusals import NotAnAnswer, NothingToDeepen
from virage.stages.directory.operations import locked_enterprise, state_facts
from virage.stages.directory.queries import contact
from virage.stages.messages.operations import address_of, cancel_messages, post_message

RECALLS = Viewer.system("assessments")


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
def begin_assessment_for_sector(viewer: Viewer, *, key: UUID, sector: str, scian: str | None) -> int:
    """Note the sector the owner chose, its code when the words gave one, and begin the quick check."""
    state_facts(viewer, key=key, facts={"sector": sector} | ({"scian": scian} if scian else {}))
    return begin_assessment(viewer, key=key, instrument=QUICK_CHECK, depth=Depth.QUICK)


@operation
def begin_full_assessment(viewer: Viewer, *, key: UUID) -> int:
    """Go further than the quick check, or come back to where one was. Returns the assessment's number.

    What was answered before is carried over with its proofs, so that nothing is asked twice; it stays where it was too,
    for whoever it was sent to. Nobody sees the new answers until they are sent.
    """
    enterprise = locked_enterprise(viewer, key=key)
    held = Assessment.objects.for_operation().filter(enterprise=enterprise, instrument=QUICK_CHECK)
    latest = held.order_by("-started_at", "-pk").first()
    if latest is None:
        raise NothingToDeepen
    if latest.depth == Depth.FULL:
        record(viewer, "assessment.resumed", kind="assessment", id=latest.pk)
        return latest.pk
    number = begin_assessment(viewer, key=key, instrument=QUICK_CHECK, depth=Depth.FULL)
    sheet = library().questionnaires[QUICK_CHECK].sheet
    given = Answer.objects.for_operation().filter(assessment=latest, replaced_at=None).order_by("pk")
    Answer.objects.bulk_create(
        Answer(
            assessment_id=number,
            question=answer.question,
            value=answer.value,
            proof=answer.proof,
            document_id=answer.document_id,
            at=answer.at,
            by=answer.by,
        )
        for answer in given
        if sheet.holds(answer.question, answer.value)
    )
    return number


@operation
def begin_next_assessment(viewer: Viewer, *, key: UUID) -> int:
    """Begin the full assessment anew, a while after the last: T1, T2… Nothing is carried over. Returns its number.

    The one under way, if there is one, goes on.
    """
    enterprise = locked_enterprise(viewer, key=key)
    held = Assessment.objects.for_operation().filter(enterprise=enterprise, instrument=QUICK_CHECK, depth=Depth.FULL)
    last = held.order_by("-moment").first()
    if last is None:
        raise NothingToDeepen
    if last.finished_at is None:
        record(viewer, "assessment.resumed", kind="assessment", id=last.pk)
        return last.pk
    number = begin_assessment(viewer, key=key, instrument=QUICK_CHECK, depth=Depth.FULL)
    Assessment.objects.filter(pk=number).update(moment=last.moment + 1)
    cancel_messages(viewer, matter=_matter(enterprise.pk))
    return number


@operation
def save_answer(viewer: Viewer, *, key: UUID, assessment_id: int, question: str, value: str) -> None:
    """Save one answer of the owner. The same answer again changes nothing; another replaces it and keeps it."""
    assessment = locked_assessment(viewer, key, assessment_id)
    check_answer(assessment, question, value, language=viewer.language)
    now = timezone.now()
    held = Answer.objects.for_operation().filter(assessment=assessment, question=question, replaced_at=None)
    held.exclude(value=value).update(replaced_at=now)
    answer = Answer(assessment=assessment, question=question, value=value, at=now, by=viewer.by)
    Answer.objects.bulk_create([answer], ignore_conflicts=True)  # the same answer again meets the one in force
    record(viewer, "answer.saved", kind="assessment", id=assessment.pk, question=question)


@operation
def finish_assessment(viewer: Viewer, *, key: UUID, assessment_id: int) -> None:
    """Finish: the answers no longer change. Finishing twice changes nothing.

    A full one is recalled by e-mail a year later or so (`calendar.yaml`), to see what moved.
    """
    assessment = locked_assessment(viewer, key, assessment_id, finished=True)
    record(viewer, "assessment.finished", kind="assessment", id=assessment.pk)
    if assessment.finished_at:
        return
    assessment.finished_at = timezone.now()
    assessment.save()
    whom = contact(viewer, key=key)
    if assessment.depth == Depth.FULL and whom and whom.email:
        post_message(
            RECALLS,
            kind="assessment_again",
            address=whom.email,
            language=whom.language,
            matter=_matter(assessment.enterprise_id),
            enterprise_id=assessment.enterprise_id,
            due_at=assessment.finished_at + library().calendar.assess_again,
            enterprise=assessment.enterprise.name,
            since=assessment.finished_at,
            link=address_of("sme:lost_link", whom.language),
        )


def _matter(enterprise_id: int) -> str:
    return f"assessment_again:{enterprise_id}"


def check_answer(assessment: Assessment, question: str, value: str, *, language: str) -> None:
    """Refuse what the questionnaire of an assessment cannot hold.

    Raises:
        NotAnAnswer: the sentence names what is expected.
    """
    found = library().instrument(assessment.instrument, assessment.version)
    if not isinstance(found, Instrument):
        return
    try:
        found.sheet.check({question: value})
    except AnswerError as error:
        raise NotAnAnswer(error.words.say(language)) from error
