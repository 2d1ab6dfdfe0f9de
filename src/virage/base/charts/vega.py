"""What every Vega-Lite specification of ours shares."""

from typing import Any, Final, Literal

from virage.base.charts.palette import INK, INK_2, OUTLINE, RULE
from virage.base.words import MONTHS, NB, SHORT_MONTHS, WEEKDAYS, spoken

Spec = dict[str, Any]
Width = Literal["large", "narrow"]
SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
CONFIG: Final[Spec] = {
    "background": None,
    "font": "Hanken Grotesk",
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 14,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK_2,
        "gridColor": RULE,
        "domainColor": OUTLINE,
        "tickColor": OUTLINE,
        "labelPadding": 6,
        "titlePadding": 10,
    },
    "text": {"fontSize": 14, "color": INK},
    "rule": {"color": INK},
}
NUMBERS: Final[dict[str, Spec]] = {
    "fr": {
        "decimal": ",",
        "thousands": NB,
        "grouping": [3],
        "currency": ["", f"{NB}$"],
        "percent": f"{NB}%",
        "minus": "−",
    },
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""], "percent": "%", "minus": "−"},
}
BARE_AXIS: Final[Spec] = {"domain": False, "ticks": False}


def times(language: str) -> Spec:
    """The names of days and months, as d3 wants them."""
    names = spoken(language)
    days = [WEEKDAYS[names][-1], *WEEKDAYS[names][:-1]]
    return {
        "dateTime": "%d %B %Y",
        "date": "%Y-%m-%d",
        "time": "%H:%M",
        "periods": ["", ""],
        "days": days,
        "shortDays": [day[:3] for day in days],
        "months": list(MONTHS[names]),
        "shortMonths": list(SHORT_MONTHS[names]),
    }


def sheet(width: int, height: int | Spec, layers: list[Spec], rows: list[Spec] | None = None) -> Spec:
    """A layered specification at a fixed width."""
    data = {} if rows is None else {"data": {"values": rows}}
    padding = {"left": 2, "right": 6, "top": 4, "bottom": 2}
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "config": CONFIG,
        "padding": padding,
        **data,
        "layer": layers,
    }


def text(dx: int = 0, dy: int = 0, align: str = "left", **more: Any) -> Spec:
    """A text mark, centred on its line."""
    return {"type": "text", "dx": dx, "dy": dy, "align": align, "baseline": "middle", **more}


def quantity(field: str, **more: Any) -> Spec:
    """A quantitative channel without a title."""
    return {"field": field, "type": "quantitative", "title": None, **more}


def names(field: str, *, shown: bool, limit: int = 320) -> Spec:
    """A nominal channel in the order given; on the narrow drawing the names are written above the bars instead."""
    axis = {**BARE_AXIS, "labelLimit": limit, "labelFontSize": 15, "labelPadding": 12, "grid": False} if shown else None
    return {"field": field, "type": "nominal", "sort": None, "title": None, "axis": axis}


def in_millions(language: str, ticks: int) -> Spec:
    """The axis of sums in millions of dollars, each label with its unit."""
    label = "'$' + datum.label + 'M'" if language == "en" else f"datum.label + '{NB}M$'"
    return {**BARE_AXIS, "tickCount": ticks, "format": ",~r", "labelExpr": f"datum.value ? {label} : '0'"}
