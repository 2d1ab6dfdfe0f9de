"""What a promoter sends: a sheet, for a project."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import choose, refused_by
from virage.base.tables.reading import HEAVIEST, SheetTooHeavy
from virage.base.viewer import Viewer
from virage.stages.exchange.operations import preview_import


class SheetForm(forms.Form):
    """A file and the project it is for."""

    project = forms.TypedChoiceField(label=_("Projet"), coerce=int)
    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("Excel (.xlsx), LibreOffice (.ods) ou CSV, 10 Mo et 25 000 lignes au plus."),
        error_messages={
            "required": _("Choisissez le fichier à lire."),
            "empty": _("Ce fichier est vide."),
            "max_length": _("Le nom de ce fichier est trop long."),
        },
    )

    def __init__(self, *args: Any, projects: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "project", [(str(pk), name) for pk, name in projects])

    def read(self, viewer: Viewer) -> int | None:
        """Read the sheet; its number, or None when it is refused, in the form's words."""
        sent = self.cleaned_data["file"]
        with refused_by(self):
            if (sent.size or 0) > HEAVIEST:
                raise SheetTooHeavy
            return preview_import(
                viewer,
                project_id=self.cleaned_data["project"],
                file_name=sent.name or "",
                content=sent.read(),
            )
        return None
