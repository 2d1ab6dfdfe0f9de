"""A server that starts before the tables are made answers nobody until they are."""

import threading
from types import SimpleNamespace

import pytest

from tools import web
from tools.lock import Busy, alone
from tools.places import door
from tools.service import Server


@pytest.fixture(autouse=True)
def _own_place(monkeypatch, tmp_path):
    monkeypatch.setenv("VIRAGE_VAR", str(tmp_path))


def test_the_door_is_held_while_the_tables_are_made():
    with Server(0, {}).closed(), pytest.raises(Busy), alone(door(), wait=False):
        pass


def test_the_application_loads_then_waits_for_the_door(monkeypatch):
    loaded, opened = threading.Event(), threading.Event()
    monkeypatch.setattr(web, "warm_up", loaded.set)
    monkeypatch.setattr(web, "import_module", lambda _name: opened.set() or SimpleNamespace(application="it"))
    with Server(0, {}).closed():
        visitor = threading.Thread(target=web.application, daemon=True)
        visitor.start()
        assert loaded.wait(10)
        assert not opened.wait(0.2)
    assert opened.wait(10)
    visitor.join(10)


def test_a_server_that_never_started_is_dead_and_stops_quietly():
    with Server(0, {}) as server:
        assert server.dead()
