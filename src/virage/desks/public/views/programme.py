"""The real programme: its portfolio, one project, its promises, targets, contradictions and figures."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from virage.base.charts.model import Chart
from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.core.money import Money
from virage.core.portfolio import Contradiction, Project, TargetSet
from virage.core.promises import Promise, Standing
from virage.core.published import Portfolio
from virage.core.sectors import Sector
from virage.core.territory import Region
from virage.desks.public.door import PUBLIC
from virage.desks.public.programme import drawings, money, projects, tracker
from virage.desks.public.programme.figures import FigurePage, figure_page
from virage.desks.public.programme.results import Result, results_of, whole
from virage.desks.public.programme.wording import finding, millions

SHOWN_CONTRADICTIONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorLine:
    """One sector: how many named projects serve it, and their named aid. A project of two sectors is in both."""

    sector: Sector
    projects: int
    aid: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioPage:
    """The whole portfolio on one page."""

    portfolio: Portfolio
    headline: money.Headline
    envelope: Chart
    lines: tuple[money.Announced, ...]
    remainders: Chart
    rest: Money
    unplaced: tuple[Project, ...]
    ratios: tuple[money.Ratios, ...]
    listing: projects.Listing
    map: Chart
    everywhere: int
    somewhere: tuple[Project, ...]
    sectors: tuple[SectorLine, ...]
    most: int
    richest: SectorLine
    unpriced: int
    contradictions: tuple[Contradiction, ...]
    standings: tuple[tuple[Promise, tuple[Standing, ...]], ...]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPage:
    """One announced project, with those it follows, those that follow it, and those that share its aid."""

    project: Project
    follows: Project | None
    followed_by: tuple[Project, ...]
    shared_with: tuple[Project, ...]
    regions: tuple[Region, ...]
    batch_line: money.Announced | None
    unexplained: Money | None


@gzip_page
@PUBLIC.page("public/programme/portfolio.html")
def portfolio(request: ViewerRequest) -> PortfolioPage:
    found = library().portfolio
    head = money.headline(found)
    on = timezone.localdate()
    lines = money.announced(found)
    rest = sum((line.rest for line in lines), Money(head.later.amount * 0))
    sectors = sector_lines(found.identified)
    identified = sorted(found.identified, key=lambda p: (p.date is None, p.date))
    return PortfolioPage(
        portfolio=found,
        headline=head,
        envelope=drawings.envelope(found, on, _envelope_finding(head)),
        lines=lines,
        remainders=drawings.remainders(found, _hidden_finding(head, rest)),
        rest=rest,
        unplaced=money.unplaced(found),
        ratios=money.leverage_table(found),
        listing=projects.listing(request.GET, identified, library().sectors, library().regions),
        map=drawings.unknown_map(library().regions, _("Aucune source consultée ne donne l’aide par région.")),
        everywhere=len(projects.everywhere(found.identified)),
        somewhere=projects.somewhere(found.identified),
        sectors=sectors,
        most=max((line.projects for line in sectors), default=0),
        richest=max(sectors, key=lambda line: line.aid),
        unpriced=sum(line.remainder.projects for line in lines if line.remainder and line.remainder.aid is None),
        contradictions=tuple(found.contradictions.values())[:SHOWN_CONTRADICTIONS],
        standings=tuple((found.promises[name], each) for name, each in found.standings(on).items()),
        on=on,
    )


def _envelope_finding(head: money.Headline) -> str:
    reported = millions(head.reported.amount) if head.reported else _("aucune somme")
    said = {"envelope": millions(head.envelope.total), "reported": reported}
    return _("L’enveloppe a atteint %(envelope)s; %(reported)s sont déclarés investis.") % said


def _hidden_finding(head: money.Headline, rest: Money) -> str:
    said = {"hidden": head.hidden, "count": head.count, "rest": millions(rest)}
    return _("%(hidden)d projets sur %(count)d n’ont pas de nom public; %(rest)s au moins ne vont à aucun nom.") % said


def sector_lines(found: tuple[Project, ...]) -> tuple[SectorLine, ...]:
    """Every sector that a named project serves, the most served first."""
    lines = []
    for sector in projects.sectors_used(found, library().sectors):
        mine = [p for p in found if sector.id in p.sectors]
        lines.append(SectorLine(sector=sector, projects=len(mine), aid=money.named_aid(mine)))
    return tuple(sorted(lines, key=lambda line: -line.projects))


@gzip_page
@PUBLIC.page("public/programme/project.html")
def project(_request: ViewerRequest, project_id: str) -> ProjectPage:
    every = library().portfolio.projects
    found = every.get(project_id)
    if found is None:
        raise Http404
    return ProjectPage(
        project=found,
        follows=every.get(found.follows or ""),
        followed_by=tuple(p for p in every.values() if p.follows == found.id),
        shared_with=tuple(every[name] for name in found.joint_with if name in every),
        regions=tuple(library().regions[code] for code in found.regions or ()),
        batch_line=next((line for line in money.announced(library().portfolio) if found in line.named), None),
        unexplained=money.unexplained(found),
    )


@gzip_page
@PUBLIC.page("public/programme/promises.html")
def promises(request: ViewerRequest) -> tracker.Tracker:
    return tracker.tracker(library().portfolio, request.GET, timezone.localdate())


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsPage:
    """Sets of targets for the programme, those of one announcement, and the published results."""

    charts: tuple[tuple[str, Chart], ...]
    programme: tuple[TargetSet, ...]
    announcements: tuple[TargetSet, ...]
    results: tuple[Result, ...]


@gzip_page
@PUBLIC.page("public/programme/targets.html")
def targets(_request: ViewerRequest) -> TargetsPage:
    found = library().portfolio
    ordered = sorted(found.target_sets, key=lambda s: (s.as_of, s.id))
    measured = {q.measure for b in found.batches.values() for q in b.results}
    drawn = [m for m in ("accompanied", "sensitised") if m in measured]
    return TargetsPage(
        charts=tuple((finding(m, found), drawings.targets_and_results(found, m, finding(m, found))) for m in drawn),
        programme=tuple(s for s in ordered if whole(s, found)),
        announcements=tuple(s for s in ordered if not whole(s, found)),
        results=tuple(r for measure in found.measures for r in results_of(measure, found)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionsPage:
    """Every contradiction."""

    contradictions: tuple[Contradiction, ...]


@gzip_page
@PUBLIC.page("public/programme/contradictions.html")
def contradictions(_request: ViewerRequest) -> ContradictionsPage:
    return ContradictionsPage(contradictions=tuple(library().portfolio.contradictions.values()))


@gzip_page
@PUBLIC.page("public/programme/figures.html")
def figures(request: ViewerRequest) -> FigurePage:
    return figure_page(library().figures, request.GET.get("theme", ""))
