"""Files that people attach: a name shown and whose it is, apart from the bytes, which are kept once."""

from typing import Any, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.directory.models import Enterprise
from virage.stages.documents.states import Kind

DESTROY_UNUSED = """
    PERFORM pg_advisory_xact_lock(hashtextextended(gone.content_id, 0))
        FROM (SELECT DISTINCT content_id FROM former ORDER BY content_id) AS gone;
    DELETE FROM documents_part WHERE content_id IN (SELECT content_id FROM former)
        AND NOT EXISTS (SELECT 1 FROM documents_document d WHERE d.content_id = documents_part.content_id);
    DELETE FROM documents_content WHERE sha256 IN (SELECT content_id FROM former)
        AND NOT EXISTS (SELECT 1 FROM documents_document d WHERE d.content_id = documents_content.sha256);
    RETURN NULL;
"""
"""Bytes go with the last document that shows them, whoever destroys it; ``operations`` takes the same lock first."""


class Content(models.Model):
    """Bytes kept once, however many documents show them. They are in ``Part``, in order."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Kind])

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(size__gt=0, sha256__regex=r"^[0-9a-f]{64}$"), name="content_has_bytes_and_digest"
            )
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="never_rewritten", operation=pgtrigger.Update)]


class Part(models.Model):
    """A slice of a content, so that nobody holds a whole file in memory."""

    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["content", "number"], name="part_once")]
        triggers: ClassVar = [pgtrigger.Protect(name="never_rewritten", operation=pgtrigger.Update)]


class DocumentQuerySet(ScopedQuerySet["Document"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The enterprise by its key, the organisation it belongs to. Anyone else asks the stage that attached it."""
        if viewer.job:
            return self.marked()
        ours = {one.organisation_id for one in viewer.memberships}
        return self.filter(Q(enterprise__key__in=viewer.keys) | Q(organisation_id__in=ours)).marked()

    def unused(self) -> Self:
        """Those that no row of any stage refers to any more."""
        kept = self
        for relation in Document._meta.get_fields(include_hidden=True):  # noqa: SLF001 — Django’s documented API
            if isinstance(relation, models.ManyToOneRel):
                holders: QuerySet[Any] = QuerySet(relation.related_model)
                shown = holders.filter(**{relation.field.name: models.OuterRef("pk")})
                kept = kept.filter(~models.Exists(shown))
        return kept


class Document(models.Model):
    """A file as someone attached it: to an enterprise, with which it is erased, or to an organisation.

    The row that shows it refers to it (``RESTRICT``), and the stage of that row says who may open it.
    """

    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, null=True, related_name="documents")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=160)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[DocumentQuerySet] = DocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(enterprise=None, organisation__isnull=False)
                | Q(enterprise__isnull=False, organisation=None),
                name="document_of_one_owner",
                violation_error_message=_("Un document est à une entreprise ou à un organisme."),
            )
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="destroy_unused_content",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                referencing=pgtrigger.Referencing(old="former"),  # type: ignore[no-untyped-call] # ships no types
                func=DESTROY_UNUSED,
            )
        ]
