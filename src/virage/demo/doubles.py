"""Two enterprises that came twice under almost one name: what the queue of doubles asks of a person."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_DNS, uuid5

from virage.core.linkage import probability
from virage.demo.clock import at, working
from virage.stages.directory.models import Contact, Enterprise, LinkPair

AGAIN = (
    ("bonjour@fromages.example", "Plateau, fromagerie fictive", "Rose Fictive", {"name": 1, "phone": 0, "email": 2}),
    ("pommes@piemont.example", "Vergers fictifs du Piedmont", "Yan Inventé", {"name": 2, "email": 0}),
)
"""The address, the name and the person of each second record, and how it compares with the first."""
FIRST = ("lait@plateau.example", "pommes@piemont.example")


def write(on: date) -> None:
    """Write the second records, and the pairs as linkage would find them."""
    since = at(working(on - timedelta(days=5)), 11)
    population = Enterprise.objects.for_operation().count() + len(AGAIN)
    for first, (email, name, person, levels) in zip(FIRST, AGAIN, strict=True):
        known = Contact.objects.for_operation().get(email=first)
        again = Enterprise.objects.create(
            key=uuid5(NAMESPACE_DNS, name), name=name, fictitious=True, started_at=since, claimed_at=since
        )
        phone = known.phone if levels.get("phone") == 0 else ""
        Contact.objects.create(enterprise=again, name=person, email=email, phone=phone)
        LinkPair.objects.create(
            left_id=known.enterprise_id,
            right=again,
            probability=Decimal(f"{probability(levels, population=population):.4f}"),
            levels=levels,
            found_at=since,
        )
