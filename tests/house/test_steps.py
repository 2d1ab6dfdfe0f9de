"""Each step is done once for a given state of the files, and none is left running."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from tools import fingerprint, steps
from tools.places import ROOT
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
    for step, name in (("check_packs", "packs"), ("rebuild_search", "search")):
        monkeypatch.setattr(
            steps,
            step,
            lambda _environment, name=name: asked.append(name) or subprocess.Popen([sys.executable, "-c", ""]),
        )
    return asked


def test_an_empty_database_goes_through_every_step_once(asked):
    label = Memory()
    for _start in range(2):
        steps.bring_up({"VIRAGE_DEMO": "1"}, label)
        steps.furnish({"VIRAGE_DEMO": "1"}, label)
    assert asked == ["packs", "migrations", "search", "demo"]


def test_new_migrations_are_run_and_nothing_else(asked):
    label = Memory(migrations="older", packs=fingerprint.packs(), search=fingerprint.search(), demo="1")
    steps.bring_up({"VIRAGE_DEMO": "1"}, label)
    steps.furnish({"VIRAGE_DEMO": "1"}, label)
    assert asked == ["migrations"]


def test_outside_the_demonstration_nothing_is_invented(asked):
    steps.furnish({"VIRAGE_DEMO": "0"}, Memory())
    assert asked == ["search"]


@pytest.mark.parametrize(("compiled", "started"), [(False, 1), (True, 0)])
def test_what_the_server_imports_is_compiled_once(monkeypatch, tmp_path, compiled, started):
    kept = tmp_path / "django.pyc"
    if compiled:
        kept.touch()
    monkeypatch.setattr(steps.importlib.util, "find_spec", lambda _name: SimpleNamespace(cached=str(kept)))
    programs = []
    monkeypatch.setattr(steps, "python", lambda *told: programs.append(told) or subprocess.Popen(["sleep", "60"]))
    with steps.compiling({}):
        assert len(programs) == started


def test_the_modules_of_the_server_are_all_imported():
    done = subprocess.run([sys.executable, "-P", "tools/imports.py"], cwd=ROOT, check=False)
    assert done.returncode == 0


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
