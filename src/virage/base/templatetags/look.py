"""What the components need from Python: signs, menu, small drawings, days left."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from html import escape
from itertools import pairwise
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, IntegerField, Select
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext as _, gettext_noop, ngettext

from virage.base import icons
from virage.base.viewer import Viewer

register = template.Library()
SVG = '<svg {}aria-hidden="true" focusable="false" viewBox="{}">{}</svg>'
NEAR_DAYS = 14
FOOTER = (
    (gettext_noop("Accessibilité"), "public:accessibility"),
    (gettext_noop("Vie privée"), "public:privacy"),
    (gettext_noop("Données ouvertes"), "public:open_data"),
    (gettext_noop("Parler à une personne"), "public:help"),
    (gettext_noop("À propos"), "public:about"),
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """``{% icon "yes" %}``."""
    return icons.icon(name)


@register.simple_tag
def colon() -> str:
    """A colon, with the space French wants before it."""
    return ":" if (get_language() or "fr").startswith("en") else "\u00a0:"


@register.simple_tag(takes_context=True)
def error_first(context: Context) -> str:
    """« Erreur : » before the title of a page whose form was refused: the first thing a screen reader says."""
    page = context.get("page")
    held = (
        page.values()
        if isinstance(page, Mapping)
        else [getattr(page, f.name) for f in fields(page)]
        if is_dataclass(page)
        else []
    )
    refused = any(isinstance(one, BaseForm) and one.is_bound and one.errors for one in (*held, context.get("form")))
    return f"{_('Erreur :')} " if refused else ""


@register.simple_tag
def mark() -> SafeString:
    """The mark, without its name."""
    return icons.MARK


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One link of a menu; ``current`` is « page », « true » (a page below it) or empty."""

    words: str
    href: str
    current: str = ""


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """The main row of entries and, in a section that has one, its second row."""

    entries: tuple[Entry, ...]
    section: tuple[Entry, ...]


@register.simple_tag(takes_context=True)
def menu(context: Context, items: Any) -> Menu:
    """The main menu, with the page one is on; the deepest address wins. A page this site does not have is left out."""
    path = context["request"].path if "request" in context else ""
    viewer = context.get("viewer") or Viewer.public()
    links = {item.route: (item, href) for item in items if item.admits(viewer) and (href := _address(item.route))}
    above = {route: item.under if item.under in links else "" for route, (item, _href) in links.items()}
    home = min((href for _item, href in links.values()), key=len, default="")
    here = max(
        (route for route, (_item, href) in links.items() if path.startswith(href)),
        key=lambda r: len(links[r][1]),
        default="",
    )
    section = above.get(here) or here

    def entry(route: str, *current: str) -> Entry:
        item, href = links[route]
        below = route in current and (href != home or path == href)
        return Entry(words=str(item.words), href=href, current=("page" if path == href else "true") if below else "")

    held = [route for route in links if above[route] and above[route] == section]
    return Menu(
        entries=tuple(entry(route, here, section) for route in links if not above[route]),
        section=tuple(entry(route, here) for route in (section, *held)) if held else (),
    )


