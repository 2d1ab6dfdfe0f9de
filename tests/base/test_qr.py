"""A QR code is drawn square for square, and says in words what it is."""

import re

from virage.base.qr import BORDER, modules, qr_svg

TEXT = "https://example.org/activites/12/billet/ABC234/"


def test_the_path_is_the_code():
    drawn = str(qr_svg(TEXT, label="Billet"))
    dark = {(int(x) - BORDER, int(y) - BORDER) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn)}
    rows = modules(TEXT)
    assert dark == {(x, y) for y, row in enumerate(rows) for x, square in enumerate(row) if square}
    assert len(rows) == len(rows[0]) == 33  # version 4: 47 bytes at level M


def test_three_corners_are_those_a_reader_looks_for():
    rows = modules(TEXT)
    finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    corner = ["".join("1" if square else "0" for square in row[:7]) for row in rows[:7]]
    assert corner == finder
    assert ["".join("1" if square else "0" for square in row[-7:]) for row in rows[:7]] == finder
    assert ["".join("1" if square else "0" for square in row[:7]) for row in rows[-7:]] == finder


def test_its_words_are_escaped_and_it_has_no_style():
    drawn = str(qr_svg(TEXT, label='Billet "A" <b>'))
    assert 'aria-label="Billet &quot;A&quot; &lt;b&gt;"' in drawn
    assert 'role="img"' in drawn
    assert "style=" not in drawn
