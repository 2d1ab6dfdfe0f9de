"""Fields that forms of calls share, and rows of fields that work without a script."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from virage.base.library import library

Row = tuple[BoundField, ...]


def text(label: Any, *, required: Any = None, rows: int = 0, most: int = 200, hint: Any = "") -> forms.CharField:
    """Words; ``required`` is the sentence that asks for them."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required is not None,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
        error_messages={"required": required} if required else {},
    )


def dollars(label: Any, **more: Any) -> forms.DecimalField:
    """An amount of money, in dollars and cents."""
    invalid = _("Écrivez un montant en dollars, comme 25000.")
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        localize=True,
        error_messages={"invalid": invalid, "min_value": invalid},
        **more,
    )


def whole(label: Any, *, most: int = 1_000_000, required: Any = None) -> forms.IntegerField:
    """A whole number."""
    invalid = _("Écrivez un nombre entier, comme 12.")
    said = {"invalid": invalid, "min_value": invalid, "max_value": invalid, "required": required or invalid}
    return forms.IntegerField(
        label=label, required=required is not None, min_value=0, max_value=most, error_messages=said
    )


def several(label: Any, hint: Any) -> forms.MultipleChoiceField:
    """Boxes to tick, none needed."""
    return forms.MultipleChoiceField(label=label, help_text=hint, required=False, widget=forms.CheckboxSelectMultiple)


def names(shelf: str, language: str) -> list[tuple[str, str]]:
    """Sectors or regions of the packs, with their name."""
    return [(key, one.name.say(language)) for key, one in getattr(library(), shelf).items()]


def add_rows(form: forms.Form, count: int, fields: Mapping[str, Callable[[], forms.Field]]) -> None:
    """Give a form ``count`` rows of the same fields, numbered from 0."""
    for rank in range(count):
        for name, make in fields.items():
            form.fields[f"{name}_{rank}"] = make()


def rows_of(form: forms.Form, count: int, names: tuple[str, ...]) -> list[Row]:
    """The rows, as a template shows them."""
    return [tuple(form[f"{name}_{rank}"] for name in names) for rank in range(count)]


def said(form: forms.Form, rank: int, names: tuple[str, ...]) -> dict[str, Any]:
    """What was typed in one row."""
    return {name: form.cleaned_data.get(f"{name}_{rank}") for name in names}
