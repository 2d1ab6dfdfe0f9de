"""Bars: the stages from awareness to go-live, and sums of which a part is not identified."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from virage.base import words
from virage.base.charts.model import Chart, Key, Said, Table
from virage.base.charts.palette import COPPER_TEXT, SPRUCE
from virage.base.charts.render import draw, linked
from virage.base.charts.vega import Spec, Width, in_millions, names, quantity, sheet, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage of a funnel: distinct enterprises, and where their list opens.

    ``share`` is the conversion from the stage before, where it was measured; without it, one count over the other.
    """

    label: str
    count: int
    href: str = ""
    share: Fraction | None = None


def funnel(steps: Sequence[Step], said: Said) -> Chart:
    """Bars in the order of the stages, each with its share of the one before."""
    language = words.spoken(said.language)
    shares = [""] + [_share(before, here, language) for before, here in pairwise(steps)]
    rows: list[Spec] = [
        {
            "step": step.label,
            "n": step.count,
            "words": words.number(step.count, language),
            "share": _("%(share)s de l’étape précédente") % {"share": share} if share else "",
            "href": linked(step.href, f"{step.label} : {words.number(step.count, language)}") if step.href else None,
        }
        for step, share in zip(steps, shares, strict=True)
    ]
    most = max((step.count for step in steps), default=0) or 1
    table = [[step.label, words.number(step.count, language), share] for step, share in zip(steps, shares, strict=True)]
    head = [_("Étape"), _("Entreprises distinctes"), _("Part de l’étape précédente")]
    return Chart(
        large=draw(_funnel(rows, most, "large"), said, "large"),
        narrow=draw(_funnel(rows, most, "narrow"), said, "narrow"),
        table=Table(caption=said.title, head=head, rows=table),
    )


def _share(before: Step, here: Step, language: words.Language) -> str:
    share = Fraction(here.count, before.count) if here.share is None and before.count else here.share
    return "" if share is None else words.percent(share, language, 0 if share * 10 > 1 else 1)


def _funnel(rows: list[Spec], most: int, width: Width) -> Spec:
    large = width == "large"
    y = names("step", shown=large, limit=200)
    x = quantity("n", axis=None, scale={"domain": [0, most * 1.3]})
    href = {"href": {"field": "href", "type": "nominal"}} if any(row["href"] for row in rows) else {}
    share = text(dx=4, dy=-24) if large else text(dy=-20, align="right")
    layers: list[Spec] = [
        {"mark": {"type": "bar", "height": 26, "color": SPRUCE}, "encoding": {"y": y, "x": x, **href}},
        {
            "mark": text(dx=6, fontWeight=700, fontSize=15),
            "encoding": {"y": y, "x": quantity("n"), "text": {"field": "words"}},
        },
        {
            "transform": [{"filter": "datum.share"}],
            "mark": {**share, "fontSize": 13, "color": COPPER_TEXT, "fontWeight": 600},
            "encoding": {"y": y, "x": {"value": 0 if large else 300}, "text": {"field": "share"}},
        },
    ]
    if large:
        return sheet(320, {"step": 52}, layers, rows)
    label = text(dy=-20, fontWeight=500)
    layers.append({"mark": label, "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "step"}}})
    return sheet(304, {"step": 58}, layers, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Dollars: what is named by a source, and the remainder by difference."""

    label: str
    named: Decimal
    rest: Decimal


def remainders(sums: Sequence[Sum], said: Said) -> Chart:
    """Stacked bars, in millions; what is not identified is dashed."""
    language = words.spoken(said.language)

    def shown(amount: Decimal) -> str:
        return words.millions(amount, language)

    rows: list[Spec] = []
    for each in sums:
        parts = (("named", each.named, 0), ("rest", each.rest, 1))
        rows += [
            {"label": each.label, "part": part, "m": float(amount / words.MILLION), "rank": rank}
            for part, amount, rank in parts
            if amount
        ]
    totals: list[Spec] = [
        {
            "label": each.label,
            "m": float((each.named + each.rest) / words.MILLION),
            "words": shown(each.named + each.rest),
        }
        for each in sums
    ]
    table = [[each.label, shown(each.named), shown(each.rest), shown(each.named + each.rest)] for each in sums]
    head = [_("Annonce"), _("Projets nommés"), _("Non identifié"), _("En tout")]
    return Chart(
        large=draw(_remainders(rows, totals, "large", language), said, "large"),
        narrow=draw(_remainders(rows, totals, "narrow", language), said, "narrow"),
        legend=[
            Key(mark="solid", words=_("projets nommés par une source")),
            Key(mark="rest", words=_("non identifié, montant par différence")),
        ],
        table=Table(caption=said.title, head=head, rows=table),
    )


def _remainders(rows: list[Spec], totals: list[Spec], width: Width, language: str) -> Spec:
    large = width == "large"
    y = names("label", shown=large)
    parts = ["named", "rest"]
    colour = {"field": "part", "type": "nominal", "legend": None, "scale": {"domain": parts, "range": [SPRUCE, "#fff"]}}
    dash = {"field": "part", "legend": None, "scale": {"domain": parts, "range": [[1, 0], [4, 3]]}}
    x = quantity("m", stack="zero", axis=in_millions(language, 4 if large else 3))
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": 22, "stroke": SPRUCE, "strokeWidth": 1.5},
            "encoding": {"y": y, "color": colour, "strokeDash": dash, "order": {"field": "rank"}, "x": x},
        },
        {
            "data": {"values": totals},
            "mark": text(dx=6, fontWeight=600),
            "encoding": {"y": y, "x": quantity("m"), "text": {"field": "words"}},
        },
    ]
    if large:
        return sheet(700, {"step": 38}, layers, rows)
    over = {"y": y, "x": {"value": 0}, "text": {"field": "label"}}
    layers.append({"data": {"values": totals}, "mark": text(dy=-21), "encoding": over})
    return sheet(236, {"step": 58}, layers, rows)
