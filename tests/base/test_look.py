"""Components as a browser receives them."""

import gzip
import re
from datetime import date

import brotli
import pytest
from django.test import Client
from django.utils import translation

from tools import build_assets
from tools.places import SOURCES
from virage.base.guide import Controls
from virage.base.templatetags import look

PAGES = ["/demo/guide/", "/demo/guide/poste/", "/en/demo/guide/", "/en/demo/guide/poste/"]


@pytest.fixture(scope="module")
def pages(django_test_environment):
    return {address: Client().get(address, headers={"host": "localhost"}).content.decode() for address in PAGES}


@pytest.mark.parametrize("address", PAGES)
def test_no_inline_style_nor_script(pages, address):
    page = pages[address]
    assert not re.findall(r"\sstyle=|<style|\son\w+=|javascript:", page)
    assert not re.findall(r"<script(?![^>]*\ssrc=)", page)
    assert not re.findall(r'(?:src|href)="https?://', page)


@pytest.mark.parametrize("address", PAGES)
def test_every_component_was_drawn(pages, address):
    assert not re.findall(r"</?c-[a-z]|\{[{%]", pages[address])


@pytest.mark.parametrize("address", PAGES)
def test_ids_are_unique_and_every_reference_leads_somewhere(pages, address):
    page = pages[address]
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    named = re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"|\sfor="([^"]+)"', page)
    assert {each for pair in named for value in pair for each in value.split()} <= set(ids)


@pytest.mark.parametrize("address", PAGES)
def test_the_site_says_whose_it_is_not(pages, address):
    french, english = "n’est pas un site du gouvernement du Québec", "not a Government of Québec website"
    assert (english if address.startswith("/en/") else french) in pages[address]


def test_english_pages_hold_no_french_word_of_ours(pages):
    assert not re.findall(
        r"\b(?:vous|votre|entreprise|avec|pas encore)\b", re.sub(r"<[^>]+>", " ", pages["/en/demo/guide/"])
    )


@pytest.mark.parametrize(
    ("due", "words", "state"),
    [
        (date(2026, 11, 12), "10 jours de retard", "late"),
        (date(2026, 11, 21), "1 jour de retard", "late"),
        (date(2026, 11, 22), "aujourd’hui", "near"),
        (date(2026, 11, 23), "demain", "near"),
        (date(2026, 12, 6), "dans 14 jours", "near"),
        (date(2026, 12, 7), "dans 15 jours", "far"),
    ],
)
def test_delay(due, words, state):
    with translation.override("fr"):
        delay = look.delay(due, date(2026, 11, 22))
    assert (delay.words, delay.state) == (words, state)


def test_a_field_that_failed_keeps_what_was_typed_and_names_its_error():
    field = Controls({"employees": "douze"})["employees"]
    drawn = look.control(field, "4")
    assert 'value="douze"' in drawn
    assert 'type="text"' in drawn
    assert 'inputmode="numeric"' in drawn
    assert 'aria-describedby="id_employees-hint id_employees-error"' in drawn
    assert 'class="govuk-input govuk-input--width-4 govuk-input--error"' in drawn
    assert "required" not in drawn


def test_an_error_leads_to_the_first_choice_or_to_the_control():
    form = Controls({})
    assert [look.first_control(form[name]) for name in ("site", "employees")] == ["id_site_0", "id_employees"]


def test_the_gauge_keeps_its_point_on_the_ruler():
    assert 'cx="9"' in look.gauge(0, 0, 4)
    assert 'cx="391"' in look.gauge(100, 96, 100)
    assert 'v-jauge__pairs" x="146"' in look.gauge("34", "29", "41", "37")


def test_the_style_sheet_keeps_to_its_weight():
    zipped = (SOURCES / "base/static/base/virage.css.gz").read_bytes()
    sheet = (SOURCES / "base/static/base/virage.css").read_bytes()
    assert len(zipped) <= build_assets.BUDGET
    assert gzip.decompress(zipped) == sheet
    assert brotli.decompress((SOURCES / "base/static/base/virage.css.br").read_bytes()) == sheet
    assert re.findall(rb"url\(\"?([^)\"]*)", sheet) == [b"fonts/hanken-grotesk-latin-wght-normal.woff2"]


def test_the_style_sheet_was_built_from_its_sources():
    sheet = (SOURCES / "base/static/base/virage.css").read_text(encoding="utf-8")
    assert sheet.startswith(f"/* {build_assets.fingerprint()} */"), "run: python tools/build_assets.py"


def test_no_component_is_handed_a_filter():
    """Behind a colon an attribute takes a name or a literal: a filter there is dropped without a word."""
    handed = re.compile(r"<c-[\w-]+ [^>]*?\s(:[\w-]+=\"[^\"{]*\|[^\"]*\")")
    found = [
        f"{path.relative_to(SOURCES)}: {attribute}"
        for path in SOURCES.rglob("*.html")
        for attribute in handed.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == []
