"""`dev.py virage …` reaches the database that `dev.py run` has open, and no other."""

import os

import pytest

from tools.nearby import open_here


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    monkeypatch.setenv("VIRAGE_VAR", str(tmp_path))
    monkeypatch.delenv("VIRAGE_DATABASE_URL", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return tmp_path


def opened(checkout):
    (checkout / "pg" / "s").mkdir(parents=True)
    (checkout / "pg" / "s" / ".s.PGSQL.5432").touch()
    (checkout / "secret").write_text("clé\n")


def test_nothing_is_said_when_nothing_is_open(checkout):
    assert open_here() == {}


def test_both_roles_are_told_where_it_is(checkout):
    opened(checkout)
    found = open_here()
    assert found["VIRAGE_DATABASE_URL"] == f"postgresql://virage_app@/virage?host={checkout}/pg/s"
    assert found["VIRAGE_DATABASE_OWNER_URL"] == f"postgresql://virage_owner@/virage?host={checkout}/pg/s"
    assert found["VIRAGE_SECRET_KEY"] == "clé"  # noqa: S105


def test_an_address_given_by_hand_is_left_alone(checkout, monkeypatch):
    opened(checkout)
    monkeypatch.setenv("VIRAGE_DATABASE_URL", "postgresql://ailleurs/virage")
    assert open_here() == {}
