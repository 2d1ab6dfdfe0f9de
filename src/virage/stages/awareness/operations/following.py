"""After a session: its documents, a letter to those who came and another to the others, two answers."""

from uuid import UUID

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.awareness.letters import tell_guest
from virage.stages.awareness.models import Feedback, Material, SessionLetter
from virage.stages.awareness.operations.rows import held_by_key, own_session, registered
from virage.stages.awareness.refusals import AlreadyWritten, DidNotCome, NobodyToWriteTo
from virage.stages.awareness.states import Audience, KnowsNext, Useful
from virage.stages.documents.operations import attach_document, remove_document
from virage.stages.documents.receiving import Received


@operation
def add_material(  # noqa: PLR0917, RUF100
    viewer: Viewer, *, session_id: int, title: str, url: str = "", file: Received | None = None, public: bool = False
) -> int:
    """Add a document, by its address or as a file; ``public``: not only for those registered. Returns its number."""
    session = own_session(viewer, session_id)
    promoter = session.activity.project.promoter_id
    kept = attach_document(viewer, file=file, organisation_id=promoter) if file else None
    material = Material.objects.create(
        session=session, title=title, url="" if kept else url, document_id=kept, public=public
    )
    record(viewer, "material.added", kind="session", id=session.pk, organisation_id=promoter)
    return material.pk


@operation
def remove_material(viewer: Viewer, *, session_id: int, material_id: int) -> None:
    """Take a document away."""
    session = own_session(viewer, session_id)
    material = Material.objects.for_operation().filter(session=session, pk=material_id).first()
    if material:
        material.delete()
    if material and material.document_id:
        remove_document(viewer, document_id=material.document_id)
    promoter = session.activity.project.promoter_id
    record(viewer, "material.removed", kind="session", id=session.pk, organisation_id=promoter)


@operation
def write_to_guests(viewer: Viewer, *, session_id: int, audience: Audience, subject: str, body: str) -> int:
    """Write once to those whose presence was noted, or to those noted absent. Returns how many are written to.

    Those who came are given the documents, the certificate and two questions through their private link.
    """
    session = own_session(viewer, session_id)
    if SessionLetter.objects.for_operation().filter(session=session, audience=audience).exists():
        raise AlreadyWritten
    guests = list(
        registered(session).expected().filter(came=audience == Audience.CAME).exclude(email="").order_by("pk")
    )
    if not guests:
        raise NobodyToWriteTo
    for guest in guests:
        guest.session = session
        tell_guest(guest, subject=subject, body=body, came=audience == Audience.CAME)
    SessionLetter.objects.create(
        session=session,
        audience=audience,
        subject=subject,
        body=body,
        people=len(guests),
        at=timezone.now(),
        by=viewer.by,
    )
    promoter = session.activity.project.promoter_id
    record(viewer, "guests.written", kind="session", id=session.pk, organisation_id=promoter, people=len(guests))
    return len(guests)


@operation
def give_feedback(viewer: Viewer, *, key: UUID, useful: Useful, knows_next: KnowsNext) -> None:
    """Answer the two questions, for whoever came and holds the key; answering again replaces."""
    session, registration = held_by_key(viewer, key)
    if not registration.came:
        raise DidNotCome
    Feedback.objects.for_operation().update_or_create(
        registration=registration, defaults={"useful": useful, "knows_next": knows_next, "at": timezone.now()}
    )
    promoter = session.activity.project.promoter_id
    record(viewer, "feedback.given", kind="registration", id=registration.pk, organisation_id=promoter)
