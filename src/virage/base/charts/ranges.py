"""Ranges: for each thing, what is least, likely and most, in millions of dollars."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from virage.base import words
from virage.base.charts.model import Chart, Key, Said, Table
from virage.base.charts.palette import COPPER, RAMP
from virage.base.charts.render import draw
from virage.base.charts.vega import Spec, Width, in_millions, names, quantity, sheet, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One thing, in dollars."""

    label: str
    least: Decimal
    likely: Decimal
    most: Decimal


def ranges(spans: Sequence[Span], said: Said) -> Chart:
    """A bar from the least to the most, a disc on the likely amount; the table tells the three."""
    language = words.spoken(said.language)
    rows: list[Spec] = [
        {
            "label": each.label,
            "least": float(each.least / words.MILLION),
            "likely": float(each.likely / words.MILLION),
            "most": float(each.most / words.MILLION),
        }
        for each in spans
    ]
    table = [
        [each.label, *(words.money(part, language) for part in (each.least, each.likely, each.most))] for each in spans
    ]
    return Chart(
        large=draw(_spec(rows, "large", language), said, "large"),
        narrow=draw(_spec(rows, "narrow", language), said, "narrow"),
        legend=[
            Key(mark="margin", words=_("du moins au plus")),
            Key(mark="you", words=_("le plus probable, au rythme d’aujourd’hui")),
        ],
        table=Table(caption=said.title, head=[_("Projet"), _("Au moins"), _("Probable"), _("Au plus")], rows=table),
    )


def _spec(rows: list[Spec], width: Width, language: words.Language) -> Spec:
    large = width == "large"
    y = names("label", shown=large, limit=300)
    x = quantity("least", axis={**in_millions(language, 4), "orient": "top"}, scale={"zero": True})
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": 14, "color": RAMP[2], "cornerRadius": 2},
            "encoding": {"y": y, "x": x, "x2": {"field": "most"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 110, "color": COPPER, "opacity": 1},
            "encoding": {"y": y, "x": quantity("likely")},
        },
    ]
    if large:
        return sheet(400, {"step": 34}, layers, rows)
    label = text(dy=-17, fontWeight=500, limit=300)
    layers.append({"mark": label, "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "label"}}})
    return sheet(304, {"step": 50}, layers, rows)
