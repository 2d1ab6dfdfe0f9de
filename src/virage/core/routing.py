"""What the published portfolio and the poles say of whom they serve, as places that the matching judges.

A project is announced, never « ouvert »: whether it takes new enterprises is always to be checked with its promoter.
"""

from collections.abc import Iterable

from virage.core.governance import Pole
from virage.core.matching import Place, Term
from virage.core.portfolio import Project
from virage.core.words import Words


def announced(projects: Iterable[Project]) -> tuple[Place[Project], ...]:
    """Real projects, the latest announced first among equals; what no source says stays unknown."""
    return tuple(
        Place(
            id=project.id,
            thing=project,
            sectors=project.sectors or None,
            regions=project.regions,
            region_words=project.region_words,
            terms=(Term(words=project.offer.statement, condition=project.offer.conditions),) if project.offer else (),
            words=tuple(word for words in project.need_words.values() for word in words),
            to_check=Words(
                fr=f"Accueil de nouvelles entreprises à vérifier auprès de l’organisme\u00a0: {project.promoter}.",
                en=f"Whether it takes new enterprises: to be checked with {project.promoter}.",
            ),
            order=-project.date.first.toordinal() if project.date else 0,
        )
        for project in projects
    )


def poles(named: Iterable[Pole], state: Words) -> tuple[Place[Pole], ...]:
    """Poles of expertise that a source names: neither sectors nor regions are published, so none answers yes."""
    unknown = Words(fr="aucune source ne dit les régions servies", en="no source says which regions are served")
    check = Words(fr=f"{state.fr[:1].upper()}{state.fr[1:]}.", en=f"{state.en[:1].upper()}{state.en[1:]}.")
    return tuple(
        Place(
            id=pole.id,
            thing=pole,
            sectors=None,
            regions=None,
            region_words=unknown,
            words=pole.need_words,
            to_check=check,
        )
        for pole in named
    )
