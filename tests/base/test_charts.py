"""What every drawing must be, whatever it shows."""

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from virage.base import guide
from virage.base.charts.bars import Step, Sum, funnel, remainders
from virage.base.charts.model import Said
from virage.base.charts.profile import Dimension, profile
from virage.base.charts.render import draw, finish, linked
from virage.base.charts.steps import Rise, Words, envelope
from virage.base.charts.tiles import Scale, Tile, tile_map
from virage.base.charts.vega import sheet, text

parse = ET.fromstring
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True, scope="module")
def kept_apart(tmp_path_factory, django_test_environment):
    from django.conf import settings
    from django.core.cache import caches
    from django.test.utils import override_settings

    folder = tmp_path_factory.mktemp("charts")
    with override_settings(
        CACHES={**settings.CACHES, "charts": {**settings.CACHES["charts"], "LOCATION": str(folder)}}
    ):
        yield caches["charts"]


@pytest.fixture(scope="module", params=["fr", "en"])
def charts(request, kept_apart):
    with translation.override(request.param):
        return guide.charts(request.param, "/demo/guide/")


def drawings(charts):
    return [drawing for chart in charts.values() for drawing in (chart.large, chart.narrow)]


def test_nothing_comes_from_outside(charts):
    for drawing in drawings(charts):
        assert "http" not in drawing.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_a_strict_policy_lets_them_through(charts):
    for drawing in drawings(charts):
        for element in parse(drawing).iter():
            assert "style" not in element.attrib
            assert not [name for name in element.attrib if name.startswith("on")]
            assert element.tag not in {SVG + "style", SVG + "script", SVG + "image"}


def test_ids_never_clash_on_a_page(charts):
    ids = [found for drawing in drawings(charts) for found in re.findall(r'\bid="([^"]+)"', drawing)]
    assert len(ids) == len(set(ids))
    for drawing in drawings(charts):
        for used in re.findall(r"url\(#([^)]+)\)", drawing):
            assert used in ids


def test_each_says_what_it_shows(charts):
    for drawing in drawings(charts):
        root = parse(drawing)
        title, finding = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title.text
        assert finding.text
        assert root.attrib["aria-labelledby"] == title.attrib["id"]
        assert root.attrib["aria-describedby"] == finding.attrib["id"]
        links = root.findall(f".//{SVG}a")
        assert root.attrib["role"] == ("group" if links else "img")


def test_every_link_stays_here_and_says_where_it_leads(charts):
    links = [link for drawing in drawings(charts) for link in parse(drawing).iter(f"{SVG}a")]
    assert len(links) == 2 * (4 + 16)
    assert {link.attrib["href"] for link in links} == {"/demo/guide/"}
    assert all(link.attrib["aria-label"] for link in links)


def test_the_narrow_drawing_fits_a_phone(charts):
    for chart in charts.values():
        assert float(parse(chart.narrow).attrib["width"]) <= 330


def test_the_face_is_ours(charts):
    faces = {face for drawing in drawings(charts) for face in re.findall(r'font-family="([^"]*)"', drawing)}
    assert faces == {"Hanken Grotesk, system-ui, sans-serif"}


def test_the_same_chart_is_the_same_to_the_byte(kept_apart):
    said = Said(name="g", title="Titre", finding="Constat")
    rows = [Dimension(label="Données", value=28, low=20, high=40, peers=33)]
    first = profile(rows, said)
    kept_apart.clear()
    assert profile(rows, said) == first


def test_it_is_drawn_once(kept_apart, monkeypatch):
    said = Said(name="once", title="Titre", finding="Constat")
    spec = sheet(100, 50, [{"mark": text(), "encoding": {"text": {"value": "a"}}}], [{}])
    first = draw(spec, said, "large")
    monkeypatch.setattr("virage.base.charts.render._vega", None)
    assert draw(spec, said, "large") == first


def test_words_of_people_stay_words():
    said = Said(name="g", title="<script>", finding="a & b")
    chart = tile_map(
        [Tile(code="06", name="<b>Montréal", column=0, row=0, count=3, href='/x?a="1"')],
        Scale(cuts=(5, 10, 25, 50), unit="entreprises"),
        said,
    )
    root = parse(chart.large)
    assert root.find(f"{SVG}title").text == "<script>"
    assert root.find(f"{SVG}desc").text == "a & b"
    assert root.find(f".//{SVG}a").attrib["href"] == '/x?a="1"'
    assert "<b>" not in chart.large


def test_a_link_carries_any_words():
    said = Said(name="g", title="t", finding="f")
    svg = (
        f'<svg viewBox="0 0 10 10"><a xlink:href="{linked("/liste/?region=06", "Été & « 1 »")}" target="_blank"/></svg>'
    )
    link = parse(finish(svg, said, "large")).find(f"{SVG}a")
    assert link.attrib == {"href": "/liste/?region=06", "aria-label": "Été & « 1 »"}


def test_a_drawing_without_a_frame_is_refused():
    with pytest.raises(ValueError, match="viewBox"):
        finish("<svg></svg>", Said(name="g", title="t", finding="f"), "large")


def test_unknown_zero_and_known_tiles_differ():
    def drawn(count):
        tile = Tile(code="06", name="Montréal", column=0, row=0, count=count)
        return tile_map([tile], Scale(cuts=(5, 10, 25, 50), unit="entreprises"), Said(name="g", title="t", finding="f"))

    assert "stroke-dasharray" in drawn(None).large
    assert ">?<" in drawn(None).large
    assert ">·<" in drawn(0).large
    assert "stroke-dasharray" not in drawn(0).large
    assert [drawn(count).table.rows[0][1] for count in (None, 0, 7)] == ["pas encore connu", "0", "7"]


def test_the_table_says_all_the_drawing_shows():
    said = Said(name="g", title="Engagements", finding="f")
    chart = remainders([Sum(label="avril 2023", named=Decimal(13_900_000), rest=Decimal(23_100_000))], said)
    assert chart.table.rows == [["avril 2023", "13,9\xa0M$", "23,1\xa0M$", "37\xa0M$"]]
    steps = funnel([Step(label="Plan", count=40), Step(label="Service", count=3), Step(label="Rien", count=0)], said)
    assert [row[1:] for row in steps.table.rows] == [["40", ""], ["3", "7,5\xa0%"], ["0", "0,0\xa0%"]]


def test_money_keeps_both_lines_in_the_order_of_dates():
    said = Said(name="g", title="Argent", finding="f")
    voted = [Rise(on=date(2022, 7, 1), total=Decimal(190_000_000), when="2022", source="S20")]
    committed = [Rise(on=date(2021, 3, 29), total=Decimal(33_700_000), when="29 mars 2021", source="S1")]
    chart = envelope(voted, committed, date(2026, 11, 22), said, Words(upper="voté", lower="engagé"))
    assert chart.table.rows == [["29 mars 2021", "engagé", "33,7\xa0M$", "S1"], ["2022", "voté", "190\xa0M$", "S20"]]


def test_a_masked_median_is_not_drawn_and_says_so():
    rows = [
        Dimension(label="Données", value=28, low=20, high=40, peers=33),
        Dimension(label="Sécurité", value=18, low=12, high=30),
    ]
    chart = profile(rows, Said(name="g", title="t", finding="f"))
    assert [row[4:] for row in chart.table.rows] == [["33", "−5"], ["masqué", ""]]
