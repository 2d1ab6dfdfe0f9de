"""Note someone met at a session; they confirm by e-mail, and a request to be called is made in their name."""

from uuid import UUID

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.awareness.letters import ask_lead, letters_of_leads
from virage.stages.awareness.models import Lead
from virage.stages.awareness.operations.rows import own_session
from virage.stages.awareness.refusals import AlreadyMet, NotYourProject
from virage.stages.casefiles.operations import DoesNotAccept, request_call_back
from virage.stages.directory.models import Enterprise
from virage.stages.directory.operations import enterprise_for_contact, give_consent, name_contact
from virage.stages.directory.states import Purpose


@operation
def note_lead(
    viewer: Viewer,
    *,
    session_id: int,
    enterprise_name: str,
    name: str,
    email: str,
    phone: str,
    need: str = "",
    language: str = "fr",
) -> int:
    """Note someone who would like a call, and write to them: nothing is asked until they confirm. Returns its number.

    The address may be that of a file that exists already: only who reads its mail may open that file to the promoter.
    """
    session = own_session(viewer, session_id)
    project = session.activity.project
    if not project.accepts_requests:
        raise DoesNotAccept
    if Lead.objects.for_operation().filter(session=session, email__iexact=email).exists():
        raise AlreadyMet
    lead = Lead.objects.create(
        session=session,
        enterprise_name=enterprise_name,
        name=name,
        email=email.lower(),
        phone=phone,
        need=need,
        language=language,
        noted_at=timezone.now(),
        by=viewer.by,
    )
    record(viewer, "lead.noted", kind="lead", id=lead.pk, organisation_id=project.promoter_id)
    ask_lead(lead)
    return lead.pk


@operation
def confirm_lead(viewer: Viewer, *, key: UUID, consent_text: str) -> int:
    """Ask to be called, for whoever was met and holds the key; confirming twice asks once. Returns the request.

    The consent is kept with the very words shown.
    """
    rows = Lead.objects.for_operation().select_for_update(of=("self",)).select_related("session__activity__project")
    lead = rows.filter(key=key).first()
    if lead is None or (key not in viewer.keys and not viewer.job):
        raise NotYourProject
    if lead.request_id:
        record(viewer, "lead.confirmed", kind="lead", id=lead.pk)
        return lead.request_id
    number = enterprise_for_contact(viewer, enterprise_name=lead.enterprise_name, email=lead.email)
    theirs = Enterprise.objects.for_operation().get(pk=number).key
    owner = viewer.holding(theirs)
    name_contact(owner, key=theirs, email=lead.email, name=lead.name, phone=lead.phone)
    give_consent(owner, key=theirs, purpose=Purpose.CALL_BACK, text=consent_text)
    project = lead.session.activity.project
    lead.request_id = request_call_back(owner, key=theirs, project_id=project.pk, need=lead.need)
    letters_of_leads([lead.pk]).update(enterprise_id=number)
    lead.confirmed_at = timezone.now()
    lead.save()
    record(viewer, "lead.confirmed", kind="lead", id=lead.pk, organisation_id=project.promoter_id)
    return lead.request_id
