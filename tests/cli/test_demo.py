"""`virage demo` hands over to the floor above, with what was asked."""

import sys

from virage.cli.commands import demo
from virage.cli.main import run


def test_it_hands_over_the_day_the_seed_and_the_language(monkeypatch):
    called = []
    monkeypatch.setattr("runpy.run_module", lambda name, run_name: called.append((name, run_name, *sys.argv[1:])))
    monkeypatch.setattr(sys, "argv", ["virage"])
    assert run(["demo", "--on", "2026-11-22", "--seed", "3", "--lang", "en"]) == 0
    assert called == [(demo.ROOM, "__main__", "--on", "2026-11-22", "--seed", "3", "--lang", "en")]