@register.simple_tag
def footer_links() -> list[Entry]:
    """The links at the foot; a page that this site does not have is left out."""
    return [Entry(words=_(said), href=href) for said, route in FOOTER if (href := _address(route))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """How long until a date, in words; ``state`` is « late », « near » or « far »; ``close`` is today or tomorrow."""

    words: str
    state: str
    close: bool = False


@register.simple_tag
def delay(due: date, on: date) -> Delay:
    """Days left, or days late, seen from ``on``."""
    left = (due - on).days
    if left < 0:
        late = ngettext("%(days)d jour de retard", "%(days)d jours de retard", -left) % {"days": -left}
        return Delay(words=late, state="late")
    if left == 0:
        return Delay(words=_("aujourd’hui"), state="near", close=True)
    if left == 1:
        return Delay(words=_("demain"), state="near", close=True)
    return Delay(words=_("dans %(days)d jours") % {"days": left}, state="near" if left <= NEAR_DAYS else "far")


@register.simple_tag
def steps(current: int | str, total: int | str) -> SafeString:
    """One cell for each question: done, here, to come."""
    current, total = int(current), int(total)

    def colour(position: int) -> str:
        return "v-pas--fait" if position < current else "v-pas--ici" if position == current else "v-pas"

    cells = "".join(
        f'<rect class="{colour(i)}" x="{(i - 1) * 10}" y="0" width="9.6" height="10"/>' for i in range(1, total + 1)
    )
    return mark_safe(SVG.format('preserveAspectRatio="none" ', f"0 0 {total * 10} 10", cells))  # noqa: S308 — numbers only


@register.simple_tag
def proof_cells(level: int | str) -> SafeString:
    """Four cells, filled from the left."""
    cells = "".join(
        f'<rect class="{"v-cran--plein" if i < int(level) else "v-cran"}" x="{i * 12 + 0.75}" y="0.75" '
        'width="8.5" height="10.5" rx="1"/>'
        for i in range(4)
    )
    return mark_safe(SVG.format("", "0 0 46 12", cells))  # noqa: S308 — our own drawing


@register.simple_tag
def gauge(
    value: int | str, low: int | str, high: int | str, peers: int | str | None = None, cuts: str = "25,50,75"
) -> SafeString:
    """A ruler from 0 to 100: bands between the cuts, the margin, the peers' median, the point."""
    value, low, high = int(value), int(low), int(high)
    edges = [0, *(int(cut) for cut in cuts.split(",")), 100]
    bands = "".join(
        f'<rect class="v-jauge__bande" x="{start * 4 + 0.5}" y="12" width="{(end - start) * 4 - 1}" height="12"/>'
        for start, end in pairwise(edges)
    )
    margin = f'<rect class="v-jauge__marge" x="{low * 4}" y="8" width="{max(high - low, 1) * 4}" height="20" rx="2"/>'
    tick = (
        "" if peers is None else f'<rect class="v-jauge__pairs" x="{int(peers) * 4 - 2}" y="3" width="4" height="30"/>'
    )
    point = f'<circle class="v-jauge__vous" cx="{min(max(value * 4, 9), 391)}" cy="18" r="9"/>'
    drawing = bands + margin + tick + point
    return mark_safe(SVG.format('class="v-jauge" ', "0 0 400 36", drawing))  # noqa: S308 — numbers only


@register.simple_tag
def described_by(field: BoundField) -> str:
    """Ids of the hint and of the error of a field, for ``aria-describedby``."""
    parts = [f"{field.auto_id}-hint"] if field.help_text else []
    if field.errors:
        parts.append(f"{field.auto_id}-error")
    return " ".join(parts)


@register.filter
def control_type(field: BoundField) -> str:
    """The name of the component that draws a field."""
    kind = type(field.field.widget).__name__
    return {
        "RadioSelect": "radios",
        "CheckboxSelectMultiple": "checkboxes",
        "CheckboxInput": "checkbox",
        "Select": "select",
        "Textarea": "textarea",
        "HiddenInput": "hidden",
    }.get(kind, "input")


@register.simple_tag
def control(field: BoundField, width: str = "") -> SafeString:
    """The bare control of a field, dressed: classes, hint and error named, no check by the browser."""
    kind = {"select": "select", "textarea": "textarea"}.get(control_type(field), "input")
    classes = [f"govuk-{kind}"]
    if getattr(field.field.widget, "input_type", "") == "file":
        classes = ["govuk-file-upload"]
    elif kind == "input" and width:
        classes.append(f"govuk-input--width-{width}")
    if field.errors:
        classes.append(f"govuk-{kind}--error")
    attrs: dict[str, str | bool] = {"class": " ".join(classes)}
    widget = field.field.widget
    if getattr(widget, "input_type", "") == "number":  # a number field of the browser forgets what it cannot read
        widget.input_type = "text"
        attrs["inputmode"] = "numeric" if isinstance(field.field, IntegerField) else "decimal"
    if ids := described_by(field):
        attrs["aria-describedby"] = ids
    field.form.use_required_attribute = False
    return _select(field, attrs) if isinstance(widget, Select) else field.as_widget(attrs=attrs)


def _select(field: BoundField, attrs: dict[str, str | bool]) -> SafeString:
    """A list to choose from, said without a template: Django renders two for each option, and lists are long."""
    widget = field.field.widget
    chosen = widget.format_value(field.value())
    options = "".join(
        f'<option value="{escape(key)}"{" selected" if key in chosen else ""}>{escape(str(words))}</option>'
        for key, words in ((str(value), words) for value, words in widget.choices)
    )
    dressed = field.build_widget_attrs(attrs, widget)
    held = {"name": field.html_name, "id": field.auto_id, **widget.attrs, **dressed}
    said = "".join(f' {name}="{escape(str(value))}"' for name, value in held.items() if value)
    return mark_safe(f"<select{said}>{options}</select>")  # noqa: S308 — each escaped above


@register.simple_tag
def first_control(field: BoundField) -> str:
    """The id an error leads to: the control, or the first choice."""
    if control_type(field) in {"radios", "checkboxes"}:
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@register.simple_tag
def page_numbers(page: Any) -> list[int | None]:
    """The page numbers worth showing; None stands for a gap."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]
