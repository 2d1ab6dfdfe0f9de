"""Numbers, money, dates and typography in templates, in the language of the page."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language

from virage.base import words

register = template.Library()


def language() -> words.Language:
    """The language of the page being rendered."""
    return words.spoken(get_language())


def _local(value: Any) -> Any:
    return localtime(value) if isinstance(value, datetime) and is_aware(value) else value


@register.filter
def number(value: words.Number | None, decimals: int = 0) -> str:
    """``{{ 1234|number }}``."""
    return "" if value is None else words.number(value, language(), decimals)


@register.filter
def hours(value: words.Number | None) -> str:
    """``{{ given|hours }}``: 1,5 h."""
    return "" if value is None else words.hours(value, language())


@register.filter
def money(value: Any, decimals: int | None = None) -> str:
    """``{{ amount|money }}``; takes a number or anything with an ``amount``."""
    amount = getattr(value, "amount", value)
    return "" if amount is None else words.money(amount, language(), decimals)


@register.filter
def millions(value: Any, decimals: int = 1) -> str:
    """``{{ amount|millions }}``: 222,3 M$."""
    amount = getattr(value, "amount", value)
    return "" if amount is None else words.millions(amount, language(), decimals)


@register.filter
def percent(share: words.Number | None, decimals: int = 0) -> str:
    """``{{ share|percent }}``: a share between 0 and 1."""
    return "" if share is None else words.percent(share, language(), decimals)


@register.filter
def percent_as_recorded(share: words.Number | None) -> str:
    """``{{ share|percent_as_recorded }}``: a share of payment, 33,34 %."""
    return "" if share is None else words.percent_as_recorded(share, language())


@register.filter
def day(on: date | None, form: str = "") -> str:
    """``{{ on|day }}``, ``{{ on|day:"short" }}``, ``{{ on|day:"weekday" }}``, ``{{ on|day:"no-year" }}``."""
    if on is None:
        return ""
    local: date = _local(on)
    return words.day(local, language(), short="short" in form, weekday="weekday" in form, year="no-year" not in form)


@register.filter
def month(on: date | None, form: str = "") -> str:
    """``{{ on|month }}``: novembre 2026."""
    return "" if on is None else words.month(_local(on), language(), short=form == "short")


@register.filter
def clock(at: time | datetime | None) -> str:
    """``{{ at|clock }}``: 10 h 42."""
    return "" if at is None else words.clock(_local(at), language())


@register.filter
def ordinal(rank: int | None, gender: str = "m") -> SafeString:
    """``{{ 21|ordinal }}``: 21 and a raised « e »."""
    if rank is None:
        return mark_safe("")
    text = words.ordinal(rank, language(), feminine=gender == "f")
    figures = str(rank)
    return mark_safe(f"{figures}<sup>{text.removeprefix(figures)}</sup>")  # noqa: S308 — digits and our own letters


@register.filter
def typo(text: Any) -> SafeString:
    """``{{ sentence|typo }}``: no-break spaces and apostrophes, for words that come from a pack."""
    escaped = str(conditional_escape(text)).replace("&#x27;", "’")
    return mark_safe(words.typo_html(escaped, language()))  # noqa: S308 — escaped above


@register.filter
def french(name: Any) -> SafeString:
    """``{{ project.promoter|french }}``: on a page in English, a name kept in French says that it is (WCAG 3.1.2)."""
    said = conditional_escape(name)
    if language() == "fr" or not words.is_french(str(name)):
        return said
    return format_html('<span lang="fr">{}</span>', said)


@register.filter
def held_in(title: Any, spoken: str) -> SafeString:
    """``{{ one.title|held_in:one.language }}``: marked where the page speaks another language (WCAG 3.1.2)."""
    said = conditional_escape(title)
    own = "fr" if spoken == "fr" or words.is_french(str(title)) else spoken
    return said if own == language() else format_html('<span lang="{}">{}</span>', own, said)


@register.filter
def lookup(mapping: Any, key: Any) -> Any:
    """``{{ mapping|lookup:key }}``; None when absent."""
    return mapping.get(key) if hasattr(mapping, "get") else None
