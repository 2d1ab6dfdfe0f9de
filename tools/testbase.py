"""Databases for the tests: one server for all who test in this checkout, one migrated template, one copy each.

The server is shared by every test process and stopped by the last. The template is migrated once by the owner's role
for a given state of the migrations, and kept; a copy of it costs some tens of milliseconds.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property

import psycopg

from tools import fingerprint, roles, steps
from tools.lock import Shared, alone
from tools.postgres import FAST, Cluster, find_programs, version_of

TEMPLATES = "template_"
COPIES = "test_"


class TestBase:
    """The test server and the copy that belongs to this process."""

    __test__ = False  # the name speaks of tests, it holds none

    def __init__(self, name: str) -> None:
        self.database = f"{COPIES}{name}_{os.getpid()}"
        self.template = f"{TEMPLATES}{fingerprint.migrations()}"

    @cached_property
    def cluster(self) -> Cluster:
        major = version_of(find_programs()).split(".")[0]
        return Cluster(f"pgtest-{major}", settings=FAST)

    def addresses(self, database: str | None = None) -> dict[str, str]:
        """What the settings must read; known before anything is started."""
        name = database or self.database
        return {
            "VIRAGE_DATABASE_URL": self.cluster.url(roles.APP, name),
            "VIRAGE_DATABASE_OWNER_URL": self.cluster.url(roles.OWNER, name),
        }

    @contextmanager
    def server(self) -> Iterator[None]:
        """A running server with a migrated template; the last to leave stops it."""
        place = Shared(self.cluster.home / "in-use.lock")
        try:
            with alone(self.cluster.home / "start.lock"):
                self._start()
            yield
        finally:
            with alone(self.cluster.home / "start.lock"):
                if place.leave():
                    self.cluster.stop()

    @contextmanager
    def copy(self) -> Iterator[None]:
        """The copy of this process, dropped at the end."""
        self.refresh()
        try:
            yield
        finally:
            with self._administration() as administration:
                roles.drop_database(administration, self.database)

    def refresh(self) -> None:
        """Put the copy back as the migrations left it, whatever a test committed."""
        with self._administration() as administration:
            roles.clone_database(administration, self.database, template=self.template)

    def _administration(self) -> AbstractContextManager[psycopg.Connection]:
        return roles.administrator(self.cluster.url("postgres", "postgres"))

    def _start(self) -> None:
        first = not self.cluster.answers()
        self.cluster.start()
        with self._administration() as administration:
            roles.create_roles(administration)
            if first:
                self._sweep(administration)
            if not roles.exists(administration, self.template):
                self._migrate(administration)

    def _sweep(self, administration: psycopg.Connection) -> None:
        """Forget the copies of killed runs, and templates of other days."""
        for (name,) in administration.execute("SELECT datname FROM pg_database").fetchall():
            if name.startswith((COPIES, TEMPLATES)) and name != self.template:
                roles.drop_database(administration, name)

    def _migrate(self, administration: psycopg.Connection) -> None:
        draft = f"{COPIES}draft"
        roles.drop_database(administration, draft)
        addresses = self.addresses(draft)
        roles.create_database(administration, draft, owner_url=addresses["VIRAGE_DATABASE_OWNER_URL"])
        with steps.Hand({**os.environ, **addresses}) as hand:
            steps.migrate(hand)
        roles.rename_database(administration, draft, self.template)
