"""Every pair of colours that carries words is measured; charts and pages hold the same tokens."""

import re

import pytest

from tools.places import SOURCES
from virage.base.charts import palette

SHEET = (SOURCES / "base/assets/_tokens.scss").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", SHEET, re.MULTILINE)) | {"blanc": "#ffffff"}
RAMP = tuple(re.findall(r"#[0-9a-f]{6}", re.search(r"\$rampe: (.*);", SHEET)[1]))


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "pair",
    [
        *(("encre", ground) for ground in ("blanc", "papier", "papier-2", "epinette-pale", "ambre-pale", "ambre")),
        *(("encre-2", ground) for ground in ("blanc", "papier", "epinette-pale")),
        *(("lien", ground) for ground in ("blanc", "papier", "papier-2", "epinette-pale")),
        *(("cuivre-fonce", ground) for ground in ("blanc", "papier")),
        *(("blanc", ground) for ground in ("epinette", "epinette-fonce", "cuivre-fonce", "erreur")),
        ("visite", "blanc"),
        ("ambre-fonce", "ambre-pale"),
        ("erreur", "blanc"),
    ],
)
def test_words_are_readable(pair):
    assert contrast(*(TOKENS[name] for name in pair)) >= 4.5


@pytest.mark.parametrize("ground", ["blanc", "papier", "ambre-pale"])
def test_outlines_that_mean_something_are_seen(ground):
    assert contrast(TOKENS["contour"], TOKENS[ground]) >= 3


def test_every_class_of_the_ramp_carries_its_number():
    assert all(contrast(colour, TOKENS["encre"]) >= 4.5 for colour in RAMP[:-1])
    assert contrast(RAMP[-1], TOKENS["blanc"]) >= 4.5


def test_charts_and_pages_hold_the_same_tokens():
    shared = {"INK": "encre", "INK_2": "encre-2", "RULE": "filet", "OUTLINE": "contour", "SPRUCE": "epinette"}
    shared |= {"COPPER": "cuivre", "COPPER_TEXT": "cuivre-fonce"}
    assert {name: getattr(palette, name) for name in shared} == {name: TOKENS[token] for name, token in shared.items()}
    assert palette.RAMP == RAMP
