"""The tile map: one equal square for each region, always with its number. Drawn by hand, Vega has no such chart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from virage.base import words
from virage.base.charts.model import Chart, Key, Said, Table
from virage.base.charts.palette import INK, INK_2, OUTLINE, RAMP
from virage.base.charts.render import FACE, frame
from virage.base.charts.vega import Width

LINE = 13  # characters that fit across a tile


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One region, at its place on the grid. ``count`` is None where it is not known, or masked."""

    code: str
    name: str
    column: int
    row: int
    count: int | None
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The lower bounds of classes 2 to 5, and what is counted, said after a number: « entreprises »."""

    cuts: tuple[int, int, int, int]
    unit: str

    def rank(self, count: int) -> int:
        """The class of a count, from 0 (palest) to 4.

        >>> Scale(cuts=(5, 10, 25, 50), unit="").rank(10)
        2
        """
        return sum(count >= cut for cut in self.cuts)

    def spoken(self) -> list[str]:
        """The classes in words, palest first."""
        low, *middle, high = self.cuts
        between = [
            _("%(low)s à %(high)s") % {"low": words.number(a), "high": words.number(b - 1)}
            for a, b in zip((low, *middle), (*middle, high), strict=True)
        ]
        return [
            _("moins de %(high)s") % {"high": words.number(low)},
            *between,
            _("%(low)s et plus") % {"low": words.number(high)},
        ]


def tile_map(tiles: Sequence[Tile], scale: Scale, said: Said) -> Chart:
    """Names on the large drawing, official codes on the narrow one."""
    language = words.spoken(said.language)

    def shown(tile: Tile) -> str:
        return _("pas encore connu") if tile.count is None else words.number(tile.count, language)

    return Chart(
        large=mark_safe(_drawing(tiles, scale, said, "large")),  # noqa: S308 — words are escaped below
        narrow=mark_safe(_drawing(tiles, scale, said, "narrow")),  # noqa: S308
        legend=[Key(mark=f"ramp{rank}", words=name) for rank, name in enumerate(scale.spoken())],
        table=Table(
            caption=said.title,
            head=[_("Région"), scale.unit.capitalize()],
            rows=[[f"{tile.code} {tile.name}", shown(tile)] for tile in sorted(tiles, key=lambda tile: tile.code)],
        ),
    )


def broken(name: str) -> list[str]:
    """A name on lines short enough for a tile, broken after its hyphens.

    >>> broken("Saguenay–Lac-Saint-Jean"), broken("Mauricie")
    (['Saguenay–Lac-', 'Saint-Jean'], ['Mauricie'])
    """
    lines = [""]
    for part in re.findall(r"[^-–]+[-–]?", name):
        if lines[-1] and len(lines[-1] + part) > LINE:
            lines.append("")
        lines[-1] += part
    return lines


def _drawing(tiles: Sequence[Tile], scale: Scale, said: Said, width: Width) -> str:
    step = 92 if width == "large" else 46
    columns = max(tile.column for tile in tiles) + 1
    rows = max(tile.row for tile in tiles) + 1
    body = "".join(_tile(tile, scale, width, said.language) for tile in tiles)
    group = f'<g font-family="{FACE}" text-anchor="middle">{body}</g>'
    return frame(group, said, width, columns * step, rows * step)


def _tile(tile: Tile, scale: Scale, width: Width, language: str) -> str:
    side, step = (88, 92) if width == "large" else (43, 46)
    rank = None if not tile.count else scale.rank(tile.count)
    fill = "#fff" if rank is None else RAMP[rank]
    ink = "#fff" if rank == len(RAMP) - 1 else INK_2 if rank is None else INK
    said = words.number(tile.count or 0, words.spoken(language))
    number = "?" if tile.count is None else "·" if tile.count == 0 else said
    dash = ' stroke-dasharray="4 3"' if tile.count is None else ""
    left, top = tile.column * step + 2, tile.row * step + 2
    box = f'x="{left}" y="{top}" width="{side}" height="{side}"'
    square = f'<rect {box} fill="{fill}" stroke="{OUTLINE}" stroke-width="1"{dash}/>'
    names = broken(tile.name) if width == "large" else [tile.code]
    size, weight, first, last = (12, "500", 26 - 5 * len(names), 70) if width == "large" else (12, "400", 15, 34)
    lines = [(top + first + 14 * i, f"{size:g}", weight, name) for i, name in enumerate(names)]
    lines.append((top + last, "21" if width == "large" else "13", "700", number))
    inside = square + " ".join(
        f'<text x="{left + side / 2:g}" y="{y}" font-size="{height}" font-weight="{bold}" fill="{ink}">'
        f"{escape(line)}</text>"
        for y, height, bold, line in lines
    )
    if not tile.href:
        return inside
    # a name must begin with what is seen, in its order
    spoken = (
        " ".join(line for *_place, line in lines) + f" {scale.unit}" + (f", {tile.name}" if width == "narrow" else "")
    )
    return f'<a href="{escape(tile.href)}" aria-label="{escape(spoken)}">{inside}</a>'
