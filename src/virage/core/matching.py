"""Who could help: need, sector, region and size against what each place says of whom it serves.

The policy for what is missing: a place that names its limits and meets an unknown answers « à préciser » and names
the one fact that would settle it; a place that names no limit is open to all; one whose limits nobody published stays
unknown and asks nothing. Nothing is left out: what is refused comes last, with its reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from virage.core.answers import Answer, all_of, any_of
from virage.core.conditions import Node, evaluate
from virage.core.fitting import family, fits
from virage.core.sectors import Sector
from virage.core.text import stems
from virage.core.values import Facts
from virage.core.words import Words

T = TypeVar("T")
ANY_SECTOR = "multisectoriel"
ASKED = ("sector", "scian", "social_economy", "region", "employees")
"""In which order a missing fact is asked: one at a time."""


class Ground(StrEnum):
    """What a reason speaks of."""

    SECTOR = "sector"
    REGION = "region"
    SIZE = "size"
    OFFER = "offer"
    NEED = "need"
    INTAKE = "intake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for or against, its answer, and the facts that would settle it."""

    ground: Ground
    answer: Answer
    words: Words
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeker:
    """Who looks for help: the sector chosen, the need in own words, and facts (scian, region, employees…)."""

    sector: str | None = None
    need: str = ""
    facts: Facts

    @classmethod
    def of(cls, facts: Facts) -> "Seeker":
        """Who looks, from the facts kept of an enterprise."""
        sector, need = facts.get("sector"), facts.get("need")
        return cls(
            sector=sector if isinstance(sector, str) else None, need=need if isinstance(need, str) else "", facts=facts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A headcount, both ends included; None: no limit on that side."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One more condition of a place, in its own words; without a rule it holds."""

    words: Words
    condition: Node | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Generic[T]):
    """A project, a session, a pole: whom it serves. Empty ``sectors`` or ``regions``: all; None: nobody published it.

    ``sizes`` are the headcounts served, any of them; ``words`` are its own, to meet the need; ``closed`` says why it
    takes nobody, ``to_check`` what only the place itself can say. ``order`` ranks equals, smallest first.
    """

    id: str
    thing: T
    sectors: tuple[str, ...] | None = ()
    regions: tuple[str, ...] | None = ()
    region_words: Words | None = None
    sizes: tuple[Size, ...] = ()
    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()
    closed: Words | None = None
    to_check: Words | None = None
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T]):
    """One place: its answer, every reason in words, the need's words it meets, and the fact that would settle it."""

    place: Place[T]
    answer: Answer
    reasons: tuple[Reason, ...]
    need_words: tuple[str, ...]
    question: str | None

    @property
    def thing(self) -> T:
        """The project, session or pole itself."""
        return self.place.thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The sectors and the regions as the packs know them: what reasons are said with."""

    sectors: Mapping[str, Sector]
    regions: Mapping[str, Words]


def found(seeker: Seeker, places: Iterable[Place[T]], names: Names) -> tuple[Found[T], ...]:
    """Judge every place, in an order that does not hang on theirs: answer, need met, own sector, then ``order``.

    >>> here = Place(id="bas", thing=1, regions=("01",)), Place(id="partout", thing=2)
    >>> judged = found(Seeker(facts={}), here, Names(sectors={}, regions={}))
    >>> [(one.place.id, one.answer.value, one.question) for one in judged]
    [('partout', 'yes', None), ('bas', 'unknown', 'region')]
    """
    return tuple(sorted((judge(seeker, place, names) for place in places), key=_rank))


def possible(judged: Iterable[Found[T]]) -> tuple[Found[T], ...]:
    """Keep what nothing known excludes."""
    return tuple(one for one in judged if one.answer is not Answer.NO)


def judge(seeker: Seeker, place: Place[T], names: Names) -> Found[T]:
    """Judge one place, giving every reason; a need that it does not name is never held against it."""
    counted = [_sector(seeker, place, names.sectors), _region(seeker, place, names.regions), *_size(seeker, place)]
    counted += [_term(seeker, term) for term in place.terms]
    if place.closed:
        counted.append(Reason(ground=Ground.INTAKE, answer=Answer.NO, words=place.closed))
    answer = all_of(reason.answer for reason in counted)
    missing = {fact for reason in counted for fact in reason.missing} if answer is Answer.UNKNOWN else set()
    met = words_met(seeker.need, place.words)
    beside = [_need(met)] if met else []
    if place.to_check:
        beside.append(Reason(ground=Ground.INTAKE, answer=Answer.UNKNOWN, words=place.to_check))
    return Found(
        place=place,
        answer=answer,
        reasons=(*counted, *beside),
        need_words=met,
        question=next((fact for fact in (*ASKED, *sorted(missing)) if fact in missing), None),
    )


def words_met(need: str, words: Iterable[str]) -> tuple[str, ...]:
    """Give the words, each whole, that the need says too.

    >>> words_met("refaire mes soumissions", ("soumission", "paie"))
    ('soumission',)
    """
    typed = set(stems(need))
    return tuple(dict.fromkeys(word for word in words if (own := set(stems(word))) and own <= typed))


def settling(judged: Iterable[Found[T]]) -> tuple[str, int] | None:
    """The fact that would settle most, and how many places wait for it; None when none does.

    >>> here = [Place(id="a", thing=1, regions=("01",)), Place(id="b", thing=2, sizes=(Size(least=5),))]
    >>> settling(found(Seeker(facts={}), here, Names(sectors={}, regions={})))
    ('region', 1)
    """
    asked = [one.question for one in judged if one.question in ASKED]
    first = max(ASKED, key=lambda fact: (asked.count(fact), -ASKED.index(fact)))
    return (first, asked.count(first)) if asked else None


def _rank(one: Found[T]) -> tuple[int, int, bool, int, str]:
    order = (Answer.YES, Answer.UNKNOWN, Answer.NO).index(one.answer)
    place = one.place
    return order, -len(one.need_words), not place.sectors or ANY_SECTOR in place.sectors, place.order, place.id


def _sector(seeker: Seeker, place: Place[T], sectors: Mapping[str, Sector]) -> Reason:
    if place.sectors is None:
        return _reason(Ground.SECTOR, Answer.UNKNOWN, "Aucune source ne dit le secteur.", "No source says the sector.")
    if not place.sectors:
        return _reason(Ground.SECTOR, Answer.YES, "Ouvert à tous les secteurs.", "Open to all sectors.")
    if ANY_SECTOR in place.sectors:
        return _reason(Ground.SECTOR, Answer.YES, "Ouvert à plusieurs secteurs.", "Open to several sectors.")
    served = [sectors[name] for name in place.sectors if name in sectors]
    each = [fits(seeker.sector, seeker.facts, one, sectors) for one in served]
    answer = any_of([*each, family(seeker.sector, place.sectors, sectors)])
    said = {
        Answer.YES: ("Pour votre secteur", "For your sector"),
        Answer.NO: ("Pour un autre secteur", "For another sector"),
        Answer.UNKNOWN: ("Peut-être pour votre secteur", "Perhaps for your sector"),
    }[answer]
    fr, en = _join(one.name.fr for one in served), _join(one.name.en for one in served)
    missing = _missing_sector(seeker, served) if answer is Answer.UNKNOWN else frozenset[str]()
    return _reason(Ground.SECTOR, answer, f"{said[0]}\u00a0: {fr}.", f"{said[1]}: {en}.", missing)


def _missing_sector(seeker: Seeker, served: Iterable[Sector]) -> frozenset[str]:
    asked = {"social_economy" if one.legal_form_based else "scian" for one in served}
    known = {fact for fact in asked if fact in seeker.facts}
    return frozenset(asked - known) if seeker.sector else frozenset({"sector", *asked} - known)


def _region(seeker: Seeker, place: Place[T], regions: Mapping[str, Words]) -> Reason:
    if place.regions is None:
        where = place.region_words or Words(fr="région non publiée", en="region not published")
        return _reason(Ground.REGION, Answer.UNKNOWN, f"À vérifier\u00a0: {where.fr}.", f"To be checked: {where.en}.")
    if not place.regions:
        words = "Aucune limite de région n’est publiée.", "No limit of region is published."
        return _reason(Ground.REGION, Answer.YES, *words)
    region = seeker.facts.get("region")
    answer = Answer.of(None if region is None else region in place.regions)
    said = {
        Answer.YES: ("Dans votre région", "In your region"),
        Answer.NO: ("Dans une autre région", "In another region"),
        Answer.UNKNOWN: ("Selon votre région", "Depends on your region"),
    }[answer]
    served = [regions.get(code, Words(fr=code, en=code)) for code in place.regions]
    fr, en = _join(one.fr for one in served), _join(one.en for one in served)
    missing = frozenset({"region"}) if region is None else frozenset[str]()
    return _reason(Ground.REGION, answer, f"{said[0]}\u00a0: {fr}.", f"{said[1]}: {en}.", missing)


def _size(seeker: Seeker, place: Place[T]) -> tuple[Reason, ...]:
    """No limit published: nothing is said of it."""
    if not place.sizes:
        return ()
    people = seeker.facts.get("employees")
    known = people if isinstance(people, int) else None
    answer = Answer.UNKNOWN if known is None else Answer.of(any(_inside(known, size) for size in place.sizes))
    said = [_sized(size) for size in place.sizes]
    missing = frozenset({"employees"}) if known is None else frozenset[str]()
    fr, en = _join(one.fr for one in said), _join(one.en for one in said)
    return (_reason(Ground.SIZE, answer, f"Pour\u00a0: {fr}.", f"For: {en}.", missing),)


def _inside(people: int, size: Size) -> bool:
    return (size.least or 0) <= people and (size.most is None or people <= size.most)


def _sized(size: Size) -> Words:
    if size.most is None:
        return Words(fr=f"{size.least or 1}\u00a0personnes ou plus", en=f"{size.least or 1} people or more")
    return Words(fr=f"de {size.least or 1} à {size.most}\u00a0personnes", en=f"{size.least or 1} to {size.most} people")


def _term(seeker: Seeker, term: Term) -> Reason:
    if term.condition is None:
        return Reason(ground=Ground.OFFER, answer=Answer.YES, words=term.words)
    outcome = evaluate(term.condition, seeker.facts)
    return Reason(ground=Ground.OFFER, answer=outcome.answer, words=term.words, missing=outcome.missing)


def _need(met: tuple[str, ...]) -> Reason:
    listed = _join(met)
    return _reason(
        Ground.NEED, Answer.YES, f"Votre besoin parle de\u00a0: {listed}.", f"Your need speaks of: {listed}."
    )


def _join(names: Iterable[str]) -> str:
    return ", ".join(names)


def _reason(ground: Ground, answer: Answer, fr: str, en: str, missing: frozenset[str] = frozenset()) -> Reason:
    return Reason(ground=ground, answer=answer, words=Words(fr=fr, en=en), missing=missing)
