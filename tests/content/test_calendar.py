"""The calendar of the pack: the holidays of two laws, and the delays of sessions."""

from datetime import date, timedelta

import pytest

from virage.content.library import load, shipped

SESSIONS = "sessions: {answer_within_hours: 48, last_call_hours: 3, door_opens_hours: 3}\n"

CARD = 'id: other\nversion: "1"\nname: {fr: Autre, en: Other}\nlicence: CC0-1.0\nread_on: 2026-11-22\n'


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, ("01-01", "04-03", "04-06", "05-18", "06-24", "07-01", "09-07", "10-12", "12-25")),
        (2029, ("01-01", "03-30", "04-02", "05-21", "06-25", "07-02", "09-03", "10-08", "12-25")),  # two Sundays
    ],
)
def test_the_holidays_of_quebec(year, days):
    found = sorted(each.in_year(year) for each in shipped().calendar.holidays)
    assert found == [date.fromisoformat(f"{year}-{day}") for day in days]


def test_the_delays_of_sessions_are_the_packs():
    kept = shipped().calendar
    assert (kept.answer_within, kept.last_call, kept.door_opens) == tuple(timedelta(hours=n) for n in (48, 3, 3))


def test_what_an_agreement_asks_for_is_recalled_on_the_packs_days():
    assert shipped().calendar.remind_before == (30, 7)


@pytest.mark.parametrize("day", ["date: '02-29'", "date: '07-01', easter: 1", "after_sunday: true"])
def test_a_holiday_has_one_rule_that_exists_every_year(tmp_path, day):
    law = "holidays:\n  - law: {fr: Loi, en: Act}\n    source: {url: 'https://example.org/'}\n    days:\n"
    named = f"      - {{name: {{fr: Jour, en: Day}}, {day}}}\n"
    (tmp_path / "pack.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "calendar.yaml").write_text(law + named + SESSIONS, encoding="utf-8")
    said = [problem.say("fr") for problem in load([tmp_path]).problems()]
    assert len([line for line in said if "calendar.yaml:5" in line]) == 1, said
