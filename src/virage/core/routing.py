"""Which real projects could help an enterprise, with the reasons. What is not known never hides a project.

A project is announced, never « ouvert »: whether it takes new enterprises is always to be checked with its promoter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from virage.core.answers import Answer, all_of, any_of
from virage.core.conditions import evaluate
from virage.core.fitting import family, fits
from virage.core.portfolio import Project
from virage.core.sectors import Sector
from virage.core.text import stems
from virage.core.values import Facts
from virage.core.words import Words

ANY_SECTOR = "multisectoriel"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One project: no when a published term excludes the enterprise, unknown when something is left to check."""

    project: Project
    answer: Answer
    reasons: tuple[Reason, ...]
    need_words: tuple[str, ...]


def matches(seeker: Seeker, projects: Iterable[Project], sectors: Mapping[str, Sector]) -> tuple[Match, ...]:
    """Judge every project, best first: sure before unknown before excluded, then by need, then own sector, then date.

    None is left out: a page shows those whose answer is not no.
    """
    judged = [match(seeker, project, sectors) for project in projects]
    return tuple(sorted(judged, key=_rank))


def could_help(seeker: Seeker, projects: Iterable[Project], sectors: Mapping[str, Sector]) -> tuple[Match, ...]:
    """Keep what no published term excludes."""
    return tuple(m for m in matches(seeker, projects, sectors) if m.answer is not Answer.NO)


def match(seeker: Seeker, project: Project, sectors: Mapping[str, Sector]) -> Match:
    """Judge one project, giving every reason."""
    terms = [_sector(seeker, project, sectors), _region(seeker, project)]
    if project.offer is not None:
        terms.append(_offer(seeker, project))
    words = _need(seeker, project)
    need = [_need_reason(words)] if words else []
    return Match(
        project=project,
        answer=all_of(r.answer for r in terms),
        reasons=(*terms, *need, _intake(project)),
        need_words=words,
    )


def _rank(found: Match) -> tuple[int, int, bool, int]:
    order = (Answer.YES, Answer.UNKNOWN, Answer.NO).index(found.answer)
    latest = found.project.date.first.toordinal() if found.project.date else 0
    return order, -len(found.need_words), ANY_SECTOR in found.project.sectors, -latest


def _sector(seeker: Seeker, project: Project, sectors: Mapping[str, Sector]) -> Reason:
    if not project.sectors:
        return _reason(Ground.SECTOR, Answer.UNKNOWN, "Aucune source ne dit le secteur.", "No source says the sector.")
    if ANY_SECTOR in project.sectors:
        return _reason(Ground.SECTOR, Answer.YES, "Ouvert à plusieurs secteurs.", "Open to several sectors.")
    targets = [sectors[s] for s in project.sectors]
    answer = any_of(
        [
            *(fits(seeker.sector, seeker.facts, s, sectors) for s in targets),
            family(seeker.sector, project.sectors, sectors),
        ]
    )
    names = Words(fr=_join(s.name.fr for s in targets), en=_join(s.name.en for s in targets))
    said = {
        Answer.YES: ("Pour votre secteur", "For your sector"),
        Answer.NO: ("Pour un autre secteur", "For another sector"),
        Answer.UNKNOWN: ("Peut-être pour votre secteur", "Perhaps for your sector"),
    }[answer]
    missing = _missing_for(targets, seeker) if answer is Answer.UNKNOWN else frozenset()
    return _reason(Ground.SECTOR, answer, f"{said[0]}\u00a0: {names.fr}.", f"{said[1]}: {names.en}.", missing)


def _missing_for(targets: Iterable[Sector], seeker: Seeker) -> frozenset[str]:
    asked = {"social_economy" if s.legal_form_based else "scian" for s in targets}
    return frozenset(asked) if seeker.sector else frozenset({"sector", *asked})


def _region(seeker: Seeker, project: Project) -> Reason:
    if project.regions is None:
        where = project.region_words or Words(fr="région non publiée", en="region not published")
        return _reason(Ground.REGION, Answer.UNKNOWN, f"À vérifier\u00a0: {where.fr}.", f"To be checked: {where.en}.")
    if not project.regions:
        return _reason(Ground.REGION, Answer.YES, "Aucune source ne limite la région.", "No source limits the region.")
    region = seeker.facts.get("region")
    answer = Answer.of(None if region is None else region in project.regions)
    missing = frozenset({"region"}) if region is None else frozenset[str]()
    listed = ", ".join(project.regions)
    return _reason(Ground.REGION, answer, f"Régions servies\u00a0: {listed}.", f"Regions served: {listed}.", missing)


def _offer(seeker: Seeker, project: Project) -> Reason:
    offer = project.offer
    if offer is None or offer.conditions is None:
        words = offer.statement if offer else Words(fr="", en="")
        return Reason(ground=Ground.OFFER, answer=Answer.YES, words=words)
    outcome = evaluate(offer.conditions, seeker.facts)
    return Reason(ground=Ground.OFFER, answer=outcome.answer, words=offer.statement, missing=outcome.missing)


def _need(seeker: Seeker, project: Project) -> tuple[str, ...]:
    """Give the project's own words found in the need; a word absent is never held against a project."""
    typed = set(stems(seeker.need))
    own = (word for words in project.need_words.values() for word in words)
    return tuple(dict.fromkeys(word for word in own if typed and set(stems(word)) <= typed))


def _need_reason(words: tuple[str, ...]) -> Reason:
    listed = ", ".join(words)
    return _reason(
        Ground.NEED, Answer.YES, f"Votre besoin parle de\u00a0: {listed}.", f"Your need speaks of: {listed}."
    )


def _intake(project: Project) -> Reason:
    fr = f"Accueil de nouvelles entreprises à vérifier auprès de l’organisme\u00a0: {project.promoter}."
    return _reason(
        Ground.INTAKE, Answer.UNKNOWN, fr, f"Whether it takes new enterprises: to be checked with {project.promoter}."
    )


def _join(names: Iterable[str]) -> str:
    return ", ".join(names)


def _reason(ground: Ground, answer: Answer, fr: str, en: str, missing: frozenset[str] = frozenset()) -> Reason:
    return Reason(ground=ground, answer=answer, words=Words(fr=fr, en=en), missing=missing)
