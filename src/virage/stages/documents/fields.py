"""The field that takes a file, the same on every form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from virage.stages.documents.receiving import Received, received
from virage.stages.documents.refusals import EmptyFile, NotTaken
from virage.stages.documents.states import ENDINGS

ACCEPTED = ",".join(f".{one}" for one in ENDINGS)
PHOTOS = "image/jpeg,image/png,image/webp"


class DocumentField(forms.FileField):
    """A file to keep: ``Received`` once valid, None when it is not required and none was chosen.

    ``photo`` offers the camera first on a phone.
    """

    def __init__(self, *, photo: bool = False, **kwargs: Any) -> None:
        attrs = {"accept": PHOTOS, "capture": "environment"} if photo else {"accept": ACCEPTED}
        said = {
            "required": _("Choisissez un fichier."),
            "empty": EmptyFile.sentence,
            "invalid": _("Choisissez un fichier."),
            "max_length": _("Le nom de ce fichier est trop long."),
        }
        errors = {**said, **kwargs.pop("error_messages", {})}
        super().__init__(widget=forms.FileInput(attrs=attrs), error_messages=errors, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Received | None:
        sent = super().clean(data, initial)
        if not isinstance(sent, UploadedFile):
            return None
        try:
            return received(sent)
        except NotTaken as refusal:
            raise ValidationError(str(refusal.sentence)) from refusal
