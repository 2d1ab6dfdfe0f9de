"""What happened to each invented enterprise, told before anything is written: pure, and the same for the same seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, zip_longest
from uuid import UUID

from virage.demo import names
from virage.demo.portfolio import Announced
from virage.stages.casefiles.states import DeclineReason, RequestState

ENTERPRISES = 150
ANONYMOUS = 12
COHORT_DAYS = 800
"""How long the project that no longer accepts requests did accept some."""
LATE_DAYS = (11, 13, 16, 18, 23, 29, 34, 44, 48, 57)
"""Requests that nobody answered: past the first reminder, the second, and the release of the enterprise."""
RECENT_DAYS = (1, 1, 2, 3, 4, 6, 7, 8)
EACH = 2
"""How many enterprises wait for an answer of each project."""
SECTOR_WEIGHTS = {
    "construction": 34,
    "commerce_detail": 16,
    "fabrication": 15,
    "general": 13,
    "restauration_hebergement": 11,
    "agriculture": 10,
    "transformation_alimentaire": 9,
    "tourisme": 8,
    "transport_logistique": 7,
    "culture_communications": 6,
    "meuble": 6,
    "foresterie": 5,
    "economie_sociale": 8,
    "mode_vetement": 4,
    "finance_assurances": 4,
    "sciences_vie": 3,
    "mines": 3,
    "peche": 3,
}
REGION_WEIGHTS = {
    "06": 20, "16": 17, "03": 13, "15": 9, "12": 8, "14": 7, "13": 7, "05": 7, "17": 6, "02": 6, "04": 6, "07": 5,
    "01": 7, "08": 4, "11": 3, "09": 2, "10": 1,
}  # fmt: skip
SIZES = ((1, 4, 22), (5, 9, 26), (10, 19, 22), (20, 49, 18), (50, 99, 8), (100, 240, 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request to be called back, its answer, and the case file if it was accepted."""

    project: Announced
    on: date
    need: str
    best_time: str
    state: RequestState
    answered_on: date | None = None
    reason: DeclineReason | None = None
    services: tuple[tuple[date, int], ...] = ()
    """Days, and quarters of an hour."""
    diagnosed_on: date | None = None
    closed_on: date | None = None
    next_move_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One enterprise from its first day to today."""

    key: UUID
    name: str
    sector: str
    scian: str
    region: str
    employees: int
    contact: str
    need: str
    maturity: float
    began_on: date
    attends: int
    """How many activities it came to before its thread began, or when it did."""
    quick_on: date | None = None
    asked: Asked | None = None
    diagnosed_alone_on: date | None = None

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"{self.key.hex[:10]}@example.org"

    @property
    def anonymous(self) -> bool:
        """Nobody knows who it is: it is destroyed in time."""
        return not self.name


def tell(rng: random.Random, on: date, since: date, projects: Sequence[Announced]) -> tuple[Story, ...]:
    """The stories of every enterprise, oldest first; each region and each sector has at least one."""
    taken: set[str] = set()
    stories = [_begin(rng, rank, on, since, taken) for rank in range(ENTERPRISES)]
    waiting = _waiting(stories, projects)
    told = []
    for rank, story in enumerate(stories):
        if rank >= ENTERPRISES - ANONYMOUS:
            day = on - timedelta(days=rng.randint(2, 80))
            told.append(replace(story, name="", contact="", began_on=day, attends=0, quick_on=day))
        elif rank in waiting:
            project, days = waiting[rank]
            told.append(_wait(rng, story, on - timedelta(days=days), project))
        else:
            told.append(_live(rng, story, on, projects))
    return tuple(sorted(told, key=lambda story: (story.began_on, story.key)))


def _begin(rng: random.Random, rank: int, on: date, since: date, taken: set[str]) -> Story:
    sectors, regions = list(SECTOR_WEIGHTS), list(REGION_WEIGHTS)
    sector = sectors[rank] if rank < len(sectors) else rng.choices(sectors, list(SECTOR_WEIGHTS.values()))[0]
    region = regions[rank] if rank < len(regions) else rng.choices(regions, list(REGION_WEIGHTS.values()))[0]
    trade, scian = rng.choice(names.TRADES[sector])
    low, high, _weight = rng.choices(SIZES, [weight for *_edges, weight in SIZES])[0]
    employees = rng.randint(low, high)
    called = [f"{trade} {coined}" for coined in rng.sample(names.COINED, len(names.COINED))]
    name = next(each for each in called if each not in taken)
    taken.add(name)
    return Story(
        key=UUID(int=rng.getrandbits(128), version=4),
        name=name,
        sector=sector,
        scian=scian,
        region=region,
        employees=employees,
        contact=f"{rng.choice(names.FIRST_NAMES)} {rng.choice(names.LAST_NAMES)}",
        need=rng.choice((*names.NEEDS.get(sector, ()), *names.NEEDS_OF_ALL)),
        maturity=min(3.4, 0.7 + 0.18 * employees**0.5 + rng.gauss(0.3, 0.5)),
        began_on=_first_day(rng, on, since),
        attends=rng.choices((0, 1, 2), (32, 48, 20))[0],
    )


def _first_day(rng: random.Random, on: date, since: date) -> date:
    """Any day since the beginning; for two in five, a day of the last fourteen months."""
    latest, earliest = on - timedelta(days=30), since + timedelta(days=120)
    if rng.random() < 0.4:  # noqa: PLR2004
        earliest = latest - timedelta(days=420)
    return earliest + timedelta(days=rng.randint(0, (latest - earliest).days))


def _project(rng: random.Random, story: Story, on: date, projects: Sequence[Announced]) -> Announced:
    """The project of the sector first; that of the region, or the one for everybody, now and then."""
    there = [p for p in projects if p.announced_on < on and p.suits(story.sector, story.region)]
    suited = [p for p in there if p.accepts or on < p.announced_on + timedelta(days=COHORT_DAYS)]
    own = [p for p in suited if p.sectors]
    return rng.choice(own) if own and rng.random() < 0.7 else rng.choice(suited)  # noqa: PLR2004 — most of the time


def _waiting(stories: Sequence[Story], projects: Sequence[Announced]) -> dict[int, tuple[Announced, int]]:
    """Rank → the project asked and for how many days: each project that accepts has one late and one recent."""
    found: dict[int, tuple[Announced, int]] = {}
    days = iter([each for pair in zip_longest(LATE_DAYS, RECENT_DAYS) for each in pair if each])
    for project in (project for project in projects if project.accepts):
        free = (
            rank
            for rank, story in enumerate(stories[: ENTERPRISES - ANONYMOUS])
            if rank not in found and project.suits(story.sector, story.region)
        )
        found |= {rank: (project, next(days)) for rank in islice(free, EACH)}
    return found


def _wait(rng: random.Random, story: Story, asked_on: date, project: Announced) -> Story:
    day = asked_on - timedelta(days=rng.randint(0, 12))
    asked = Asked(
        project=project,
        on=asked_on,
        need=story.need,
        best_time=rng.choice(names.BEST_TIMES),
        state=RequestState.WAITING,
    )
    return replace(story, began_on=day, quick_on=day, asked=asked)


def _live(rng: random.Random, story: Story, on: date, projects: Sequence[Announced]) -> Story:
    if story.attends and rng.random() < 0.24:  # noqa: PLR2004 — some only came to listen
        return story
    quick = story.began_on + timedelta(days=rng.randint(0, 25))
    story = replace(story, quick_on=quick)
    asked_on = quick + timedelta(days=rng.randint(0, 30))
    if rng.random() < 0.12 or asked_on > on - timedelta(days=25):  # noqa: PLR2004
        alone = quick + timedelta(days=rng.randint(3, 20))
        return replace(story, diagnosed_alone_on=alone if alone < on and rng.random() < 0.4 else None)  # noqa: PLR2004
    return replace(story, asked=_answered(rng, story, asked_on, on, projects))


def _answered(rng: random.Random, story: Story, asked_on: date, on: date, projects: Sequence[Announced]) -> Asked:
    project = _project(rng, story, asked_on, projects)
    answered_on = asked_on + timedelta(days=rng.choices((rng.randint(1, 8), rng.randint(9, 24)), (78, 22))[0])
    state = rng.choices((RequestState.ACCEPTED, RequestState.DECLINED, RequestState.WITHDRAWN), (80, 15, 5))[0]
    asked = Asked(
        project=project,
        on=asked_on,
        need=story.need,
        best_time=rng.choice(names.BEST_TIMES),
        state=state,
        answered_on=answered_on,
    )
    if state == RequestState.DECLINED:
        return replace(asked, reason=rng.choice((DeclineReason.FULL, DeclineReason.FULL, DeclineReason.NEED)))
    return _followed(rng, asked, on) if state == RequestState.ACCEPTED else asked


def _followed(rng: random.Random, asked: Asked, on: date) -> Asked:
    opened = asked.answered_on or asked.on
    diagnosed: date | None = opened + timedelta(days=rng.randint(4, 40))
    if rng.random() < 0.14 or diagnosed is None or diagnosed >= on:  # noqa: PLR2004 — some begin without one
        diagnosed = None
    services, day = [], (diagnosed or opened) + timedelta(days=rng.randint(1, 20))
    for _visit in range(rng.choices((0, 1, 2, 4, 6, 9), (14, 12, 18, 26, 20, 10))[0]):
        if day >= on:
            break
        services.append((day, rng.choice((2, 4, 6, 8, 12))))
        day += timedelta(days=rng.randint(6, 35))
    last = services[-1][0] if services else opened
    over = (on - last).days > 330 or ((on - last).days > 150 and rng.random() < 0.5)  # noqa: PLR2004
    late = rng.random() < 0.28  # noqa: PLR2004 — some moves are late
    return replace(
        asked,
        diagnosed_on=diagnosed,
        services=tuple(services),
        closed_on=min(last + timedelta(days=rng.randint(10, 40)), on) if over else None,
        next_move_on=on + timedelta(days=rng.randint(-24, -1) if late else rng.randint(0, 28)),
    )
