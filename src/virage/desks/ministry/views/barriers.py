"""What holds enterprises back, by sector, and what the answers can and cannot say."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from virage.base import words
from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.base.viewer import Viewer
from virage.content.surveys import BARRIER, SURVEY
from virage.core.proportions import Homogeneity, Share
from virage.desks.ministry.door import DESK, reads_counts
from virage.desks.ministry.words import sector_name
from virage.stages.insight.queries import BarrierLine, Barriers, checked_barriers, survey_barriers


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sector: a share for each barrier, none where too few answered."""

    name: str
    n: int
    cells: tuple[tuple[str, Share], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One source of answers, in words; the whole comes first. ``alone`` sectors stand by themselves in the test."""

    title: str
    n: int
    rows: tuple[Row, ...]
    sentence: str
    alone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BarriersPage:
    """The claim, and two sources of answers that are never added."""

    claim: str
    name: str
    version: str
    digest: str
    options: tuple[str, ...]
    tables: tuple[Table, ...]


@DESK.page("ministry/barriers.html", admits=reads_counts)
def barriers(request: ViewerRequest) -> BarriersPage:
    viewer, survey = request.viewer, library().surveys[SURVEY]
    asked = next(question for question in survey.questions if question.id == BARRIER)
    options = tuple(asked.heading(option).words.say(viewer.language) for option in asked.options)
    return BarriersPage(
        claim=survey.claim.words.say(viewer.language),
        name=survey.name.words.say(viewer.language),
        version=survey.version,
        digest=survey.digest[:8],
        options=options,
        tables=(
            _table(_("Ce que dit l’enquête"), survey_barriers(viewer, survey=SURVEY), options, viewer),
            _table(
                _("Ce que disent les diagnostics rapides envoyés"),
                checked_barriers(viewer, survey=SURVEY),
                options,
                viewer,
            ),
        ),
    )


def _table(title: str, found: Barriers, options: tuple[str, ...], viewer: Viewer) -> Table:
    def row(name: str, line: BarrierLine) -> Row:
        cells = tuple(zip(options, line.shares, strict=True)) if line.shares else ()
        return Row(name=name, n=line.n, cells=cells)

    sectors = (row(sector_name(o.sector, viewer) if o.sector else _("Secteur non dit"), o) for o in found.lines)
    rows = (row(_("Ensemble"), found.whole), *sectors)
    return Table(
        title=title, n=found.whole.n, rows=rows, sentence=verdict(found.test, viewer.language), alone=found.alone
    )


def verdict(test: Homogeneity, language: str) -> str:
    """What can be said, and what cannot, in one sentence."""
    if test.chance is None:
        return _("Trop peu de réponses par secteur pour dire si les freins diffèrent.")
    if test.settled:
        return _(
            "Dans ces réponses, les freins changent selon le secteur : s’ils étaient partout les mêmes, des écarts "
            "aussi grands n’arriveraient que dans %(share)s des enquêtes (khi carré %(statistic)s, %(freedom)s degrés "
            "de liberté, n = %(n)s)."
        ) % _said(test, language)
    return _(
        "Ces réponses ne montrent pas d’écart entre secteurs : s’ils répondaient tous de même, des écarts au moins "
        "aussi grands arriveraient dans %(share)s des enquêtes (khi carré %(statistic)s, %(freedom)s degrés de "
        "liberté, n = %(n)s). Elles ne prouvent pas qu’il n’y en a aucun."
    ) % _said(test, language)


def _said(test: Homogeneity, language: str) -> dict[str, str]:
    spoken = words.spoken(language)
    chance = test.chance or 0.0
    share = words.percent(chance, spoken, 1) if chance >= 0.001 else _("moins de 0,1 %")  # noqa: PLR2004 - one in a thousand
    statistic = words.number(round(test.statistic, 1), spoken, 1)
    return {"share": share, "statistic": statistic, "freedom": str(test.freedom), "n": str(test.n)}
