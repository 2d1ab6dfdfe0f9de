"""What holds for the whole database, whatever the stages: the trail, the triggers, the roles, the tables."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pgtrigger
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from virage.base.invariants import invariant
from virage.base.models import TrailEvent

_TRIGGER = "SELECT tgenabled <> 'D' FROM pg_trigger WHERE tgname = %s AND tgrelid = to_regclass(%s)"
_OWNED = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
  AND pg_get_userbyid(relowner) = current_user
ORDER BY relname
"""
_POWERS = "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
_UNCHECKED = "SELECT conrelid::regclass || ' : ' || conname FROM pg_constraint WHERE NOT convalidated"


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


@invariant("trail.append_only", "Le journal des actes ne se modifie ni ne s’efface.")
def trail_is_append_only() -> Iterable[str]:
    """Try to change and to delete a line, inside a transaction that is undone."""
    with _undone():
        line = TrailEvent.objects.create(
            at=timezone.now(),
            by="job:verify",
            screen="job:verify",
            verb="verify.probed",
            subject_kind="trail",
            subject_id="0",
            reason="",
            details={},
        )
        if _accepts("UPDATE base_trailevent SET by = 'x' WHERE id = %s", line.pk):
            yield "une ligne du journal a pu être modifiée"
        if _accepts("DELETE FROM base_trailevent WHERE id = %s", line.pk):
            yield "une ligne du journal a pu être effacée"


@invariant("triggers.enabled", "Chaque déclencheur déclaré est en place et actif.")
def triggers_are_enabled() -> Iterable[str]:
    for model, trigger in pgtrigger.registered():
        table = model._meta.db_table  # noqa: SLF001 — Django's public-in-practice name
        if _rows(_TRIGGER, trigger.get_pgid(model), table) != [(True,)]:
            yield f"{table} : le déclencheur {trigger.name} manque ou dort"


@invariant("roles.own_nothing", "L’application se connecte par un rôle qui ne possède aucune table.")
def application_owns_nothing() -> Iterable[str]:
    yield from (f"le rôle de l’application possède {name}" for (name,) in _rows(_OWNED))
    if _rows(_POWERS) != [(False,)]:
        yield "le rôle de l’application a des pouvoirs d’administration"


@invariant("constraints.checked", "Chaque contrainte a été vérifiée sur toutes les lignes.")
def constraints_are_checked() -> Iterable[str]:
    yield from (f"contrainte non vérifiée : {name}" for (name,) in _rows(_UNCHECKED))


@invariant("tables.up_to_date", "Les tables sont celles que le code attend.")
def tables_are_up_to_date() -> Iterable[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield from (f"migration à faire : {migration}" for migration, _backwards in plan)


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _accepts(sql: str, key: int) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [key])
    except DatabaseError:
        return False
    return True
