"""Begin, answer, finish, send. Each answer is saved at once, and a changed one keeps what it replaces."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Viewer
from virage.content.instruments import QUICK_CHECK, Instrument
from virage.core.instruments import UNKNOWN, AnswerError, Depth, Proof
from virage.stages.assessments.models import Answer, Assessment
from virage.stages.assessments.policies import can_attach_proof, can_note_proofs
from virage.stages.casefiles.operations import request_call_back
from virage.stages.directory.operations import give_consent, locked_enterprise, name_contact, state_facts
from virage.stages.directory.policies import can_own
from virage.stages.directory.states import Purpose
from virage.stages.documents.operations import attach_document
from virage.stages.documents.receiving import Received
from virage.stages.messages.operations import send_private_link


class NoAssessment(Forbidden):
    """Nothing is begun under this key."""

    sentence = _("Ce diagnostic n’existe plus, ou ce navigateur n’en a pas la clé.")


class Finished(Refusal):
    """A finished assessment no longer changes."""

    sentence = _("Ce diagnostic est terminé; ses réponses ne changent plus.")


class NotAnswered(Refusal):
    """A document proves an answer, not a silence."""

    field = "question"
    sentence = _("Cette question n’a pas de réponse à prouver.")


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
def begin_assessment_for_sector(viewer: Viewer, *, key: UUID, sector: str, scian: str | None) -> int:
    """Note the sector the owner chose, its code when the words gave one, and begin the quick check."""
    state_facts(viewer, key=key, facts={"sector": sector} | ({"scian": scian} if scian else {}))
    return begin_assessment(viewer, key=key, instrument=QUICK_CHECK, depth=Depth.QUICK)


@operation
def save_answer(viewer: Viewer, *, key: UUID, assessment_id: int, question: str, value: str) -> None:
    """Save one answer of the owner. The same answer again changes nothing; another replaces it and keeps it."""
    assessment = _locked(viewer, key, assessment_id)
    found = library().instrument(assessment.instrument, assessment.version)
    if isinstance(found, Instrument):
        try:
            found.sheet.check({question: value})
        except AnswerError as error:
            raise NotAnAnswer(error.words.say(viewer.language)) from error
    now = timezone.now()
    held = Answer.objects.for_operation().filter(assessment=assessment, question=question, replaced_at=None)
    held.exclude(value=value).update(replaced_at=now)
    answer = Answer(assessment=assessment, question=question, value=value, at=now, by=viewer.by)
    Answer.objects.bulk_create([answer], ignore_conflicts=True)  # the same answer again meets the one in force
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
    """The owner lets those who have access to the enterprise see every assessment begun so far, as it stands."""
    enterprise = locked_enterprise(viewer, key=key)
    rows = Assessment.objects.for_operation().filter(enterprise=enterprise, sent_at=None)
    sent = rows.update(sent_at=timezone.now())
    record(viewer, "assessments.sent", kind="enterprise", id=enterprise.pk, count=sent)


@operation
def note_proofs(viewer: Viewer, *, assessment_id: int, seen: Collection[str]) -> int:
    """Say which answers were seen by an adviser; returns how many proofs changed. The answers themselves stay.

    A proof is a new row of the same answer, by whoever saw it; one no longer in ``seen`` goes back to « declared ».
    A document that the owner brought and someone saw makes « document ». A document or a second reading is above what
    eyes say, and stays.
    """
    row = Assessment.objects.for_operation().select_for_update(of=("self",)).filter(pk=assessment_id).first()
    if row is None or not can_note_proofs(viewer, row):
        raise NoAssessment
    now, changed = timezone.now(), []
    given = Answer.objects.for_operation().filter(assessment=row, replaced_at=None)
    for answer in given.exclude(value=UNKNOWN).order_by("pk"):
        level = Proof.SEEN if answer.question in seen else Proof.DECLARED
        if answer.proof in {Proof.DECLARED, Proof.SEEN} and answer.proof != level:
            changed.append(answer)
    Answer.objects.filter(pk__in=[answer.pk for answer in changed]).update(replaced_at=now)
    Answer.objects.bulk_create(
        Answer(
            assessment=row,
            question=answer.question,
            value=answer.value,
            proof=_level(answer, seen),
            document_id=answer.document_id,
            at=now,
            by=viewer.by,
        )
        for answer in changed
    )
    questions = sorted(answer.question for answer in changed)
    record(viewer, "proofs.noted", kind="assessment", id=row.pk, questions=questions)
    return len(changed)


def _level(answer: Answer, seen: Collection[str]) -> Proof:
    if answer.question not in seen:
        return Proof.DECLARED
    return Proof.DOCUMENT if answer.document_id else Proof.SEEN


@operation
def attach_proof(viewer: Viewer, *, assessment_id: int, question: str, file: Received) -> int:
    """Join a document to an answer. Brought by the owner, it waits for eyes; by whoever follows it, it is the proof.

    The answer itself stays; a second reading is above, and stays too. Returns the document's number.
    """
    row = Assessment.objects.for_operation().select_for_update(of=("self",)).filter(pk=assessment_id).first()
    if row is None or not can_attach_proof(viewer, row):
        raise NoAssessment
    given = Answer.objects.for_operation().filter(assessment=row, question=question, replaced_at=None)
    answer = given.exclude(value=UNKNOWN).first()
    if answer is None:
        raise NotAnswered
    document = attach_document(viewer, file=file, enterprise_id=row.enterprise_id)
    now, own = timezone.now(), row.enterprise.key in viewer.keys
    Answer.objects.filter(pk=answer.pk).update(replaced_at=now)
    Answer.objects.create(
        assessment=row,
        question=question,
        value=answer.value,
        proof=answer.proof if own or answer.proof == Proof.CONFIRMED else Proof.DOCUMENT,
        document_id=document,
        at=now,
        by=viewer.by,
    )
    record(viewer, "proof.attached", kind="assessment", id=row.pk, questions=[question])
    return document


@operation
def keep_by_email(viewer: Viewer, *, key: UUID, email: str) -> None:
    """Keep the thread under an address, and send there the private link that reopens it."""
    name_contact(viewer, key=key, email=email)
    send_private_link(viewer, subject=key, address=email, language=viewer.language)


@operation
def ask_call_back(
    viewer: Viewer,
    *,
    key: UUID,
    project_id: int,
    enterprise_name: str,
    name: str,
    email: str,
    phone: str,
    best_time: str,
    need: str,
    consent_text: str,
) -> int:
    """« Faites-moi rappeler »: say who we are, consent, send the answers, ask a project to call, receive the link.

    All of it or nothing. Returns the request's number.
    """
    name_contact(viewer, key=key, email=email, enterprise_name=enterprise_name, name=name, phone=phone)
    give_consent(viewer, key=key, purpose=Purpose.CALL_BACK, text=consent_text)
    send_assessments(viewer, key=key)
    request_id = request_call_back(viewer, key=key, project_id=project_id, need=need, best_time=best_time)
    send_private_link(viewer, subject=key, address=email, language=viewer.language)
    return request_id


def _locked(viewer: Viewer, key: UUID, assessment_id: int, *, finished: bool = False) -> Assessment:
    rows = Assessment.objects.for_operation().select_for_update(of=("self",)).select_related("enterprise")
    assessment = rows.filter(enterprise__key=key, pk=assessment_id).first()
    if assessment is None or not can_own(viewer, assessment.enterprise):
        raise NoAssessment
    if assessment.finished_at and not finished:
        raise Finished
    return assessment
