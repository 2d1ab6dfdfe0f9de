"""Say how an answer is backed: seen by an adviser, shown by a document. The answers themselves stay."""

from collections.abc import Collection

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.core.instruments import UNKNOWN, Proof
from virage.stages.assessments.models import Answer, Assessment
from virage.stages.assessments.operations.refusals import NoAssessment, NotAnswered
from virage.stages.assessments.policies import can_attach_proof, can_note_proofs
from virage.stages.documents.operations import attach_document
from virage.stages.documents.receiving import Received


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
