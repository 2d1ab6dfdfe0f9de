"""Many rows at once: written by PostgreSQL's COPY, named by one array, destroyed by one statement.

Twenty thousand of them take the time of a few hundred handled one by one.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import RawSQL

PLAIN: Final = {
    "CharField": str,
    "TextField": str,
    "BooleanField": bool,
    "UUIDField": UUID,
    "DateField": date,
    "DateTimeField": datetime,
    "PositiveIntegerField": int,
    "BigAutoField": int,
    "ForeignKey": int,
    "OneToOneField": int,
}
"""Kinds of columns, and the type of a value that goes there as it is."""


def copy_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one table, their keys given first; triggers and constraints hold as for any insertion.

    The rows carry their keys afterwards, as after ``bulk_create``. In the caller's transaction.

    Raises:
        IntegrityError: a constraint refuses one of them; none is written.
    """
    if not rows:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    meta = rows[0]._meta  # noqa: SLF001 — Django's documented name
    fields = [field for field in meta.local_concrete_fields if not field.generated]
    _give_keys(rows, meta, connection)
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    order = f"COPY {quoted(meta.db_table)} ({columns}) FROM STDIN"
    readers = [_reader(field, connection) for field in fields]
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(order) as copy:
        for row in rows:
            copy.write_row([read(row) for read in readers])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 — as bulk_create does


def among(values: Iterable[str] | Iterable[int] | Iterable[UUID], kind: str = "text") -> RawSQL:
    """What follows ``__in`` for thousands of values: one array, where a list would make as many parameters."""
    said = "SELECT to_jsonb(one) FROM unnest(%s::text[]) AS one" if kind == "jsonb" else f"SELECT unnest(%s::{kind}[])"
    return RawSQL(said, [list(values)])  # noqa: S611 — the values are a parameter, the kinds are ours


def drop_rows(rows: models.QuerySet[Any]) -> int:
    """Destroy rows to which nothing points any more, in one statement that reads none of them; returns how many.

    What still points at one of them is refused by the database when the transaction ends, never destroyed along.
    """
    return rows._raw_delete(rows.db)  # noqa: SLF001 — what delete() ends with


def _give_keys(rows: Sequence[models.Model], meta: Any, connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(meta.db_table), meta.pk.column, len(rows)],
        )
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key


def _reader(field: Any, connection: Any) -> Callable[[models.Model], Any]:
    """How the value of a column is read from a row: as it is where it may be, else as Django prepares it."""
    plain = (
        None if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False) else PLAIN.get(_kind(field))
    )
    held = attrgetter(field.attname)

    def read(row: models.Model) -> Any:
        if plain and ((value := held(row)) is None or type(value) is plain):
            return value
        return field.get_db_prep_save(field.pre_save(row, True), connection)

    return read


def _kind(field: Any) -> str:
    return str(field.get_internal_type())
