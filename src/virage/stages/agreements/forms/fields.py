"""What forms of agreements share: fields in plain words, and one act."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, Files, refused_by
from virage.base.viewer import Viewer


def dollars(label: Any, *, required: bool = True, least: str = "0.01", hint: Any = "") -> forms.DecimalField:
    """A number of dollars and cents."""
    wrong = _("Écrivez un montant en dollars, comme 1500 ou 1500,50.")
    return forms.DecimalField(
        label=label,
        required=required,
        help_text=hint,
        min_value=Decimal(least),
        max_digits=14,
        decimal_places=2,
        localize=True,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_decimal_places", "max_digits"), wrong),
    )


def line(label: Any, length: int = 300, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """One line of words."""
    missing = {"required": _("Écrivez cette ligne.")}
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint, error_messages=missing)


def whole(label: Any) -> forms.IntegerField:
    """A count."""
    wrong = _("Écrivez un nombre entier, comme 120.")
    errors = dict.fromkeys(("required", "invalid", "min_value"), wrong)
    return forms.IntegerField(label=label, min_value=0, error_messages=errors)


def words(label: Any, *, hint: Any = "") -> forms.CharField:
    """Several lines of words."""
    missing = {"required": _("Écrivez cette partie.")}
    return forms.CharField(label=label, widget=forms.Textarea, help_text=hint, error_messages=missing)


def day(label: Any, *, required: bool = True, hint: Any = "") -> Day:
    """A day."""
    return Day(label=label, required=required, help_text=hint, error_messages={"required": _("Écrivez une date.")})


class ActForm(forms.Form):
    """One act on an agreement; ``about`` is the thing it is done to, where there is one."""

    def __init__(
        self,
        data: Any = None,
        files: Files | None = None,
        *,
        agreement_id: int = 0,
        about: int = 0,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.agreement_id, self.about = agreement_id, about

    def write(self, viewer: Viewer) -> int | None:
        """Do it; the number of a new agreement if there is one."""
        raise NotImplementedError

    def done_by(self, viewer: Viewer) -> bool:
        """True once done; False with the reason among the errors."""
        with refused_by(self):
            self.written = self.write(viewer)
            return True
        return False

    written: int | None = None
