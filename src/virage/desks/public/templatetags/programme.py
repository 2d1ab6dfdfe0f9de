"""Published facts in templates: dates known in part, bounded amounts, sources as links."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from virage.base import words
from virage.base.charts.palette import SPRUCE
from virage.base.library import library
from virage.base.templatetags.words import french, typo
from virage.core.figures import Point
from virage.core.money import Money
from virage.core.portfolio import Batch, Claim, EventKind, FunderKind, Project, Quantity
from virage.core.promise_states import State
from virage.core.promises import Bearing, Observation, Pledge
from virage.core.remainders import Remainder
from virage.core.sourcing import Citation, Qualifier
from virage.core.spans import Span
from virage.core.words import Words
from virage.desks.public.programme import reading, references, wording
from virage.desks.public.programme.money import Announced

register = template.Library()


@register.filter
def when(span: Span | None, form: str = "") -> str:
    """``{{ project.date|when }}``, ``{{ project.date|when:"short" }}``."""
    return wording.when(span, short=form == "short")


@register.filter
def dated(written: str | None) -> str:
    """A date kept as its source writes it."""
    return wording.dated(written)


@register.filter
def dollars(amount: Money | None, qualifier: Qualifier | None = None) -> str:
    """``{{ project.aid|dollars:project.aid_qualifier }}``."""
    return wording.dollars(amount, qualifier)


@register.filter
def in_millions(amount: Money | None, qualifier: Qualifier | None = None) -> str:
    """``{{ batch.aid|in_millions:batch.aid_qualifier }}``."""
    return wording.millions(amount, qualifier)


@register.filter
def quantity(found: Quantity) -> str:
    """« plus de 350 diagnostics »."""
    return wording.quantity(found, dict(library().portfolio.measures))


@register.filter
def claimed(found: Claim | Pledge | Point) -> str:
    """A value with its unit and how its source bounds it; nothing where it has none."""
    return "" if found.value is None else wording.valued(found.value, found.unit, getattr(found, "qualifier", None))


@register.filter
def observed(found: Observation) -> str:
    """What an observation counts, in the unit of its measure."""
    money = found.measure in {"deployed", "disbursed", "named_aid", "announced_aid"}
    if money:
        return wording.valued(found.value, "CAD", found.qualifier)
    return wording.quantity(
        Quantity(measure=found.measure, value=found.value, qualifier=found.qualifier),
        dict(library().portfolio.measures),
    )


@register.filter
def measure(name: str) -> str:
    """« entreprises sensibilisées »."""
    return wording.say(library().portfolio.measures.get(name)) or name


@register.filter
def project_name(project: Project) -> SafeString:
    """Its name, or the words that stand for it."""
    return french(wording.project_name(project))


@register.filter
def batch_name(batch: Batch) -> str:
    """« 8 projets annoncés, 24 janvier 2022 »."""
    return wording.batch_name(batch)


@register.filter
def line_name(line: Announced) -> str:
    """The name of one announcement, or of what was announced alone."""
    return wording.line_name(line)


@register.filter
def steps_of(found: Remainder) -> list[str]:
    """The subtraction, line by line, with the names that people know."""
    return wording.steps_of(found, library().portfolio)


@register.filter
def event_kind(kind: EventKind) -> str:
    """What happened to the envelope: announced, voted, added and so on."""
    return str(wording.EVENT_KINDS[kind])


@register.filter
def funder_kind(kind: FunderKind) -> str:
    """Whose money it is."""
    return str(wording.FUNDER_KINDS[kind])


@register.filter
def aid_form(form: str) -> str:
    """« aide non remboursable »."""
    return str(wording.AID_FORMS.get(form, ""))


@register.filter
def told(said: Words | None) -> SafeString:
    """A pack's words: typography, and names instead of ids, each a link."""
    return mark_safe(references.readable(typo(wording.say(said))))  # noqa: S308 — escaped by typo, links by format_html


@register.filter
def pledged(found: Pledge) -> str:
    """What was promised: « plus de 50 M$ : sommes déployées », « 8 000 entreprises accompagnées »."""
    if found.unit == "CAD":
        return f"{measure(found.measure)}{colon()} {wording.valued(found.value, found.unit, found.qualifier)}"
    return wording.quantity(
        Quantity(measure=found.measure, value=found.value, qualifier=found.qualifier),
        dict(library().portfolio.measures),
    )


@register.filter
def bearing(found: Bearing) -> str:
    """What an observation proves."""
    return str(wording.BEARINGS[found])


@register.filter
def changed(found: Point) -> str:
    """« +2,3 % »."""
    return ("+" if found.value > 0 else "") + wording.valued(found.value, found.unit)


@register.filter
def ratio(value: Decimal | None) -> str:
    """« 2,03 »."""
    return "" if value is None else words.number(value, wording.language(), 2)


@register.filter
def sign_of(state: State) -> str:
    """The sign of a promise's state."""
    return wording.STATE_SIGNS[state]


@register.filter
def sources(cited: Iterable[Citation], form: str = "") -> SafeString:
    """Each source as a link to itself; its date is always said, and shown unless ``form`` is « short »."""
    return format_html_join(", ", "{}", ((_source(each, short=form == "short"),) for each in cited))


def _source(cited: Citation, *, short: bool) -> SafeString:
    on = wording.dated(cited.date)
    if not cited.url:
        return format_html("{}", wording.say(cited.note).rstrip(".") or f"{wording.source_kind(cited)}, {on}")
    shown = wording.host(cited)
    if not on:
        return format_html('<a class="govuk-link" href="{}">{}</a>', cited.url, shown)
    after = '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">, {}</span></a>'
    return format_html(after if short else '<a class="govuk-link" href="{}">{}, {}</a>', cited.url, shown, on)


@register.filter
def source_kind(cited: Citation) -> str:
    """What sort of source it is."""
    return wording.source_kind(cited)


@register.filter
def sector_links(ids: Iterable[str]) -> SafeString:
    """The sectors of a project, each a link to its page."""
    from django.urls import reverse

    known = library().sectors
    return format_html_join(
        ", ",
        '<a class="govuk-link" href="{}">{}</a>',
        ((reverse("public:sector", args=[s]), wording.say(known[s].name)) for s in ids if s in known),
    )


@register.filter
def sector_names(ids: Iterable[str]) -> str:
    """The same, as text."""
    known = library().sectors
    return ", ".join(wording.say(known[s].name) for s in ids if s in known)


@register.simple_tag
def bar(value: Any, most: Any) -> SafeString:
    """A small bar beside a number, for the eye alone; it says nothing that the number does not."""
    share = 0 if not most else round(120 * Decimal(value) / Decimal(most))
    box = 'width="72" height="12" viewBox="0 0 120 12" preserveAspectRatio="none" aria-hidden="true"'
    drawing = f'<svg {box} focusable="false"><rect width="{share}" height="12" fill="{SPRUCE}"/></svg>'
    return mark_safe(drawing)  # noqa: S308 — numbers only


@register.simple_tag
def colon() -> str:
    """The colon of the language: French puts a no-break space before it."""
    return f"{words.NB}:" if wording.language() == "fr" else ":"


@register.filter
def quoted(text: str) -> str:
    """Between the quotation marks of the language."""
    return f"«{words.NB}{text}{words.NB}»" if wording.language() == "fr" else f"“{text}”"


@register.simple_tag
def read_on() -> str:
    """When the sources were read: « 22 novembre 2026 »."""
    return wording.dated(reading.read_on())
