"""Published figures, put together by theme and by subject, disagreements side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from virage.content.figures import Figures
from virage.core.figures import Caution, Figure, FigureKind, Point, by_subject, disagreeing

THEMES: dict[str, tuple[Lazy, tuple[str, ...]]] = {
    "programme": (
        _("Le programme"),
        ("otn_money", "otn_total_cost", "otn_projects", "otn_organisations", "otn_sensitised", "otn_accompanied"),
    ),
    "adoption": (
        _("L’adoption du numérique"),
        (
            "bdc_maturity",
            "ai_use",
            "ai_kinds",
            "ai_plans",
            "ai_at_work",
            "cloud",
            "internet",
            "online_sales",
            "ecommerce_sales",
            "advanced_technology",
            "telework",
            "training",
            "obstacles",
            "survey_samples",
        ),
    ),
    "productivite": (
        _("La productivité, face à l’Ontario"),
        ("productivity_level", "productivity_growth", "gdp_gap"),
    ),
    "effet": (_("L’effet"), ("otn_productivity", "effect")),
}
SUBJECTS: dict[str, Lazy] = {
    "otn_money": _("L’argent"),
    "otn_total_cost": _("Le coût total des projets"),
    "otn_projects": _("Les projets financés"),
    "otn_organisations": _("Les organismes porteurs"),
    "otn_sensitised": _("Les entreprises sensibilisées"),
    "otn_accompanied": _("Les entreprises accompagnées"),
    "otn_productivity": _("La productivité des entreprises accompagnées"),
    "bdc_maturity": _("La maturité numérique"),
    "ai_use": _("L’utilisation de l’intelligence artificielle"),
    "ai_kinds": _("Les usages de l’intelligence artificielle"),
    "ai_plans": _("Les intentions d’utiliser l’intelligence artificielle"),
    "ai_at_work": _("L’intelligence artificielle au travail"),
    "cloud": _("L’infonuagique"),
    "internet": _("L’accès à Internet et sa vitesse"),
    "online_sales": _("La vente en ligne"),
    "ecommerce_sales": _("Les ventes du commerce électronique"),
    "advanced_technology": _("Les technologies de pointe"),
    "telework": _("Le télétravail"),
    "training": _("La formation"),
    "obstacles": _("Les freins"),
    "survey_samples": _("Qui les enquêtes ont joint"),
    "productivity_level": _("Le niveau de productivité"),
    "productivity_growth": _("La croissance de la productivité"),
    "gdp_gap": _("L’écart de richesse"),
    "effect": _("Ce que le numérique change"),
}
KINDS: dict[FigureKind, Lazy] = {
    FigureKind.ANNOUNCED: _("annoncé"),
    FigureKind.TARGET: _("cible"),
    FigureKind.FUNDED: _("financé"),
    FigureKind.ACTUAL: _("observé"),
    FigureKind.ESTIMATE: _("estimation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One figure and the word of its kind."""

    figure: Figure
    kind: Lazy

    @property
    def rows(self) -> tuple[tuple[Point, Point | None, bool], ...]:
        """Each value with how much it changed, where the source says so; then the changes without a value (True)."""
        changes = {(c.label, c.at): c for c in self.figure.changes}
        beside = tuple((p, changes.pop((p.label, p.at), None), False) for p in self.figure.points)
        return (*beside, *((change, None, True) for change in changes.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The figures that speak of one thing; `disagree` when some of one kind and unit give different values."""

    id: str
    title: Lazy | str
    records: tuple[Record, ...]
    disagree: bool
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePage:
    """One theme, and the others."""

    theme: str
    themes: tuple[tuple[str, Lazy, int], ...]
    subjects: tuple[Subject, ...]
    count: int

    @property
    def title(self) -> Lazy:
        """The theme in words."""
        return THEMES[self.theme][0]


def figure_page(figures: Figures, asked: str) -> FigurePage:
    """Show one theme, or that of a figure asked by its id; the first when there is no such thing."""
    theme = asked if asked in THEMES else _theme_of(figures.records.get(asked))
    groups = by_subject(figures.records.values())
    known = {subject for _words, subjects in THEMES.values() for subject in subjects}
    others = tuple(subject for subject in groups if subject not in known)  # a pack may speak of something new
    clash = disagreeing(figures.records.values())

    def of(name: str) -> tuple[str, ...]:
        return (*THEMES[name][1], *(others if name == "programme" else ()))

    subjects = tuple(
        Subject(
            id=subject,
            title=SUBJECTS.get(subject, subject),
            records=tuple(Record(figure=f, kind=KINDS[f.kind]) for f in groups[subject]),
            disagree=subject in clash,
            cautions=_cautions(figures.cautions, subject),
        )
        for subject in of(theme)
        if subject in groups
    )
    return FigurePage(
        theme=theme,
        themes=tuple(
            (name, words, sum(len(groups.get(s, ())) for s in of(name))) for name, (words, _s) in THEMES.items()
        ),
        subjects=subjects,
        count=len(figures.records),
    )


def _theme_of(figure: Figure | None) -> str:
    named = (name for name, (_words, subjects) in THEMES.items() if figure and figure.subject in subjects)
    return next(named, next(iter(THEMES)))


def _cautions(cautions: Iterable[Caution], subject: str) -> tuple[Caution, ...]:
    return tuple(c for c in cautions if subject in c.subjects)
