"""The two roles of the application and their databases.

`virage_owner` owns the tables and runs the migrations; `virage_app` owns nothing: what the database forbids, the
application cannot do, in the demonstration and in the tests as in production.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

OWNER, APP = "virage_owner", "virage_app"

GRANTS = f"""
    GRANT USAGE ON SCHEMA public TO {APP};
    ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
    ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT ON SEQUENCES TO {APP};
"""


@contextmanager
def administrator(url: str) -> Iterator[psycopg.Connection]:
    """A connection outside any transaction, as databases are created and dropped that way."""
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def create_roles(administration: psycopg.Connection) -> None:
    """Create both roles where they are missing."""
    known = {name for (name,) in administration.execute("SELECT rolname FROM pg_roles")}
    for role in (OWNER, APP):
        if role not in known:
            administration.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
    # only here may the owner mark a database for demonstration; on a real server nobody grants it this
    administration.execute(sql.SQL('GRANT SET ON PARAMETER "virage.kind" TO {}').format(sql.Identifier(OWNER)))


def create_database(administration: psycopg.Connection, name: str, *, owner_url: str) -> bool:
    """Create a database that belongs to the owner and lets the application in; False when it was there."""
    if exists(administration, name):
        return False
    create = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
    administration.execute(create)
    with administrator(owner_url) as owner:
        owner.execute(GRANTS)
    return True


def clone_database(administration: psycopg.Connection, name: str, *, template: str) -> None:
    """Replace a database by a fresh copy of a template, whoever is still connected to it."""
    drop_database(administration, name)
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
    administration.execute(copy.format(*map(sql.Identifier, (name, template, OWNER))))


def drop_database(administration: psycopg.Connection, name: str) -> None:
    """Drop a database if it exists, connections included."""
    administration.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def rename_database(administration: psycopg.Connection, name: str, new_name: str) -> None:
    """Give a finished database its name: a half-made one is never taken for it."""
    administration.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (name, new_name))))


def exists(administration: psycopg.Connection, name: str) -> bool:
    """Whether a database of that name exists."""
    return administration.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def note(administration: psycopg.Connection, database: str) -> str:
    """What is written on the label of a database: how far the tools have brought it."""
    row = administration.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [database]
    ).fetchone()
    return str(row[0] or "") if row else ""


def write_note(administration: psycopg.Connection, database: str, words: str) -> None:
    """Write the label: it lives and dies with the database, where a file beside it could lie."""
    comment = sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(database), sql.Literal(words))
    administration.execute(comment)
