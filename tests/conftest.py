"""Every test that asks for the database gets a fresh copy of a migrated one, as the role that owns no table.

`.venv/bin/python -m pytest tests/…` works alone: the server starts with the first test that needs it.
"""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

from tools import catalogues
from tools.testbase import TestBase

base = TestBase(os.environ.get("PYTEST_XDIST_WORKER", "main"))

os.environ.update(
    base.addresses(),
    DJANGO_SETTINGS_MODULE="virage.config.settings",
    DJANGO_ALLOW_ASYNC_UNSAFE="1",  # Playwright keeps an event loop in the thread that runs the tests
    VIRAGE_DEMO="1",
    VIRAGE_SECRET_KEY="only for the tests",  # noqa: S106
)

# a law holds or it does not, however busy the machine
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

catalogues.compile_all()  # before any page is rendered: Django reads them once

WITHOUT_DJANGO = {"core", "content"}


def pytest_pycollect_makemodule(module_path):
    """The floors below Django are tested without it: quicker, and proof that they do without."""
    if not WITHOUT_DJANGO.intersection(module_path.parts):
        import django

        django.setup()


def pytest_collection_modifyitems(items):
    """What touches the database belongs to the data layer, but for what a browser drives through it.

    What is long comes first: no process is left alone at the end with one of them.
    """
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    for item in items:
        if item.get_closest_marker("django_db") and not item.get_closest_marker("browser"):
            item.add_marker("data")


def pytest_collection_finish():
    """What was imported stays until the end: no need to look for what it leaves, again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    from django.db import connections
    from django.test import TransactionTestCase

    def refresh(_test):
        connections.close_all()
        base.refresh()

    patch = pytest.MonkeyPatch()
    # a committed test ends with a new copy: the application may not truncate, and triggers forbid deletion
    patch.setattr(TransactionTestCase, "_fixture_teardown", refresh)
    for database in connections.databases.values():  # a process of xdist read the settings before this file
        database["NAME"] = base.database
    with base.server(), base.copy(), django_db_blocker.unblock():
        yield
        connections.close_all()
    patch.undo()


@pytest.fixture(autouse=True)
def in_french(request):
    """Each test begins in French, whatever page the one before it left open in English."""
    if WITHOUT_DJANGO.isdisjoint(request.path.parts):
        from django.utils import translation

        translation.deactivate()
