"""Words that come from the packs: said in the language of the page, sources as addresses."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def say(words: Any) -> str:
    """Words or a pack's text, in the language of the page; plain text as it is; nothing for nothing."""
    if words is None or isinstance(words, str):
        return words or ""
    return str(getattr(words, "words", words).say(get_language() or "fr"))


@register.filter
def is_address(source: str) -> bool:
    """Some sources are known in words only."""
    return source.startswith(("http://", "https://")) and " " not in source


@register.filter
def host(address: str) -> str:
    """« hellodarwin.com » of an address."""
    return urlsplit(address).netloc.removeprefix("www.")


@register.filter
def listed(terms: Iterable[Any]) -> str:
    """Words of a pack, one after the other."""
    return ", ".join(say(term) for term in terms)
