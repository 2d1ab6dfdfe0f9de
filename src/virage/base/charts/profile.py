"""A score for each dimension: the margin left by what is not known, the point, the peers' median."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from virage.base.charts.model import Chart, Key, Said, Table
from virage.base.charts.palette import COPPER, COPPER_TEXT, INK, RAMP
from virage.base.charts.render import draw
from virage.base.charts.vega import BARE_AXIS, Spec, Width, names, sheet, text
from virage.base.words import MINUS


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Whole points out of 100; ``peers`` is None where no median may be shown."""

    label: str
    value: int
    low: int
    high: int
    peers: int | None = None


def profile(dimensions: Sequence[Dimension], said: Said) -> Chart:
    """A dot plot with intervals. Not a radar: an area misleads, and an interval cannot be drawn on one."""
    rows: list[Spec] = [
        {"dim": d.label, "value": d.value, "low": d.low, "high": d.high, "peers": d.peers} for d in dimensions
    ]
    legend = [Key(mark="you", words=_("vous")), Key(mark="margin", words=_("marge de ce qui n’est pas encore connu"))]
    compared = any(d.peers is not None for d in dimensions)
    if compared:
        legend.append(Key(mark="peers", words=_("médiane des pairs")))
    return Chart(
        large=draw(_spec(rows, "large"), said, "large"),
        narrow=draw(_spec(rows, "narrow"), said, "narrow"),
        legend=legend,
        table=_table(dimensions, said, compared=compared),
    )


def _table(dimensions: Sequence[Dimension], said: Said, *, compared: bool) -> Table:
    head = [_("Dimension"), _("Vous"), _("Au moins"), _("Au plus"), *([_("Pairs"), _("Écart")] if compared else [])]
    rows = []
    for d in dimensions:
        cells = [d.label, str(d.value), str(d.low), str(d.high)]
        if compared:
            gap = "" if d.peers is None else f"{d.value - d.peers:+d}".replace("-", MINUS)
            cells += [_("masqué") if d.peers is None else str(d.peers), gap]
        rows.append(cells)
    return Table(caption=said.title, head=head, rows=rows)


def _spec(rows: list[Spec], width: Width) -> Spec:
    large = width == "large"
    y = names("dim", shown=large, limit=300)
    axis = {**BARE_AXIS, "title": _("points sur 100"), "values": [0, 25, 50, 75, 100]}

    def x(field: str) -> Spec:
        return {"field": field, "type": "quantitative", "scale": {"domain": [0, 100]}}

    margin = {"type": "bar", "height": 18, "color": RAMP[2], "cornerRadius": 2}
    point = {"type": "point", "shape": "circle", "size": 190, "filled": True, "color": COPPER, "opacity": 1}
    number: Spec = {"fontWeight": 600, "color": COPPER_TEXT}
    layers: list[Spec] = [
        {"mark": margin, "encoding": {"y": y, "x": {**x("low"), "axis": axis}, "x2": {"field": "high"}}},
        {
            "transform": [{"filter": "isValid(datum.peers)"}],
            "mark": {"type": "tick", "thickness": 3, "size": 30, "color": INK, "opacity": 1},
            "encoding": {"y": y, "x": x("peers")},
        },
        {"mark": {**point, "stroke": "#fff", "strokeWidth": 1.5}, "encoding": {"y": y, "x": x("value")}},
    ]
    if large:
        over = text(dy=-20, align="center", **number)
        layers.append({"mark": over, "encoding": {"y": y, "x": x("value"), "text": {"field": "value"}}})
        return sheet(440, {"step": 50}, layers, rows)
    label = text(dy=-20, fontWeight=600)
    layers.append({"mark": label, "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "dim"}}})
    ending = text(dy=-20, align="right", **number)
    layers.append({"mark": ending, "encoding": {"y": y, "x": {"value": 300}, "text": {"field": "value"}}})
    return sheet(306, {"step": 62}, layers, rows)
