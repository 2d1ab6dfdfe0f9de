"""Each step is done once for a given state of the files, and none is left running."""

import os
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


class Hands(steps.Hand):
    def __init__(self, asked):
        super().__init__({})
        self.asked = asked

    def do(self, step, *_sentence):
        self.asked.append(step)


@pytest.fixture
def asked(monkeypatch):
    asked = []
    monkeypatch.setattr(
        steps,
        "check_packs",
        lambda _environment: asked.append("packs") or subprocess.Popen([sys.executable, "-c", ""]),
    )
    return asked


def test_an_empty_database_goes_through_every_step_once(asked):
    label = Memory()
    for _start in range(2):
        steps.bring_up({"VIRAGE_DEMO": "1"}, label, Hands(asked), lambda: asked.append("server"))
        steps.furnish({"VIRAGE_DEMO": "1"}, label, Hands(asked))
    assert asked == ["packs", "server", "migrate", "demo", "search", "server"]


def test_new_migrations_are_run_and_nothing_else(asked):
    label = Memory(migrations="older", packs=fingerprint.packs(), search=fingerprint.search(), demo="1")
    steps.bring_up({"VIRAGE_DEMO": "1"}, label, Hands(asked), lambda: asked.append("server"))
    steps.furnish({"VIRAGE_DEMO": "1"}, label, Hands(asked))
    assert asked == ["server", "migrate"]


def test_outside_the_demonstration_nothing_is_invented(asked):
    steps.furnish({"VIRAGE_DEMO": "0"}, Memory(), Hands(asked))
    assert asked == ["search"]


def test_a_hand_that_fails_is_one_sentence_and_leaves_nobody(capfd):
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with steps.Hand(bare) as hand:
        process = hand.call()
        with pytest.raises(Trouble, match="en panne"):
            hand.do("what nobody knows", "en panne", "broken")
    assert process.returncode == 1
    assert "KeyError: 'what nobody knows'" in capfd.readouterr().err


def test_a_dismissed_hand_is_gone():
    with steps.Hand(dict(os.environ)) as hand:
        process = hand.call()
    assert process.returncode < 0


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
