"""Enterprises that left an address at a fair to receive news, and did nothing since: who is still to be reached."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_DNS, uuid5

from virage.demo.clock import at
from virage.demo.names import COINED, FIRST_NAMES, TRADES
from virage.demo.trail import Trail
from virage.stages.directory.models import Consent, Contact, Enterprise, EnterpriseFact
from virage.stages.directory.states import Provenance, Purpose

MET = timedelta(days=40)
STANDS = (
    ("construction", "16", 24),
    ("construction", "06", 12),
    ("commerce_detail", "06", 27),
    ("agriculture", "12", 14),
    ("fabrication", "05", 11),
    ("transport_logistique", "15", 7),
    ("restauration_hebergement", "03", 13),
    ("tourisme", "11", 5),
)
"""Sector, region, how many."""
PEOPLE = (2, 4, 7, 11, 15, 3, 28, 45, 9, 120)
SAYS_YES = "J’accepte de recevoir des nouvelles du programme fictif. Démonstration : rien n’est transmis."


def write(on: date, trail: Trail) -> None:
    """Write them, each with what it said of itself and its consent to news."""
    moment, met = at(on - MET, 14), list(_met())
    rows = Enterprise.objects.bulk_create(
        Enterprise(key=uuid5(NAMESPACE_DNS, name), name=name, fictitious=True, started_at=moment, claimed_at=moment)
        for name, _facts in met
    )
    EnterpriseFact.objects.bulk_create(
        EnterpriseFact(enterprise=row, name=fact, value=value, provenance=Provenance.DEMO, at=moment, by="job:demo")
        for row, (_name, facts) in zip(rows, met, strict=True)
        for fact, value in facts.items()
    )
    Contact.objects.bulk_create(
        Contact(enterprise=row, name=f"{FIRST_NAMES[rank % len(FIRST_NAMES)]} Fictif", email=f"salon{rank}@pme.example")
        for rank, row in enumerate(rows)
    )
    Consent.objects.bulk_create(
        Consent(enterprise=row, purpose=Purpose.NEWS, text=SAYS_YES, given_at=moment) for row in rows
    )
    for row in rows:
        trail.add(moment, "public", "thread.begun", "enterprise", row.pk)
        trail.add(moment, "link", "consent.given", "enterprise", row.pk, purpose=Purpose.NEWS.value)


def _met() -> Iterator[tuple[str, dict[str, str | int]]]:
    """Name and facts of each; no two names are alike."""
    places = [(sector, region) for sector, region, many in STANDS for _one in range(many)]
    for rank, (sector, region) in enumerate(places):
        trade, scian = TRADES[sector][rank % len(TRADES[sector])]
        turn, place = divmod(rank, len(COINED))
        name = f"{trade} {COINED[place]} et {COINED[(place + turn + 1) % len(COINED)]}"
        yield name, {"sector": sector, "region": region, "scian": scian, "employees": PEOPLE[rank % len(PEOPLE)]}
