"""Steps for money: what was announced, and what was committed, each kept until the next date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from virage.base import words
from virage.base.charts.model import Chart, Key, Said, Table
from virage.base.charts.palette import COPPER, COPPER_TEXT, RAMP, SPRUCE
from virage.base.charts.render import draw
from virage.base.charts.vega import Spec, Width, in_millions, quantity, sheet, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A running total, in dollars, true from ``on``; ``when`` is the date as the source gives it."""

    on: date
    total: Decimal
    when: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How the two lines are called here: « annoncé » and « engagé », or others."""

    upper: str
    lower: str


def envelope(upper: Sequence[Rise], lower: Sequence[Rise], until: date, said: Said, called: Words) -> Chart:
    """Two stepped lines up to ``until``; the lower one is filled."""
    language = words.spoken(said.language)
    both = sorted(
        [(rise.on, called.upper, rise) for rise in upper] + [(rise.on, called.lower, rise) for rise in lower],
        key=lambda each: each[0],
    )
    table = [[rise.when, name, words.millions(rise.total, language), rise.source] for _on, name, rise in both]
    head = [_("Date"), _("Quoi"), _("Cumul"), _("Source")]
    return Chart(
        large=draw(_spec(upper, lower, until, "large", said.language), said, "large"),
        narrow=draw(_spec(upper, lower, until, "narrow", said.language), said, "narrow"),
        legend=[Key(mark="announced", words=called.upper), Key(mark="committed", words=called.lower)],
        table=Table(caption=said.title, head=head, rows=table, numeric=False),
    )


def _rows(rises: Sequence[Rise]) -> list[Spec]:
    return [{"d": rise.on.isoformat(), "v": round(float(rise.total / words.MILLION), 1)} for rise in rises]


def _apart(rows: list[Spec], *, narrow: bool) -> list[Spec]:
    """The rows whose label fits: the first, the last, and those far enough from the label before."""
    days = 500 if narrow else 150
    kept: list[Spec] = []
    for row in rows[:-1]:
        if not kept or (date.fromisoformat(row["d"]) - date.fromisoformat(kept[-1]["d"])).days >= days:
            kept.append(row)
    last = rows[-1:]
    if last and kept and (date.fromisoformat(last[0]["d"]) - date.fromisoformat(kept[-1]["d"])).days < days:
        kept.pop()
    return kept + last


def _spec(upper: Sequence[Rise], lower: Sequence[Rise], until: date, width: Width, language: str) -> Spec:
    large = width == "large"
    above, below = _rows(upper), _rows(lower)
    most = max((row["v"] for row in above + below), default=1.0)
    first = min(rise.on for rise in (*upper, *lower))
    years = {"format": "%Y", "tickCount": "year", "grid": False}
    if not large:
        years["labelExpr"] = "year(datum.value) % 2 ? datum.label : ''"
    x: Spec = {
        "field": "d",
        "type": "temporal",
        "title": None,
        "axis": years,
        "scale": {"domain": [date(first.year, max(first.month - 2, 1), 1).isoformat(), until.isoformat()]},
    }
    y = quantity("v", scale={"domain": [0, most * 1.15]}, axis=in_millions(language, 3))
    at = {"x": x, "y": y}
    step = {"interpolate": "step-after"}
    last = {"d": until.isoformat()}
    filled = [*below, {**below[-1], **last}] if below else []
    topped = [*above, {**above[-1], **last}] if above else []
    label: Spec = {"fontWeight": 600}
    value = {"field": "v", "type": "quantitative", "format": ",~r"}
    return sheet(
        1008 if large else 258,
        320 if large else 280,
        [
            {"data": {"values": filled}, "mark": {"type": "area", "color": RAMP[1], **step}, "encoding": at},
            {
                "data": {"values": filled},
                "mark": {"type": "line", "color": SPRUCE, "strokeWidth": 3, **step},
                "encoding": at,
            },
            {
                "data": {"values": topped},
                "mark": {"type": "line", "color": COPPER, "strokeWidth": 3, "strokeDash": [7, 4], **step},
                "encoding": at,
            },
            {"data": {"values": above}, "mark": _dot("square", COPPER), "encoding": at},
            {"data": {"values": below}, "mark": _dot("circle", SPRUCE), "encoding": at},
            {
                "data": {"values": _apart(above, narrow=not large)},
                "mark": text(dx=-4, dy=-15, color=COPPER_TEXT, **label),
                "encoding": {**at, "text": value},
            },
            {
                "data": {"values": _apart(below, narrow=not large)},
                "mark": text(dx=9, dy=13, color=SPRUCE, **label),
                "encoding": {**at, "text": value},
            },
        ],
    )


def _dot(shape: str, colour: str) -> Spec:
    return {"type": "point", "shape": shape, "size": 70, "filled": True, "color": colour, "opacity": 1}
