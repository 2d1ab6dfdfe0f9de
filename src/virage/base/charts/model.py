"""What a page receives: two drawings, a legend, and the table behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from virage.base.charts.palette import COPPER, INK, RAMP, SPRUCE

SWATCHES = {
    "you": f'<circle cx="13" cy="7" r="6.5" fill="{COPPER}"/>',
    "margin": f'<rect x="1" y="1" width="24" height="12" rx="2" fill="{RAMP[2]}"/>',
    "peers": f'<rect x="11.5" y="0" width="3" height="14" fill="{INK}"/>',
    "solid": f'<rect width="26" height="14" fill="{SPRUCE}"/>',
    "rest": (
        f'<rect x="1" y="1" width="24" height="12" fill="#fff" stroke="{SPRUCE}" stroke-width="1.5" '
        'stroke-dasharray="4 3"/>'
    ),
    "target": f'<path d="M13 1l6 6-6 6-6-6z" fill="#fff" stroke="{INK}" stroke-width="2"/>',
    "result": (
        f'<path d="M0 7h26" stroke="{COPPER}" stroke-width="2.5"/><circle cx="13" cy="7" r="5.5" fill="{COPPER}"/>'
    ),
    "announced": (
        f'<path d="M0 7h26" stroke="{COPPER}" stroke-width="3" stroke-dasharray="7 4"/>'
        f'<rect x="9" y="3" width="8" height="8" fill="{COPPER}"/>'
    ),
    "committed": (
        f'<path d="M0 7h26" stroke="{SPRUCE}" stroke-width="3"/><circle cx="13" cy="7" r="4.5" fill="{SPRUCE}"/>'
    ),
    **{f"ramp{i}": f'<rect x="0.5" y="0.5" width="25" height="13" class="v-f{i}"/>' for i in range(5)},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The same values, as text. The first cell of a row names it; ``numeric`` aligns the others to the right."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One line of a legend: a mark among ``SWATCHES`` or a colour, then words."""

    mark: str
    words: str

    @property
    def swatch(self) -> SafeString:
        """The mark, drawn."""
        drawing = SWATCHES.get(self.mark) or f'<rect width="26" height="14" fill="{self.mark}"/>'
        return mark_safe(  # noqa: S308 — our own drawings
            f'<svg viewBox="0 0 26 14" aria-hidden="true" focusable="false">{drawing}</svg>'
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Two drawings of the same thing; style sheets choose one, so that text is never scaled down."""

    large: SafeString
    narrow: SafeString
    table: Table
    legend: Sequence[Key] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a chart to someone who does not see it, and its name, unique on the page."""

    name: str
    title: str
    finding: str
    language: str = "fr"
