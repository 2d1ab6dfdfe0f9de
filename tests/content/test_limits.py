"""The limits of public money: the pack’s, typed, told as choices."""

from decimal import Decimal

import pytest

from virage.content.library import load, shipped

CARD = 'id: other\nversion: "1"\nname: {fr: Autre, en: Other}\nlicence: CC0-1.0\nread_on: 2026-11-22\n'
WHY = "why: {fr: Choix, en: Choice}"
FILE = """basis: {{fr: Choix, en: Choice}}
forecast: {{warn_from: {warn}, {why}}}
needs: {{days_a_month: {days}, {why}}}
signals:
  near_duplicate: {{within_days: 10, share: 0.01, {why}}}
  split: {{within_days: 30, share: 0.1, {why}}}
  outlier: {{scores: 3.5, least_alike: {alike}, {why}}}
"""


def test_the_limits_are_those_of_the_pack_and_say_that_they_are_choices():
    kept = shipped().limits
    assert (kept.warn_from, kept.days_a_month) == (Decimal("0.05"), 30)
    assert (kept.signals.near_days, kept.signals.split_share, kept.signals.outlier_scores) == (
        10, Decimal("0.10"), Decimal("3.5"),
    )  # fmt: skip
    assert "pas par une loi" in kept.basis.fr
    assert [[said.fr for said in one.numbers] for one in kept.told] == [
        ["10 jours", "1\xa0%"], ["30 jours", "10\xa0%"], ["3,5", "8"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "line"), [({"warn": 5}, 2), ({"days": 7}, 3), ({"alike": 0}, 7), ({"why": "why: {fr: x}"}, 2)]
)
def test_a_limit_that_cannot_be_is_shown_at_its_line(tmp_path, wrong, line):
    (tmp_path / "pack.yaml").write_text(CARD, encoding="utf-8")
    told = {"warn": 0.05, "days": 30, "alike": 8, "why": WHY, **wrong}
    (tmp_path / "limits.yaml").write_text(FILE.format(**told), encoding="utf-8")
    said = [problem.say("fr") for problem in load([tmp_path]).problems()]
    assert [one for one in said if f"limits.yaml:{line}" in one], said
