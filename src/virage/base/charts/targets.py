"""Every published target set, beside every published result: versions stay side by side, none replaces another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from virage.base import words
from virage.base.charts.model import Chart, Key, Said, Table
from virage.base.charts.palette import COPPER, COPPER_TEXT, INK
from virage.base.charts.render import draw
from virage.base.charts.vega import BARE_AXIS, Spec, Width, quantity, sheet, text

CLOSE = 0.05  # of the height: a line of text
NEAR, SOON = 0.15, timedelta(days=400)  # on a phone, the next mark would stand on the label


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A number published on a day; ``words`` keeps its qualifier: « près de 7 000 »."""

    on: date
    count: int
    words: str
    what: str
    source: str = ""


def targets(sets: Sequence[Published], results: Sequence[Published], said: Said) -> Chart:
    """Hollow diamonds for targets, copper discs joined by a line for results."""
    both = sorted([*sets, *results], key=lambda each: each.on)
    language = words.spoken(said.language)
    table = [[each.what, words.day(each.on, language, short=True), each.words, each.source] for each in both]
    return Chart(
        large=draw(_spec(sets, results, "large"), said, "large"),
        narrow=draw(_spec(sets, results, "narrow"), said, "narrow"),
        legend=[
            Key(mark="target", words=_("cible, à la date où elle a été publiée")),
            Key(mark="result", words=_("résultat publié")),
        ],
        table=Table(
            caption=said.title, head=[_("Quoi"), _("Publié le"), _("Nombre"), _("Source")], rows=table, numeric=False
        ),
    )


def _rows(published: Sequence[Published], middle: date) -> list[Spec]:
    """Labels go to the side where there is room; a number said before and after is not said in between."""
    days = {each.count: [other.on for other in published if other.count == each.count] for each in published}
    return [
        {
            "d": each.on.isoformat(),
            "n": each.count,
            "words": "" if min(days[each.count]) < each.on < max(days[each.count]) else each.words,
            "side": "left" if each.on < middle else "right",
        }
        for each in published
    ]


def _labels(rows: list[Spec], top: float) -> list[Spec]:
    """One label for the targets of one day that are too close to be written apart.

    >>> _labels([{"d": "2022-01-24", "n": n, "words": str(n)} for n in (49000, 48500)], 165000)
    [{'d': '2022-01-24', 'n': 48750.0, 'words': '48500 · 49000'}]
    """
    groups: list[list[Spec]] = []
    for row in sorted(rows, key=lambda row: (row["d"], row["n"])):
        near = groups and groups[-1][-1]["d"] == row["d"] and row["n"] - groups[-1][-1]["n"] < top * CLOSE
        if near:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [
        {
            "d": group[0]["d"],
            "n": sum(row["n"] for row in group) / len(group),
            "words": " · ".join(dict.fromkeys(row["words"] for row in group if row["words"])),
        }
        for group in groups
    ]


def _crowded(label: Spec, labels: list[Spec], top: float) -> bool:
    """Whether a mark soon after, as high or higher, stands where the label would be written.

    >>> early, late = {"d": "2021-03-29", "n": 43000}, {"d": "2022-01-24", "n": 48750}
    >>> _crowded(early, [early, late], 165000), _crowded(late, [early, late], 165000)
    (True, False)
    """
    on = date.fromisoformat(label["d"])
    return any(
        on < date.fromisoformat(other["d"]) < on + SOON and 0 <= other["n"] - label["n"] < top * NEAR
        for other in labels
    )


def _spec(sets: Sequence[Published], results: Sequence[Published], width: Width) -> Spec:
    large = width == "large"
    every = [*sets, *results]
    start, last = date(min(p.on for p in every).year, 1, 1), max(p.on for p in every)
    end = last + (last - start) * (16 if large else 24) // 100  # room for the last label
    middle = start + (last - start) * 3 // 5
    top = max(p.count for p in every) * 1.1
    wanted, reached = _rows(sets, middle), _rows(results, middle)
    x: Spec = {
        "field": "d",
        "type": "temporal",
        "title": None,
        "scale": {"domain": [start.isoformat(), end.isoformat()]},
        "axis": {"format": "%Y", "tickCount": "year", "grid": False, "labelFlush": large},
    }
    y = quantity("n", scale={"domain": [0, top]}, axis={**BARE_AXIS, "tickCount": 4, "format": ",d"})
    at = {"x": x, "y": y}
    diamond = {"type": "point", "shape": "diamond", "size": 120, "filled": False, "opacity": 1}
    disc = {"type": "point", "shape": "circle", "filled": True, "size": 110, "color": COPPER, "opacity": 1}
    layers: list[Spec] = [
        {
            "data": {"values": wanted},
            "mark": {**diamond, "stroke": INK, "strokeWidth": 2, "fill": "#fff"},
            "encoding": at,
        },
        {"data": {"values": reached}, "mark": {"type": "line", "color": COPPER, "strokeWidth": 2.5}, "encoding": at},
        {"data": {"values": reached}, "mark": disc, "encoding": at},
    ]
    said = {"text": {"field": "words"}}
    for side, shift in (("left", 11), ("right", -11)):
        here = _labels([row for row in wanted if row["side"] == side], top)
        below = [] if large else [label for label in here if side == "left" and _crowded(label, here, top)]
        beside = [label for label in here if label not in below]
        for labels, place in ((beside, {"dx": shift}), (below, {"dx": -6, "dy": 16})):
            mark = text(**place, align=side, fontWeight=500, fontSize=13)
            layers.append({"data": {"values": labels}, "mark": mark, "encoding": {**at, **said}})
    under = text(dx=7, dy=15, color=COPPER_TEXT, fontWeight=700, fontSize=13)
    layers.append({"data": {"values": reached}, "mark": under, "encoding": {**at, **said}})
    return sheet(400 if large else 256, 240, layers)
