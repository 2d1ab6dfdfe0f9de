"""Write many rows at once: PostgreSQL's COPY, which takes twenty thousand of them in the time of a few hundred."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def copy_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one table, their keys given first; triggers and constraints hold as for any insertion.

    The rows carry their keys afterwards, as after ``bulk_create``. In the caller's transaction.

    Raises:
        IntegrityError: a constraint refuses one of them; none is written.
    """
    if not rows:
        return
    meta = rows[0]._meta  # noqa: SLF001 — Django's documented name
    fields = [field for field in meta.local_concrete_fields if not field.generated]
    _give_keys(rows, meta)
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    order = f"COPY {quoted(meta.db_table)} ({columns}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(order) as copy:
        for row in rows:
            copy.write_row(_values(row, fields))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 — as bulk_create does


def _give_keys(rows: Sequence[models.Model], meta: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(meta.db_table), meta.pk.column, len(rows)],
        )
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key


def _values(row: models.Model, fields: Iterable[Any]) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
