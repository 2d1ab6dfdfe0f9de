"""Who could help: need, sector, region and size against what each place says of whom it serves.

The policy for what is missing: a place that names its limits and meets an unknown answers « à préciser » and names
the one fact that would settle it; a place that names no limit is open to all; one whose limits nobody published stays
unknown and asks nothing. Nothing is left out: what is refused comes last, with its reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from virage.core.answers import Answer, all_of, any_of
from virage.core.fitting import fits
from virage.core.routing import Ground, Reason, Seeker
from virage.core.sectors import Sector
from virage.core.text import stems
from virage.core.words import Words

ASKED = ("sector", "scian", "social_economy", "region", "employees")
"""In which order a missing fact is asked: one at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A project, a session, a pole: whom it serves. Empty ``sectors`` or ``regions``: all; None: nobody published it.

    ``least`` and ``most`` bound the headcount, both included; ``words`` are its own, to meet the need.
    """

    id: str
    sectors: tuple[str, ...] | None = ()
    regions: tuple[str, ...] | None = ()
    least: int | None = None
    most: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place: its answer, every reason in words, the need's words it meets, and the fact that would settle it."""

    place: Place
    answer: Answer
    reasons: tuple[Reason, ...]
    need_words: tuple[str, ...]
    question: str | None


def found(seeker: Seeker, places: Iterable[Place], sectors: Mapping[str, Sector]) -> tuple[Found, ...]:
    """Judge every place, in an order that does not hang on theirs: answer, need met, own sector, then name.

    >>> here = Place(id="bas", regions=("01",)), Place(id="partout")
    >>> [(one.place.id, one.answer.value, one.question) for one in found(Seeker(facts={}), here, {})]
    [('partout', 'yes', None), ('bas', 'unknown', 'region')]
    """
    return tuple(sorted((judge(seeker, place, sectors) for place in places), key=_rank))


def judge(seeker: Seeker, place: Place, sectors: Mapping[str, Sector]) -> Found:
    """Judge one place, giving every reason; a need that it does not name is never held against it."""
    terms = (_sector(seeker, place, sectors), _region(seeker, place), _size(seeker, place))
    answer = all_of(term.answer for term in terms)
    missing = {fact for term in terms for fact in term.missing} if answer is Answer.UNKNOWN else set()
    met = _met(seeker.need, place.words)
    spoken = (_need(met),) if met else ()
    return Found(
        place=place,
        answer=answer,
        reasons=(*terms, *spoken),
        need_words=met,
        question=next((fact for fact in ASKED if fact in missing), None),
    )


def _rank(one: Found) -> tuple[int, int, bool, str]:
    order = (Answer.YES, Answer.UNKNOWN, Answer.NO).index(one.answer)
    return order, -len(one.need_words), not one.place.sectors, one.place.id


def _sector(seeker: Seeker, place: Place, sectors: Mapping[str, Sector]) -> Reason:
    if place.sectors is None:
        return _reason(Ground.SECTOR, Answer.UNKNOWN, "Secteurs non publiés", "Sectors not published")
    if not place.sectors:
        return _reason(Ground.SECTOR, Answer.YES, "Ouvert à tous les secteurs", "Open to all sectors")
    served = [sectors[name] for name in place.sectors if name in sectors]
    answer = any_of(fits(seeker.sector, seeker.facts, one, sectors) for one in served)
    fr = ", ".join(one.name.fr for one in served)
    en = ", ".join(one.name.en for one in served)
    missing = frozenset[str]()
    if answer is Answer.UNKNOWN:
        by_form = any(one.legal_form_based for one in served)
        missing = frozenset({"social_economy" if by_form and seeker.sector else "scian" if seeker.sector else "sector"})
    return _reason(Ground.SECTOR, answer, f"Secteurs servis\u00a0: {fr}", f"Sectors served: {en}", missing)


def _region(seeker: Seeker, place: Place) -> Reason:
    if place.regions is None:
        return _reason(Ground.REGION, Answer.UNKNOWN, "Régions non publiées", "Regions not published")
    if not place.regions:
        return _reason(Ground.REGION, Answer.YES, "Ouvert à toutes les régions", "Open to all regions")
    region = seeker.facts.get("region")
    answer = Answer.of(None if region is None else region in place.regions)
    listed = ", ".join(place.regions)
    missing = frozenset({"region"}) if region is None else frozenset[str]()
    return _reason(Ground.REGION, answer, f"Régions servies\u00a0: {listed}", f"Regions served: {listed}", missing)


def _size(seeker: Seeker, place: Place) -> Reason:
    if place.least is None and place.most is None:
        return _reason(Ground.SIZE, Answer.YES, "Ouvert à toutes les tailles", "Open to all sizes")
    people = seeker.facts.get("employees")
    known = people if isinstance(people, int) else None
    inside = None if known is None else (place.least or 0) <= known and (place.most is None or known <= place.most)
    fr = "\u00a0".join(("De", str(place.least or 1), "à", str(place.most), "personnes"))
    en = f"From {place.least or 1} to {place.most} people"
    if place.most is None:
        fr, en = f"{place.least}\u00a0personnes ou plus", f"{place.least} people or more"
    missing = frozenset({"employees"}) if known is None else frozenset[str]()
    return _reason(Ground.SIZE, Answer.of(inside), fr, en, missing)


def _met(need: str, words: Iterable[str]) -> tuple[str, ...]:
    typed = set(stems(need))
    return tuple(dict.fromkeys(word for word in words if stems(word) and set(stems(word)) <= typed))


def _need(met: tuple[str, ...]) -> Reason:
    listed = ", ".join(met)
    return _reason(Ground.NEED, Answer.YES, f"Votre besoin parle de\u00a0: {listed}", f"Your need speaks of: {listed}")


def _reason(ground: Ground, answer: Answer, fr: str, en: str, missing: frozenset[str] = frozenset()) -> Reason:
    return Reason(ground=ground, answer=answer, words=Words(fr=f"{fr}.", en=f"{en}."), missing=missing)
