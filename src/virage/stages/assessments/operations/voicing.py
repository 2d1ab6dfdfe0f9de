"""Invite colleagues to answer too, from links of their own; come to one answer, and say who agreed."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.core.instruments import UNKNOWN, Proof
from virage.stages.accounts.operations import make_private_link, revoke_private_links
from virage.stages.accounts.queries import private_link_ends
from virage.stages.assessments.models import Answer, Respondent, Voice
from virage.stages.assessments.operations.answering import begin_full_assessment, check_answer
from virage.stages.assessments.operations.locking import locked_assessment
from virage.stages.assessments.operations.refusals import (
    AlreadyInvited,
    Finished,
    NoAssessment,
    NoOneElse,
    TooManyRespondents,
)
from virage.stages.assessments.states import RespondentRole
from virage.stages.messages.operations import address_of, cancel_messages, post_message

MOST = 8  # colleagues at once; more no longer talk to each other


@operation
def invite_respondent(viewer: Viewer, *, key: UUID, role: RespondentRole, name: str, email: str) -> int:
    """Invite a colleague to answer the full assessment from a private link, for thirty days. Returns its number.

    The full assessment is begun when it was not.
    """
    assessment = locked_assessment(viewer, key, begin_full_assessment(viewer, key=key))
    held = Respondent.objects.for_operation().filter(assessment=assessment, withdrawn_at=None)
    if held.filter(email__iexact=email).exists():
        raise AlreadyInvited
    if held.count() >= MOST:
        raise TooManyRespondents
    respondent = Respondent.objects.create(
        assessment=assessment, role=role, name=name, email=email, invited_at=timezone.now()
    )
    token = make_private_link(viewer.holding(respondent.key), subject=respondent.key)
    post_message(
        viewer,
        kind="respondent_invited",
        address=email,
        language=viewer.language,
        matter=_matter(respondent.pk),
        enterprise_id=assessment.enterprise_id,
        name=name,
        enterprise=assessment.enterprise.name,
        link=address_of("public:private_link", viewer.language, token),
        ends=private_link_ends(token),
    )
    record(viewer, "respondent.invited", kind="assessment", id=assessment.pk, respondent=respondent.pk)
    return respondent.pk


@operation
def withdraw_respondent(viewer: Viewer, *, key: UUID, respondent_id: int) -> None:
    """Close a colleague's link and set aside what they said. Twice changes nothing."""
    respondent = Respondent.objects.for_operation().filter(pk=respondent_id, assessment__enterprise__key=key).first()
    if respondent is None:
        raise NoAssessment
    locked_assessment(viewer, key, respondent.assessment_id, finished=True)
    respondent.withdrawn_at = respondent.withdrawn_at or timezone.now()
    respondent.save(update_fields=["withdrawn_at"])
    revoke_private_links(viewer.holding(respondent.key), subject=respondent.key)
    cancel_messages(viewer, matter=_matter(respondent.pk))
    record(viewer, "respondent.withdrawn", kind="assessment", id=respondent.assessment_id, respondent=respondent.pk)


@operation
def save_voice(viewer: Viewer, *, respondent_id: int, question: str, value: str) -> None:
    """Save what a colleague says of one question; the enterprise's answer stays as it is."""
    respondent = _own(viewer, respondent_id)
    check_answer(respondent.assessment, question, value, language=viewer.language)
    now = timezone.now()
    held = Voice.objects.for_operation().filter(respondent=respondent, question=question, replaced_at=None)
    held.exclude(value=value).update(replaced_at=now)
    voice = Voice(respondent=respondent, question=question, value=value, at=now)
    Voice.objects.bulk_create([voice], ignore_conflicts=True)  # the same words again meet those in force
    record(viewer, "voice.saved", kind="assessment", id=respondent.assessment_id, respondent=respondent.pk)


@operation
def end_voice(viewer: Viewer, *, respondent_id: int) -> None:
    """A colleague says that they are done; they may still change their words until the assessment is finished."""
    respondent = _own(viewer, respondent_id)
    respondent.done_at = respondent.done_at or timezone.now()
    respondent.save(update_fields=["done_at"])
    record(viewer, "voice.ended", kind="assessment", id=respondent.assessment_id, respondent=respondent.pk)


@operation
def agree_answer(
    viewer: Viewer, *, key: UUID, assessment_id: int, question: str, value: str, agreed: Collection[int]
) -> None:
    """Record the answer that the owner and these respondents came to. The former one is kept, and each one's words."""
    assessment = locked_assessment(viewer, key, assessment_id)
    check_answer(assessment, question, value, language=viewer.language)
    voices = Voice.objects.for_operation().filter(
        respondent__assessment=assessment, respondent__withdrawn_at=None, question=question, replaced_at=None
    )
    heard = set(voices.exclude(value=UNKNOWN).values_list("respondent_id", flat=True))
    if not heard:
        raise NoOneElse
    now = timezone.now()
    held = Answer.objects.for_operation().filter(assessment=assessment, question=question, replaced_at=None)
    same = held.filter(value=value).first()  # it keeps what backs it
    held.update(replaced_at=now)
    Answer.objects.create(
        assessment=assessment,
        question=question,
        value=value,
        proof=same.proof if same else Proof.DECLARED,
        document_id=same.document_id if same else None,
        at=now,
        by=viewer.by,
        agreed=sorted(heard.intersection(agreed)),
    )
    record(viewer, "answer.agreed", kind="assessment", id=assessment.pk, question=question, agreed=sorted(agreed))


def _own(viewer: Viewer, respondent_id: int) -> Respondent:
    rows = Respondent.objects.for_operation().select_for_update(of=("self",)).select_related("assessment")
    respondent = rows.filter(pk=respondent_id, key__in=viewer.keys, withdrawn_at=None).first()
    if respondent is None:
        raise NoAssessment
    if respondent.assessment.finished_at:
        raise Finished
    return respondent


def _matter(respondent_id: int) -> str:
    return f"respondent:{respondent_id}"
