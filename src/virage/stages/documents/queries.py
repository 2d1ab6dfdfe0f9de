"""What is known of a document, for whoever the stage that attached it lets in."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from virage.base.viewer import Viewer
from virage.stages.documents.models import Document, Part
from virage.stages.documents.states import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A document as a page shows it; ``size`` in bytes, ``kind`` is the ending of its name."""

    id: int
    name: str
    kind: Kind
    size: int
    sha256: str
    at: datetime
    by: str

    @classmethod
    def of(cls, row: Document) -> Self:
        """Of a row whose content was selected with it."""
        return cls(
            id=row.pk,
            name=row.name,
            kind=Kind(row.content.kind),
            size=row.content.size,
            sha256=row.content_id,
            at=row.at,
            by=row.by,
        )

    def slices(self) -> Iterator[bytes]:
        """The bytes, slice by slice; one query each."""
        number = 0
        parts = Part.objects.filter(content_id=self.sha256)
        while (body := parts.filter(number=number).values_list("body", flat=True).first()) is not None:
            yield bytes(body)
            number += 1


def file_line(viewer: Viewer, *, document_id: int) -> FileLine | None:
    """A document of the viewer’s own enterprise or organisation."""
    row = Document.objects.visible_to(viewer).select_related("content").filter(pk=document_id).first()
    return FileLine.of(row) if row else None


def documents_of(viewer: Viewer, *, key: UUID) -> tuple[FileLine, ...]:
    """Every document of an enterprise, whoever attached it, for its owner; latest first. One query."""
    rows = Document.objects.visible_to(viewer).filter(enterprise__key=key).select_related("content")
    return tuple(FileLine.of(row) for row in rows.order_by("-at", "-pk"))


def file_lines(documents: Collection[int | None]) -> Mapping[int, FileLine]:
    """Documents by number, for a stage that has asked who looks. One query; none without a number."""
    wanted = {number for number in documents if number}
    if not wanted:
        return {}
    rows = Document.objects.for_operation().filter(pk__in=wanted).select_related("content")
    return {row.pk: FileLine.of(row) for row in rows}
