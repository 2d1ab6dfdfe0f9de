"""In the tests as in production, the application connects as a role that owns nothing."""

import pytest
from django.db import ProgrammingError, connection

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def test_the_application_is_virage_app():
    assert ask("SELECT current_user, session_user") == [("virage_app", "virage_app")]


def test_it_owns_no_table():
    assert ask("SELECT tablename FROM pg_tables WHERE tableowner = current_user") == []


def test_every_table_belongs_to_virage_owner():
    assert ask("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'") == [("virage_owner",)]


def test_it_reads_every_table():
    closed = """
        SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND NOT has_table_privilege(oid, 'SELECT')
    """
    assert ask(closed) == []


@pytest.mark.parametrize(
    "order", ["DROP TABLE django_session", "TRUNCATE django_session", "CREATE TABLE mine (id int)"]
)
def test_it_may_not_change_the_tables(order):
    with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"), connection.cursor() as cursor:
        cursor.execute(order)
