"""Enterprises that agreed to news, in numbers, for tests that need a crowd: rows alone."""

from datetime import UTC, datetime
from uuid import uuid4

from virage.stages.directory.models import AccessGrant, Consent, Contact, Enterprise, EnterpriseFact

BEFORE = datetime(2026, 3, 10, 16, tzinfo=UTC)


def crowd(count: int, *, organisation: int | None = None, tag: str = "", **facts: object) -> list[int]:
    """So many enterprises with facts, an address and a consent to news; an organisation may see them, if given."""
    made = Enterprise.objects.bulk_create(
        Enterprise(name=f"Foule fictive {tag}{n}", fictitious=True, started_at=BEFORE, claimed_at=BEFORE)
        for n in range(count)
    )
    Contact.objects.bulk_create(
        Contact(enterprise=one, name="Personne fictive", email=f"foule-{uuid4().hex[:8]}@example.org") for one in made
    )
    Consent.objects.bulk_create(Consent(enterprise=one, purpose="news", text="oui", given_at=BEFORE) for one in made)
    EnterpriseFact.objects.bulk_create(
        EnterpriseFact(enterprise=one, name=name, value=value, provenance="demo", at=BEFORE, by="job:test")
        for one in made
        for name, value in ({"sector": "meuble", "region": "01", "employees": 12} | facts).items()
    )
    if organisation:
        AccessGrant.objects.bulk_create(
            AccessGrant(
                enterprise=one, organisation_id=organisation, matter=uuid4(), purpose="call_back", reason="-",
                given_by="link", begins_at=BEFORE,
            )
            for one in made
        )  # fmt: skip
    return [one.pk for one in made]
