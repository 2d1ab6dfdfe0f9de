"""A region carried from one map to another."""

from datetime import date

import pytest

from virage.content.library import shipped
from virage.core.vintages import region_at, say_vintage

BEFORE, AFTER = date(2021, 7, 27), date(2021, 7, 28)


@pytest.fixture(scope="module")
def change():
    return shipped().territory.boundary_change


@pytest.mark.parametrize("mrc", ["La Haute-Yamaska", "MRC de La Haute-Yamaska", "haute yamaska", "Brome-Missisquoi"])
def test_two_mrc_changed_region(change, mrc):
    forward = region_at("16", mrc=mrc, stated_on=BEFORE, on=AFTER, change=change)
    back = region_at("05", mrc=mrc, stated_on=AFTER, on=BEFORE, change=change)
    assert (forward.code, back.code) == ("05", "16")


def test_the_others_did_not(change):
    assert region_at("16", mrc="Roussillon", stated_on=BEFORE, on=AFTER, change=change).code == "16"
    assert region_at("05", mrc="Memphrémagog", stated_on=AFTER, on=BEFORE, change=change).code == "05"


def test_without_the_mrc_nobody_knows(change):
    found = region_at("16", mrc=None, stated_on=BEFORE, on=AFTER, change=change)
    assert (found.code, found.could_be) == (None, {"05", "16"})
    back = region_at("05", mrc=None, stated_on=AFTER, on=BEFORE, change=change)
    assert (back.code, back.could_be) == (None, {"05", "16"})


@pytest.mark.parametrize(("code", "stated_on", "on"), [("05", BEFORE, AFTER), ("16", AFTER, BEFORE)])
def test_what_only_received_stays(change, code, stated_on, on):
    assert region_at(code, mrc=None, stated_on=stated_on, on=on, change=change).code == code


def test_a_count_names_its_map(change):
    assert say_vintage(BEFORE, change).en == "Regions as drawn before July 28, 2021"
    assert say_vintage(AFTER, change).fr == "Régions telles que découpées depuis le 28\u00a0juillet 2021"
