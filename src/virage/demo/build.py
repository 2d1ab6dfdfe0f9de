"""Tell the story of the fictitious initiative and write it, whole or not at all."""

import random
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from virage.base.demonstration import database_is_demo
from virage.core.words import Words
from virage.demo import (
    calls,
    campaigns,
    cast,
    clock,
    delivery,
    doubles,
    envelope,
    files,
    imports,
    letters,
    meetings,
    offers,
    partnership,
    portfolio,
    proposals,
    regrants,
    sheets,
    stories,
    strategy,
    subscribers,
    tables,
    threads,
    trial,
    voices,
)
from virage.demo.trail import Trail
from virage.stages.accounts.models import Organisation
from virage.stages.accounts.operations import declare_demonstration
from virage.stages.directory.models import Enterprise
from virage.stages.programme.models import Initiative


class NotADemonstration(Exception):  # noqa: N818 — a refusal is an answer, not an error
    """Nothing invented enters a database that is not marked for demonstration."""

    words = Words(
        fr="Cette base n’est pas une base de démonstration : rien d’inventé n’y entre.",
        en="This database is not a demonstration database: nothing invented enters it.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a run did; ``new`` is false when the demonstration was there already."""

    new: bool
    enterprises: int


def build(*, on: date, seed: int) -> Built:
    """Build the demonstration as it stands on a day. The same day and seed give the same data.

    A database that holds nothing yet is marked first; one that holds something unmarked is left alone.

    Raises:
        NotADemonstration: the database is not marked for demonstration.
    """
    _mark_if_empty()
    if not database_is_demo():
        raise NotADemonstration
    with transaction.atomic():
        if Initiative.objects.select_for_update().filter(name=portfolio.NAME).exists():
            return Built(new=False, enterprises=0)
        return Built(new=True, enterprises=_write(on, random.Random(f"{on}/{seed}")))  # noqa: S311 — a story, not a secret


def _mark_if_empty() -> None:
    empty = not Organisation.objects.exists() and not Enterprise.objects.for_operation().exists()
    if settings.DEMO and empty and not database_is_demo():
        declare_demonstration(cast.JOB)


def _write(on: date, rng: random.Random) -> int:
    since, trail = clock.first_day(on), Trail()
    everyone = cast.assemble(since)
    whole = strategy.announce(everyone, since)
    initiative, projects = portfolio.announce(everyone, since, whole)
    offers.publish(projects)
    delivery.write(on, projects, everyone)
    envelope.fill(rng, on, since, initiative, projects, everyone, trail)
    strategy.open_second(since, whole, everyone, trail)
    told = stories.tell(rng, on, since, projects)
    ids = threads.write(rng, on, told, trail)
    meetings.write(rng, on, meetings.plan(rng, on, projects, told), ids, everyone, trail)
    sheets.write(rng, on, told, ids, trail)
    files.write(rng, told, ids, everyone, trail)
    regrants.write(on, projects, everyone, trail)
    partnership.write(rng, on, everyone, trail)
    calls.write(on)
    voices.write(rng, on, told, ids, trail)
    campaigns.write(on, everyone, trail)
    subscribers.write(on, trail)
    tables.write(on, everyone, trail)
    proposals.write(on, initiative, everyone, trail)
    trial.write(on, everyone, trail)
    trail.write()
    imports.write(on, projects, everyone)
    doubles.write(on)
    letters.write(on, projects, everyone)
    return len(told)
