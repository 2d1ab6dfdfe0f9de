"""What forms share: an operation's refusal becomes an error of the form, and nothing typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.http import HttpRequest, QueryDict

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
