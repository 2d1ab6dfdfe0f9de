"""What the money rooms cost on a portfolio of 500 projects and more than 200 000 entries.

The demonstration, with a large invented portfolio in its initiative (``bench.portfolio_rows``); every law of the
ledger is verified on it, then each page answers 200 twice before it is timed. Processor of the
application and time to wait for the page are told apart: the second holds what the database spends.
Run: python -m bench.portfolio [ADDRESS...]
"""

import gzip
import os
import statistics
import sys
import time
from datetime import UTC, datetime
from typing import Any

from bench.portfolio_rows import BASE, fill
from tools import catalogues
from tools.testbase import TestBase

ROUNDS = 5
QUERIES, CPU_MS, WIDE = 12, 150, 120
LAWS = "ledger."
PAGES = {
    "director": (
        "/ministere/",
        "/ministere/enveloppe/",
        "/ministere/enveloppe/ecritures/",
        "/ministere/enveloppe/ecritures/?nature=paid&page=40",
        "/ministere/enveloppe/ecritures/{entry}/",
        "/ministere/enveloppe/ecritures/?entente={agreement}",
        "/ministere/appels/",
        "/ministere/ententes/",
        "/ministere/ententes/?etat=verser",
        "/ministere/ententes/?etat=retards",
        "/ministere/ententes/{agreement}/",
        "/ministere/reclamations/",
        "/ministere/reclamations/{claim}/",
        "/ministere/reclamations/argent-qui-dort/",
        "/ministere/reclamations/prevision/",
        "/ministere/promesses/",
        "/ministere/aides/",
        "/ministere/retards/",
        "/ministere/cibles/",
    ),
    "finance": ("/ministere/reclamations/versements.csv",),
    "auditor": ("/verification/", "/verification/argent/", "/verification/argent/ententes/{agreement}/"),
    "promoter": (
        "/promoteur/",
        "/promoteur/ententes/",
        "/promoteur/ententes/{mine}/",
        "/promoteur/reclamations/",
    ),
    "partner": ("/partenaire/", "/partenaire/apports/"),
    "": (
        "/programme/enveloppe-ici/",
        "/programme/promesses-ici/",
        "/programme/strategies-ici/{strategy}/",
        "/programme/projets-ici/{agreement}/",
    ),
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
            report(sys.argv[1:])
        finally:
            connections.close_all()


def furnish() -> None:
    """Build the demonstration, fill its initiative, and hold every law of the ledger to it."""
    from django.utils.module_loading import autodiscover_modules

    from virage.base.demonstration import mark_database_as_demo
    from virage.base.invariants import declared
    from virage.demo.build import build
    from virage.stages.ledger.models import Entry
    from virage.stages.ledger.states import EntryKind

    today = datetime.now(UTC).date()
    mark_database_as_demo()
    build(on=today, seed=1)
    start = time.perf_counter()
    fill(os.environ["VIRAGE_DATABASE_OWNER_URL"], places(), today=today, kinds=tuple(EntryKind.values))
    count = Entry.objects.for_operation().count()
    print(f"{count} entries written in {time.perf_counter() - start:.1f} s")
    autodiscover_modules("invariants")
    start = time.perf_counter()
    faults = [fault for law in declared() if law.name.startswith(LAWS) for fault in law.check()]
    print(f"laws of the ledger verified in {time.perf_counter() - start:.1f} s: {len(faults)} fault(s)", *faults[:5])


def places() -> dict[str, int]:
    """Whose money, and who receives it."""
    from virage.stages.accounts.models import Membership
    from virage.stages.programme.models import Initiative

    initiative = Initiative.objects.earliest("pk")
    held = Membership.objects.for_operation().order_by("person_id")
    bodies = {
        role: held.filter(role=role).values_list("organisation_id", flat=True)[0] for role in ("promoter", "partner")
    }
    return {"initiative": initiative.pk, "ministry": initiative.ministry_id, **bodies}


def visits(wanted: list[str]) -> list[tuple[Any, str]]:
    """Each page with the client of someone who may read it."""
    from django.test import Client

    from virage.stages.accounts.models import Person
    from virage.stages.programme.models import Strategy

    named = {
        "strategy": Strategy.objects.earliest("pk").pk,
        "entry": BASE * 1000 + 10000,
        "agreement": BASE + 7,
        "mine": BASE + 50,
        "claim": f"{BASE + 5}{_last_claim():02}",
    }
    found: list[tuple[Any, str]] = []
    for role, addresses in PAGES.items():
        client = Client(SERVER_NAME="localhost")
        if role:
            person = Person.objects.filter(memberships__role=role).earliest("pk")
            client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        told = [address.format(**named) for address in addresses]
        found += [(client, address) for address in told if not wanted or address in wanted]
    return found


def _last_claim() -> int:
    from virage.stages.claims.models import Claim

    row = Claim.objects.for_operation().filter(agreement_id=BASE + 5).latest("rank")
    return row.rank - 1


def report(wanted: list[str]) -> None:
    """Time every page in turn; say which is past its budget."""
    pages = visits(wanted)
    print(f"{'page':58} {'cpu':>8} {'waited':>9} {'queries':>8} {'html':>9} {'gzip':>8}")
    for client, address in pages:
        asked, size, packed = weigh(client, address)
        spent, waited = [], []
        for _ in range(ROUNDS):
            start, ours = time.perf_counter(), time.process_time()
            client.get(address)
            waited.append((time.perf_counter() - start) * 1000)
            spent.append((time.process_time() - ours) * 1000)
        cpu = statistics.median(spent)
        past = " <<" if cpu > CPU_MS or len(asked) > QUERIES else ""
        print(
            f"{address:58} {cpu:5.0f} ms {statistics.median(waited):6.0f} ms {len(asked):8} "
            f"{size / 1000:6.0f} KB {packed / 1000:5.1f} KB{past}"
        )
        if wanted or past:
            for query in sorted(asked, key=lambda one: -float(one["time"]))[:3]:
                print(f"    {float(query['time']) * 1000:6.0f} ms {query['sql'][: 1500 if wanted else 180]}")


def weigh(client: Any, address: str) -> tuple[list[Any], int, int]:
    """Queries and bytes of a page, seen once before so that nothing is built for the first time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        if page.status_code != 200:
            sys.exit(f"{address}: {page.status_code}")
    return list(asked.captured_queries), len(page.content), len(gzip.compress(page.content))


if __name__ == "__main__":
    main()
