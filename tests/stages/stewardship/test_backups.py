"""A backup restores whole into an empty database, and passes every invariant there."""

import os
import subprocess
import sys
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings

from tests.cast import assemble
from virage.base.models import TrailEvent
from virage.stages.directory.operations import begin_thread
from virage.stages.stewardship.backups import RestoreFailed, back_up, restore
from virage.stages.stewardship.verification import verify

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
FRESH = "test_restored"


@contextmanager
def empty_database():
    """A database made as an operator makes one: it belongs to the owner, the application is let in."""
    from tools import roles

    host = settings.DATABASES["owner"]["HOST"]
    owner = f"postgresql://virage_owner@/{FRESH}?host={host}"
    with roles.administrator(f"postgresql://postgres@/postgres?host={host}") as administration:
        roles.drop_database(administration, FRESH)
        roles.create_database(administration, FRESH, owner_url=owner)
        try:
            yield {
                **os.environ,
                "VIRAGE_DATABASE_OWNER_URL": owner,
                "VIRAGE_DATABASE_URL": f"postgresql://virage_app@/{FRESH}?host={host}",
            }
        finally:
            roles.drop_database(administration, FRESH)


def virage(environment, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "virage.cli.main", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_restored_database_holds_everything_and_passes_all_invariants(tmp_path):
    cast = assemble()
    begin_thread(cast.stranger, facts={"activity": "Nous construisons des maisons"})
    events = TrailEvent.objects.count()
    assert events > 0
    file = tmp_path / "virage.backup"
    assert back_up(file) == file.stat().st_size
    assert file.stat().st_mode & 0o777 == 0o600
    with empty_database() as environment:
        done = virage(environment, "restore", str(file))
        assert (done.returncode, done.stderr) == (0, "")
        with psycopg.connect(environment["VIRAGE_DATABASE_URL"]) as restored:
            assert restored.execute("SELECT count(*) FROM base_trailevent").fetchone() == (events,)
            with pytest.raises(psycopg.errors.RaiseException):
                restored.execute("DELETE FROM base_trailevent")
            restored.rollback()
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                restored.execute("UPDATE ledger_balance SET voted = 1")
        assert virage(environment, "verify").returncode == 0
        again = virage(environment, "restore", str(file))
        assert again.returncode == 2
        assert again.stderr.startswith("Cette base contient déjà des tables")


def test_a_damaged_backup_restores_nothing(tmp_path):
    file = tmp_path / "virage.backup"
    back_up(file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with empty_database() as environment:
        done = virage(environment, "restore", str(file))
        assert done.returncode == 2
        assert done.stderr.startswith("Rien n’a été restauré")
        with psycopg.connect(environment["VIRAGE_DATABASE_URL"]) as restored:
            assert restored.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_a_backup_is_never_restored_over_a_living_database(tmp_path):
    file = tmp_path / "virage.backup"
    back_up(file)
    with pytest.raises(RestoreFailed):
        restore(file)


def test_every_invariant_holds_on_a_living_database():
    assemble()
    assert [fault for law in verify() for fault in law.faults] == []


def test_a_sleeping_trigger_is_found():
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE base_trailevent DISABLE TRIGGER USER")
    faults = {law.name: law.faults for law in verify() if law.faults}
    assert faults["trail.append_only"] == (
        "une ligne du journal a pu être modifiée",
        "une ligne du journal a pu être effacée",
    )
    assert faults["triggers.enabled"] == ("base_trailevent : le déclencheur append_only manque ou dort",)
