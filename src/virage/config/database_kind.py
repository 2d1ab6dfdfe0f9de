"""A demonstration and real life never share a database."""

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from virage.base.demonstration import database_is_demo
from virage.stages.accounts.queries import real_people_exist


def refuse_wrong_database(*, demo: bool) -> None:
    """Refuse to serve real people without proof of who they are, and invented ones as if they were real.

    A database that does not answer yet refuses nothing: the readiness page says so.
    """
    try:
        marked, peopled = database_is_demo(), real_people_exist()
    except DatabaseError:
        return
    if demo and peopled:
        raise ImproperlyConfigured("VIRAGE_DEMO : cette base contient de vraies personnes.")
    if marked and not demo:
        raise ImproperlyConfigured("Cette base est marquée pour la démonstration : elle ne sert pas un site réel.")
