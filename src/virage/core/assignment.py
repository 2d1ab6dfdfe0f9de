"""Who could take a file: the people a team has, each with the reasons for and against. A person decides.

Nothing excludes but what is certain: an absence, a full load, a sector, a territory or a language that the person does
not serve. What is not known never excludes, and stands after what is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from virage.core.answers import Answer


class AssignmentGround(StrEnum):
    """What is weighed, in the order in which it is said."""

    PRESENCE = "presence"
    LOAD = "load"
    SECTOR = "sector"
    TERRITORY = "territory"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Away from a day to a day, both included."""

    first: date
    last: date

    def meets(self, first: date, last: date) -> bool:
        """Is one day at least common?

        >>> Absence(first=date(2026, 12, 1), last=date(2026, 12, 5)).meets(date(2026, 12, 5), date(2026, 12, 9))
        True
        """
        return self.first <= last and first <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The point of service a person works from; empty ``languages`` means that it does not say."""

    name: str
    region: str
    mrc: str = ""
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Someone who may hold a file, as the team wrote it down.

    Empty ``sectors`` means all. Empty ``regions`` means the region of ``base``, or all without one; empty ``languages``
    those of ``base``, or not known. ``capacity`` is the most open files at once; nothing when nobody said.
    """

    id: int
    name: str
    open_files: int
    capacity: int | None = None
    sectors: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    absences: tuple[Absence, ...] = ()
    base: Base | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A file to give to someone: what is known of its enterprise, and the day by which something is owed.

    ``holder`` has it already: it is proposed to the others.
    """

    id: int
    due: date
    sector: str | None = None
    region: str | None = None
    mrc: str | None = None
    language: str | None = None
    holder: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One ground and its answer; ``away`` is the absence that says no, ``base`` the point of service that is near."""

    ground: AssignmentGround
    answer: Answer
    away: Absence | None = None
    base: Base | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person before a matter. ``open_files`` counts what the same proposal already gives them."""

    id: int
    name: str
    open_files: int
    capacity: int | None
    findings: tuple[Finding, ...]

    @property
    def suited(self) -> bool:
        """Nothing is against it for certain."""
        return all(one.answer is not Answer.NO for one in self.findings)

    @property
    def against(self) -> tuple[Finding, ...]:
        """What excludes this person."""
        return tuple(one for one in self.findings if one.answer is Answer.NO)

    @property
    def unknown(self) -> tuple[Finding, ...]:
        """What nobody said."""
        return tuple(one for one in self.findings if one.answer is Answer.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Who could take a matter: the suited first, best first, then the others. ``proposed`` is nothing without one."""

    matter: int
    proposed: int | None
    candidates: tuple[Candidate, ...]


def propose(matters: Iterable[Matter], workers: Iterable[Worker], *, on: date) -> tuple[Proposal, ...]:
    """One proposal for each matter, the most pressing first; what is proposed adds to the load of the next.

    Among the suited: fewest unknowns, then the nearest point of service, then the lightest load, then the name. The
    order in which matters and workers come changes nothing.

    >>> ana = Worker(id=1, name="Ana", open_files=3, capacity=4, languages=frozenset({"fr"}))
    >>> bob = Worker(id=2, name="Bob", open_files=1, capacity=4, languages=frozenset({"fr"}))
    >>> due = date(2026, 12, 1)
    >>> files = [Matter(id=n, due=due, sector="bois", region="01", language="fr") for n in (7, 8, 9, 10, 11)]
    >>> [one.proposed for one in propose(files, [ana, bob], on=date(2026, 11, 22))]
    [2, 2, 1, 2, None]
    """
    load = {one.id: one for one in workers}
    found = []
    for matter in sorted(matters, key=lambda one: (one.due, one.id)):
        proposal = _proposal(matter, load, on)
        if proposal.proposed is not None:
            taken = load[proposal.proposed]
            load[taken.id] = replace(taken, open_files=taken.open_files + 1)
        found.append(proposal)
    return tuple(found)


def weigh(matter: Matter, worker: Worker, *, on: date) -> Candidate:
    """One person before one matter, each ground with its answer.

    >>> away = Absence(first=date(2026, 11, 20), last=date(2026, 11, 30))
    >>> ana = Worker(id=1, name="Ana", open_files=0, capacity=2, absences=(away,))
    >>> [one.ground.value for one in weigh(Matter(id=7, due=date(2026, 12, 3)), ana, on=date(2026, 11, 22)).against]
    ['presence']
    """
    findings = (_presence(matter, worker, on), _load(worker), *_fields(matter, worker))
    return Candidate(
        id=worker.id, name=worker.name, open_files=worker.open_files, capacity=worker.capacity, findings=findings
    )


def _proposal(matter: Matter, load: Mapping[int, Worker], on: date) -> Proposal:
    others = (weigh(matter, one, on=on) for one in load.values() if one.id != matter.holder)
    ranked = sorted(others, key=lambda one: _rank(one, matter))
    first = next((one.id for one in ranked if one.suited), None)
    return Proposal(matter=matter.id, proposed=first, candidates=tuple(ranked))


def _rank(one: Candidate, matter: Matter) -> tuple[object, ...]:
    share = Fraction(one.open_files, one.capacity) if one.capacity else Fraction(one.open_files)
    return len(one.against), len(one.unknown), -_nearness(one, matter), share, one.open_files, one.name, one.id


def _nearness(one: Candidate, matter: Matter) -> int:
    base = next((each.base for each in one.findings if each.base), None)
    if base is None:
        return 0
    return 2 if base.mrc and base.mrc == matter.mrc else 1


def _presence(matter: Matter, worker: Worker, on: date) -> Finding:
    """Away today, or on the day by which something is owed: the enterprise would wait."""
    due = max(on, matter.due)
    away = sorted(
        (one for one in worker.absences if one.meets(on, on) or one.meets(due, due)), key=lambda one: one.first
    )
    return Finding(
        ground=AssignmentGround.PRESENCE, answer=Answer.NO if away else Answer.YES, away=next(iter(away), None)
    )


def _load(worker: Worker) -> Finding:
    if worker.capacity is None:
        return Finding(ground=AssignmentGround.LOAD, answer=Answer.UNKNOWN)
    return Finding(ground=AssignmentGround.LOAD, answer=Answer.of(worker.open_files < worker.capacity))


def _fields(matter: Matter, worker: Worker) -> Iterable[Finding]:
    yield Finding(ground=AssignmentGround.SECTOR, answer=_serves(worker.sectors, matter.sector))
    base = worker.base
    regions = worker.regions or (frozenset({base.region}) if base else frozenset())
    near = base if base and base.region == matter.region else None
    yield Finding(ground=AssignmentGround.TERRITORY, answer=_serves(regions, matter.region), base=near)
    spoken = worker.languages or (base.languages if base else frozenset())
    asked = matter.language is not None and spoken
    yield Finding(
        ground=AssignmentGround.LANGUAGE, answer=Answer.of(matter.language in spoken) if asked else Answer.UNKNOWN
    )


def _serves(fields: frozenset[str], value: str | None) -> Answer:
    """All when no field is said; not known when the enterprise did not say."""
    if not fields:
        return Answer.YES
    return Answer.UNKNOWN if value is None else Answer.of(value in fields)
