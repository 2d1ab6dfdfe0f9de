"""What each page costs the server: public pages, an owner's pages, the lists of the desks, on the demonstration.

The peer is the health page, the least that a request can cost here: each page is also given as that many times it.
Every page must answer 200 twice before it is timed; pages are then asked in turn.
Run: python -m bench.pages
"""

import gzip
import os
import statistics
import sys
import time
from datetime import UTC, datetime
from importlib import import_module

from tools import catalogues
from tools.testbase import TestBase

ROUNDS = 7
LEAST = "/sante/"
PUBLIC = (
    "/",
    "/recherche/?q=armoires",
    "/aides/",
    "/aides/essor-1b/",
    "/activites/",
    "/programme/",
    "/programme/projets/otn-003/",
    "/programme/engagements/",
    "/programme/cibles/",
    "/programme/contradictions/",
    "/programme/chiffres/",
    "/programme/secteurs/",
    "/programme/regions/06/",
    "/donnees-ouvertes/",
    "/mon-entreprise/",
)
OWNER = ("", "resultat/", "plan/", "rappel/", "lien/")
DESKS = {
    "promoter": (
        "/promoteur/",
        "/promoteur/demandes/",
        "/promoteur/dossiers/",
        "/promoteur/dossiers/?sector=tourisme",
        "/promoteur/activites/",
    ),
    "adviser": ("/conseiller/", "/conseiller/dossiers/"),
    "director": (
        "/ministere/",
        "/ministere/enveloppe/",
        "/ministere/cibles/",
        "/ministere/couverture/",
        "/ministere/retards/",
        "/ministere/etapes/accompanied/",
    ),
    "auditor": ("/verification/",),
}


def main() -> None:
    base = TestBase("bench")
    os.environ.update(
        base.addresses(),
        DJANGO_SETTINGS_MODULE="virage.config.settings",
        VIRAGE_DEMO="1",
        VIRAGE_SECRET_KEY="only for the bench",  # noqa: S106
    )
    catalogues.compile_all()
    with base.server(), base.copy():
        import django
        from django.db import connections

        django.setup()
        try:
            furnish()
            import_module("virage.config.wsgi")  # opened as the server is
            report(visits())
        finally:
            connections.close_all()


def furnish() -> None:
    """Build the demonstration and the search, told today."""
    from virage.base.demonstration import mark_database_as_demo
    from virage.demo.build import build
    from virage.stages.insight.indexing import index_public

    mark_database_as_demo()
    build(on=datetime.now(UTC).date(), seed=1)
    index_public()
    crowd()


def crowd() -> None:
    """Five thousand more files for the first promoter: its caseload is the staff list of the budget."""
    from tests.thousands import many_files
    from virage.stages.accounts.models import Membership
    from virage.stages.casefiles.models import CaseFile

    first = Membership.objects.for_operation().filter(role="promoter").order_by("person_id").first()
    held = CaseFile.objects.for_operation().filter(project__promoter_id=first.organisation_id, closed_at=None)
    many_files(held.earliest("pk").pk, 5000)


def visits() -> list:
    """Each page with the client of someone who may read it."""
    from django.test import Client

    from virage.stages.accounts.models import Person

    stranger = Client(SERVER_NAME="localhost")
    found = [(stranger, address) for address in (LEAST, *PUBLIC)]
    owner, number = thread()
    found += [(owner, f"/mon-entreprise/{number}/{end}") for end in OWNER]
    for role, addresses in DESKS.items():
        client = Client(SERVER_NAME="localhost")
        person = Person.objects.filter(memberships__role=role).order_by("pk").first()
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        found += [(client, address) for address in addresses]
    return found


def thread() -> tuple:
    """An owner who answered the quick check and drew a plan."""
    from django.test import Client

    from tests.thread import answer_all, begin
    from virage.stages.accounts.middleware import KEYS
    from virage.stages.funding.operations import draft_funded_plan

    begun, viewer = begin()
    answer_all(begun, viewer)
    draft_funded_plan(viewer, key=begun.key, on=datetime.now(UTC).date())
    owner = Client(SERVER_NAME="localhost")
    session = owner.session
    session[KEYS] = [str(begun.key)]
    session.save()
    return owner, begun.id


def report(pages: list) -> None:
    """Time every page in turn, and print one line for each."""
    costs = {address: weigh(client, address) for client, address in pages}
    spent: dict[str, list[float]] = {address: [] for address in costs}
    begun, ours = time.perf_counter(), time.process_time()
    for _ in range(ROUNDS):
        for client, address in pages:
            start = time.process_time()
            client.get(address)
            spent[address].append((time.process_time() - start) * 1000)
    idle = 1 - (time.process_time() - ours) / (time.perf_counter() - begun)
    least = statistics.median(spent[LEAST])
    print(f"{len(costs)} pages, {ROUNDS} rounds; processor of the application, the database apart")
    print(f"{'page':42} {'cpu median':>10} {'min':>8} {'x least':>8} {'queries':>8} {'gzip':>8}")
    for address, (queries, size) in costs.items():
        median = statistics.median(spent[address])
        least_ms = min(spent[address])
        print(
            f"{address:42} {median:7.1f} ms {least_ms:5.1f} ms {median / least:8.1f} {queries:8} {size / 1000:5.1f} KB"
        )
    # while the database answers this program sleeps: a third of the time on a quiet machine
    if idle > 0.5 or os.getloadavg()[0] > 1.5:
        print("warning: other processes are using this machine")


def weigh(client: object, address: str) -> tuple[int, int]:
    """Queries and compressed bytes of a page, seen once before so that nothing is built for the first time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        if page.status_code != 200:
            sys.exit(f"{address}: {page.status_code}")
    return len(asked), len(gzip.compress(page.content))


if __name__ == "__main__":
    main()
