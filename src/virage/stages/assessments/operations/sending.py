"""Let someone else see the answers, and ask to be called."""

from uuid import UUID

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.assessments.models import Assessment
from virage.stages.casefiles.operations import request_call_back
from virage.stages.directory.operations import give_consent, locked_enterprise, name_contact
from virage.stages.directory.states import Purpose
from virage.stages.messages.operations import send_private_link


@operation
def send_assessments(viewer: Viewer, *, key: UUID) -> None:
    """The owner lets those who have access to the enterprise see every assessment begun so far, as it stands."""
    enterprise = locked_enterprise(viewer, key=key)
    rows = Assessment.objects.for_operation().filter(enterprise=enterprise, sent_at=None)
    sent = rows.update(sent_at=timezone.now())
    record(viewer, "assessments.sent", kind="enterprise", id=enterprise.pk, count=sent)


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
