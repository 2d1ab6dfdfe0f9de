"""Everything public, said as entries of the search: what the packs hold, and the pages of the site.

An entry whose page this site does not have is left out. Regions and sectors are named in what concerns them, so that
« Gaspésie » finds its projects.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.urls import NoReverseMatch, reverse
from django.utils import translation

from virage.base.library import library
from virage.base.search import Entry, rebuild_search
from virage.content.aids import Aid
from virage.core.activity import Activity
from virage.core.figures import Figure
from virage.core.governance import Topic
from virage.core.portfolio import Contradiction, Project
from virage.core.promises import Promise
from virage.core.sectors import Sector, SectorRole, sectors_of
from virage.core.territory import Region
from virage.core.text import fold
from virage.core.words import Words

LANGUAGES = ("fr", "en")
PAGES = {
    "sme:start": (
        Words(fr="Mon entreprise : le diagnostic rapide", en="My business: the quick check"),
        Words(
            fr="Douze questions, un score, trois premières actions, les aides possibles et une personne qui rappelle.",
            en="Twelve questions, a score, three first actions, possible aid and a person who calls back.",
        ),
    ),
    "public:aids": (
        Words(fr="Toutes les aides, avec leurs règles", en="All aid, with its rules"),
        Words(
            fr="Subventions, prêts, crédits d’impôt et services : conditions, montants, dates et sources.",
            en="Grants, loans, tax credits and services: conditions, amounts, dates and sources.",
        ),
    ),
    "public:calendar": (
        Words(fr="Activités", en="Activities"),
        Words(
            fr="Webinaires, formations, ateliers : le calendrier et l’inscription, sans compte.",
            en="Webinars, training, workshops: the calendar and registration, without an account.",
        ),
    ),
    "public:portfolio": (
        Words(fr="Le portefeuille du programme", en="The program’s portfolio"),
        Words(
            fr="L’argent public, les projets annoncés, leurs organismes porteurs, les cibles et les résultats.",
            en="Public money, announced projects, their promoters, targets and results.",
        ),
    ),
    "public:privacy": (
        Words(fr="Vie privée", en="Privacy"),
        Words(
            fr="Ce que nous gardons, pourquoi, combien de temps, et comment effacer vos renseignements personnels.",
            en="What we keep, why, how long, and how to delete your personal information.",
        ),
    ),
    "public:accessibility": (
        Words(fr="Accessibilité", en="Accessibility"),
        Words(
            fr="À quelle norme ce site se conforme, et à qui dire qu’une page résiste.",
            en="Which standard this site follows, and whom to tell when a page resists.",
        ),
    ),
    "public:help": (
        Words(fr="Parler à une personne", en="Talk to a person"),
        Words(fr="Téléphone, courriel, heures.", en="Telephone, e-mail, hours."),
    ),
    "public:about": (
        Words(fr="À propos", en="About"),
        Words(fr="Qui tient ce site, et sur quel logiciel libre.", en="Who runs this site, on which free software."),
    ),
}


def index_public() -> int:
    """Rebuild the search from the packs; returns how many entries it holds."""
    with translation.override("fr"):  # paths are kept without the prefix of a language
        return rebuild_search(entries())


def entries() -> Iterator[Entry]:
    """Say everything public, in both languages."""
    shelf = library()
    activities = {id(p.activity): p.activity for p in shelf.activities if not p.activity.gesture}
    yield from chain(
        *map(_page, PAGES),
        *map(_aid, (aid for aid in shelf.aids.values() if aid.is_norm)),
        *map(_project, shelf.portfolio.projects.values()),
        *map(_contradiction, shelf.portfolio.contradictions.values()),
        *map(_promise, shelf.portfolio.promises.values()),
        *map(_figure, shelf.figures.records.values()),
        *map(_topic, shelf.governance.values()),
        *map(_sector, (s for s in shelf.sectors.values() if s.role is not SectorRole.EXTRA)),
        *map(_region, shelf.regions.values()),
        *map(_activity, activities.values()),
    )


def _said(kind: str, key: str, path: str, title: Words, texts: Iterable[Words | str | None]) -> Iterator[Entry]:
    """One entry for each language; a text that has only one form is said in both."""
    if not path:
        return
    kept = [text for text in texts if text]
    for language in LANGUAGES:
        words = (text if isinstance(text, str) else text.say(language) for text in kept)
        yield Entry(
            kind=kind,
            key=key,
            language=language,
            title=title.say(language),
            text=" ".join(map(_sentence, words)),
            path=path,
        )


def _place(route: str, *given: str, after: str = "") -> str:
    try:
        return reverse(route, args=given) + after
    except NoReverseMatch:
        return ""


def _page(route: str) -> Iterator[Entry]:
    title, text = PAGES[route]
    yield from _said("page", route.replace(":", "-"), _place(route), title, [text])


def _aid(aid: Aid) -> Iterator[Entry]:
    spent = {e.category for n in aid.norms for e in n.money.expenses if e.category and e.included}
    categories = library().expense_categories
    yield from _said(
        "aid",
        aid.id,
        _place("public:aid", aid.id),
        aid.name.words,
        [
            aid.funder,
            *(_KINDS[kind] for kind in aid.kinds),
            *(note.words for note in aid.notes),
            *(e.original.words for n in aid.norms for e in n.money.expenses if e.included and e.original),
            *(categories[name].label.words for name in sorted(spent) if name in categories),
        ],
    )


def _project(project: Project) -> Iterator[Entry]:
    shelf = library()
    name = project.name
    yield from _said(
        "project",
        project.id,
        _place("public:project", project.id),
        Words(fr=name or f"Projet de {project.promoter}", en=name or f"Project of {project.promoter}"),
        [
            project.summary,
            project.offer.statement if project.offer else None,
            project.promoter,
            ", ".join(project.partners),
            Words(fr=", ".join(project.need_words.get("fr", ())), en=", ".join(project.need_words.get("en", ()))),
            *(shelf.sectors[s].name for s in project.sectors if s in shelf.sectors),
            *(shelf.regions[r].name for r in project.regions or () if r in shelf.regions),
        ],
    )


def _contradiction(found: Contradiction) -> Iterator[Entry]:
    path = _place("public:contradictions", after=f"#{found.id}")
    yield from _said("figure", found.id, path, found.title, [*(c.label for c in found.claims), found.reading])


def _promise(promise: Promise) -> Iterator[Entry]:
    path = _place("public:promises", after=f"#{promise.id}")
    yield from _said("promise", promise.id, path, promise.statement, [promise.speaker])


def _figure(figure: Figure) -> Iterator[Entry]:
    path = _place("public:figures", after=f"?theme={figure.id}#{figure.id}")
    texts = [*(point.label for point in figure.points), figure.base, figure.place, figure.speaker, figure.note]
    yield from _said("figure", figure.id, path, figure.statement, texts)


def _topic(topic: Topic) -> Iterator[Entry]:
    path = _place(f"public:{topic.id}")  # the page of a subject bears its name
    told = [*(fact.statement for fact in topic.facts), *(target.statement for target in topic.targets)]
    yield from _said("governance", topic.id, path, topic.title, told)


def _sector(sector: Sector) -> Iterator[Entry]:
    shelf = library()
    labels = [label for code, label in shelf.scian.items() if code in sector.scian]
    spoken = [
        Words(fr=", ".join(p.activity.words["fr"]), en=", ".join(p.activity.words.get("en", ())))
        for p in shelf.activities
        if p.activity.scian in sector.scian
    ]
    yield from _said("sector", sector.id, _place("public:sector", sector.id), sector.name, [*labels, *spoken])


def _region(region: Region) -> Iterator[Entry]:
    path = _place("public:region", region.code)
    told = [Words(fr=f"Projets de la région {region.code}", en=f"Projects of region {region.code}")]
    yield from _said("region", region.code, path, region.name, [*told, *(fact.statement for fact in region.facts)])


def _activity(activity: Activity) -> Iterator[Entry]:
    shelf = library()
    found = (activity.sector,) if activity.sector else sectors_of(activity.scian or "", shelf.sectors)
    names = [shelf.sectors[s].name for s in found[:2] if s in shelf.sectors]
    first = {language: phrases[0] for language, phrases in activity.words.items() if phrases}
    yield from _said(
        "activity",
        "-".join(fold(first["fr"]).split()),
        _place("public:sector", found[0]) or _place("sme:start"),
        Words(fr=_capital(first["fr"]), en=_capital(first.get("en", first["fr"]))),
        [*names, Words(fr=", ".join(activity.words["fr"]), en=", ".join(activity.words.get("en", ())))],
    )


def _sentence(text: str) -> str:
    return _capital(text) if text.endswith((".", "!", "?")) else f"{_capital(text)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_KINDS = {
    "grant": Words(fr="subvention", en="grant"),
    "repayable": Words(fr="contribution remboursable", en="repayable contribution"),
    "loan": Words(fr="prêt", en="loan"),
    "tax_credit": Words(fr="crédit d’impôt", en="tax credit"),
    "wage": Words(fr="aide aux salaires", en="wage support"),
    "service": Words(fr="service d’accompagnement", en="support service"),
    "guarantee": Words(fr="garantie de prêt", en="loan guarantee"),
    "equity": Words(fr="participation au capital", en="equity"),
}
