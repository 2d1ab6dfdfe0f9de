"""The ten signs: inline SVG on a 24 grid, always beside a word, hidden from screen readers."""

from functools import cache
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SIGNS: Final = {
    "yes": '<path d="M4 12.5 9.5 18 20 6.5"/>',
    "no": '<path d="M5 12h14"/>',
    "unknown": '<path d="M8 9a4 4 0 1 1 5.6 3.6C12.4 13.2 12 14 12 15.2M12 19.2v.1"/>',
    "time": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.4l3.4 2"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "alert": '<path d="M12 3.5 22 20.5H2Z"/><path d="M12 10v5M12 17.8v.1"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>',
    "offline": (
        '<path d="M3 3l18 18M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4.5-2.6M19 12a10 10 0 0 0-4-2.4M12 19.3v.1"/>'
    ),
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>',
    "flask": '<path d="M9 3v7L4.5 18.5A1.8 1.8 0 0 0 6 21h12a1.8 1.8 0 0 0 1.5-2.5L15 10V3M8 3h8M7 15h10"/>',
}
MARK: Final = mark_safe(
    '<svg viewBox="0 0 24 24" fill="none" stroke-width="4.6" aria-hidden="true" focusable="false">'
    '<path stroke="#14524f" d="M3.2 3.2 8.3 15.4C9 17.1 9.8 18.6 11.3 18.6"/>'
    '<path stroke="#bb561a" d="M11 18.6c4.6 0 4.2-9.4 9.9-15.4"/></svg>'
)


@cache
def icon(name: str) -> SafeString:
    """One sign; an unknown name is a mistake of the template and raises KeyError."""
    return format_html(
        '<svg class="v-ic" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(SIGNS[name]),  # noqa: S308 — our own constants
    )
