"""Attaching and removing files, inside the operation of whatever shows them: all is written, or nothing is."""

from django.db import connection
from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.documents.models import Content, Document, Part
from virage.stages.documents.policies import can_attach
from virage.stages.documents.receiving import Received
from virage.stages.documents.refusals import NotYours


@operation
def attach_document(
    viewer: Viewer, *, file: Received, enterprise_id: int | None = None, organisation_id: int | None = None
) -> int:
    """Keep a file of one enterprise or of one organisation. Returns the document’s number, for the row that shows it.

    To be called by the operation that writes this row, after its own policy. The same bytes are kept once.

    Raises:
        NotYours: the viewer acts for neither.
    """
    if not can_attach(viewer, enterprise_id=enterprise_id, organisation_id=organisation_id):
        raise NotYours
    _keep(file)
    document = Document.objects.create(
        content_id=file.sha256,
        enterprise_id=enterprise_id,
        organisation_id=organisation_id,
        name=file.name,
        at=timezone.now(),
        by=viewer.by,
    )
    record(
        viewer,
        "document.attached",
        kind="document",
        id=document.pk,
        organisation_id=organisation_id,
        type=file.kind.value,
        size=file.size,
    )
    return document.pk


@operation
def remove_document(viewer: Viewer, *, document_id: int) -> None:
    """Destroy a document that nothing shows any more; its bytes go with the last one that had them.

    To be called by the operation that removed the row which showed it; refused by the database while one still does.
    """
    row = Document.objects.for_operation().select_for_update().filter(pk=document_id).first()
    if row is None or not can_attach(viewer, enterprise_id=row.enterprise_id, organisation_id=row.organisation_id):
        raise NotYours
    row.delete()
    record(viewer, "document.removed", kind="document", id=document_id, organisation_id=row.organisation_id)


def _keep(file: Received) -> None:
    """Write the bytes unless they are there; the lock holds back whoever writes or destroys the same ones."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [file.sha256])
    if Content.objects.filter(pk=file.sha256).exists():
        return
    Content.objects.create(sha256=file.sha256, size=file.size, kind=file.kind)
    for number, body in enumerate(file.slices()):
        Part.objects.create(content_id=file.sha256, number=number, body=body)
