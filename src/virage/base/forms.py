"""What forms share: an operation's refusal becomes an error of the form, and nothing typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, even when it was sent empty; None while it is only shown."""
    return request.POST if request.method == "POST" else None


@contextmanager
def refused_by(form: forms.Form) -> Iterator[None]:
    """Show a refusal in the form, beside its field if it names one; what the viewer may not know stays a 404."""
    try:
        yield
    except Forbidden:
        raise
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))


class Day(forms.DateField):
    """A day, picked in the browser's own calendar or typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        invalid = _("Écrivez la date en chiffres : année-mois-jour, comme 2026-12-01.")
        super().__init__(
            widget=widget, error_messages={"invalid": invalid, **kwargs.pop("error_messages", {})}, **kwargs
        )
