"""Enterprises, what they said of themselves, whom to call, what they consented to."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle
from uuid import UUID

from virage.demo.clock import some_time
from virage.demo.stories import Story
from virage.demo.trail import Trail
from virage.stages.directory.models import Consent, Contact, Enterprise, EnterpriseFact
from virage.stages.directory.operations import UNCLAIMED_DAYS
from virage.stages.directory.states import Provenance, Purpose

SAYS_YES = (
    "J’accepte qu’un organisme fictif me rappelle et qu’il voie les réponses que je lui envoie. Démonstration : rien "
    "n’est transmis."
)
AREAS = ("418", "514", "819", "450", "581", "438", "873", "579", "367", "263")
PHONES = [f"{area}-555-01{number:02}" for number in range(100) for area in AREAS]  # numbers kept for fiction


def write(rng: random.Random, on: date, stories: Sequence[Story], trail: Trail) -> Mapping[UUID, int]:
    """Write the enterprises of the stories; returns the number of each by its key."""
    phones = cycle(PHONES)
    begun = [some_time(rng, min(story.began_on, on - timedelta(days=1))) for story in stories]
    rows = Enterprise.objects.bulk_create(
        Enterprise(
            key=story.key,
            name=story.name,
            fictitious=True,
            started_at=at,
            claimed_at=None if story.anonymous else at + timedelta(minutes=12),
            expires_on=story.began_on + timedelta(days=UNCLAIMED_DAYS) if story.anonymous else None,
        )
        for story, at in zip(stories, begun, strict=True)
    )
    facts, contacts, consents = [], [], []
    for story, row, at in zip(stories, rows, begun, strict=True):
        trail.add(at, "public", "thread.begun", "enterprise", row.pk)
        facts += [
            EnterpriseFact(enterprise=row, name=name, value=value, provenance=Provenance.DEMO, at=at, by="job:demo")
            for name, value in profile(story).items()
        ]
        if not story.anonymous:
            phone = next(phones)
            contacts.append(Contact(enterprise=row, name=story.contact, email=story.email, phone=phone))
            trail.add(at + timedelta(minutes=12), "link", "contact.named", "enterprise", row.pk)
        if story.asked:
            said = some_time(rng, story.asked.on)
            consents.append(Consent(enterprise=row, purpose=Purpose.CALL_BACK, text=SAYS_YES, given_at=said))
            trail.add(said, "link", "consent.given", "enterprise", row.pk, purpose=Purpose.CALL_BACK.value)
    EnterpriseFact.objects.bulk_create(facts)
    Contact.objects.bulk_create(contacts)
    Consent.objects.bulk_create(consents)
    return {row.key: row.pk for row in rows}


def profile(story: Story) -> dict[str, str | int]:
    """The facts that an owner gives first."""
    return {
        "sector": story.sector,
        "scian": story.scian,
        "region": story.region,
        "employees": story.employees,
        "need": story.need,
    }
