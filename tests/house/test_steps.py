"""Each step is done once for a given state of the files, and none is left running."""

import subprocess
import sys

import pytest

from tools import fingerprint, steps
from tools.voice import Trouble


class Memory:
    def __init__(self, **marks):
        self.marks = marks

    def read(self):
        return dict(self.marks)

    def write(self, step, mark):
        self.marks[step] = mark


@pytest.fixture
def asked(monkeypatch):
    asked = []
    monkeypatch.setattr(steps, "migrate", lambda _environment: asked.append("migrations"))
    monkeypatch.setattr(steps, "build_demo", lambda _environment: asked.append("demo") or True)
    monkeypatch.setattr(
        steps, "check_packs", lambda _environment: asked.append("packs") or subprocess.Popen([sys.executable, "-c", ""])
    )
    return asked


def test_an_empty_database_goes_through_every_step_once(asked):
    label = Memory()
    steps.bring_up({"VIRAGE_DEMO": "1"}, label)
    steps.bring_up({"VIRAGE_DEMO": "1"}, label)
    assert asked == ["packs", "migrations", "demo"]


def test_new_migrations_are_run_and_nothing_else(asked):
    steps.bring_up({"VIRAGE_DEMO": "1"}, Memory(migrations="older", packs=fingerprint.packs(), demo="1"))
    assert asked == ["migrations"]


def test_outside_the_demonstration_nothing_is_invented(asked):
    steps.bring_up({"VIRAGE_DEMO": "0"}, Memory())
    assert "demo" not in asked


def test_a_failed_step_is_one_sentence():
    with pytest.raises(Trouble, match="en panne"):
        steps.finish(subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"]), "en panne", "broken")


def test_an_interrupted_step_is_taken_along(monkeypatch):
    process = subprocess.Popen(["sleep", "60"])
    real = process.wait

    def interrupted():
        monkeypatch.setattr(process, "wait", real)
        raise KeyboardInterrupt

    monkeypatch.setattr(process, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        steps.finish(process, "", "")
    assert real(timeout=10) < 0
