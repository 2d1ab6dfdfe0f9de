"""The field that takes a file, the same on every form."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from virage.stages.documents.receiving import Received, received
from virage.stages.documents.refusals import EmptyFile, NotTaken
from virage.stages.documents.states import ENDINGS

ACCEPTED = ",".join(("image/jpeg", "image/png", "image/webp", *(f".{one}" for one in ENDINGS)))
"""Images by their type too: then a phone offers its camera beside its files, and sends a photo as JPEG."""

HINT = format_lazy(
    _("PDF, photo, Word, Excel, PowerPoint, OpenDocument, texte ou CSV; {limit} Mo au plus."),
    limit=settings.DOCUMENT_MEGABYTES,
)


LOST = _("Le fichier choisi n’a pas été gardé : choisissez-le de nouveau.")


class DocumentField(forms.FileField):
    """A file to keep: ``Received`` once valid, None when it is not required and none was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        said = {
            "required": _("Choisissez un fichier."),
            "empty": EmptyFile.sentence,
            "invalid": _("Choisissez un fichier."),
            "max_length": _("Le nom de ce fichier est trop long."),
        }
        errors = {**said, **kwargs.pop("error_messages", {})}
        kept = {"label": _("Fichier"), "help_text": HINT, **kwargs}
        super().__init__(widget=forms.FileInput(attrs={"accept": ACCEPTED}), error_messages=errors, **kept)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """A form shown again has lost its file, whatever was refused: browsers never send it twice by themselves."""
        bound = super().get_bound_field(form, field_name)
        if form.is_bound and form.files.get(form.add_prefix(field_name)):
            bound.help_text = format_lazy("{lost} {hint}", lost=LOST, hint=bound.help_text)
        return bound

    def clean(self, data: Any, initial: Any = None) -> Received | None:
        sent = super().clean(data, initial)
        if not isinstance(sent, UploadedFile):
            return None
        try:
            return received(sent)
        except NotTaken as refusal:
            raise ValidationError(str(refusal.sentence)) from refusal
