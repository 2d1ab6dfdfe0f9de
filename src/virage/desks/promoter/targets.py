"""Each target of the promoter's projects: what was promised, what is done, what remains and by when; and its list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.templatetags.words import day, number
from virage.core.pace import Pace, pace
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.insight.queries import Indicator, Member, members_of_project, results
from virage.stages.programme.queries import ProjectCard, TargetLine, projects_and_targets

BY_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One target in force: the first one set, where it changed, and where it stands in words."""

    indicator: str
    name: str
    stands: Pace
    first: TargetLine | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    project: ProjectCard
    aims: tuple[Aim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsPage:
    projects: tuple[Aims, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindPage:
    """The enterprises behind one result."""

    project: ProjectCard
    name: str
    lines: Page[Member]
    count: int


@DESK.page("promoter/targets.html")
def targets(request: ViewerRequest) -> TargetsPage:
    viewer, on = request.viewer, timezone.localdate()
    found = results(viewer, until=on)
    own = projects_and_targets(viewer, promoters=viewer.organisations(*ROLES))
    return TargetsPage(projects=tuple(Aims(project=card, aims=_aims(card, lines, found, on)) for card, lines in own))


@DESK.page("promoter/target.html")
def behind(request: ViewerRequest, project_id: int, indicator: str) -> BehindPage:
    viewer = request.viewer
    own = projects_and_targets(viewer, promoters=viewer.organisations(*ROLES))
    card = next((one for one, _lines in own if one.id == project_id), None)
    if card is None or indicator not in Indicator.values:
        raise Http404
    found = members_of_project(
        viewer, project_id=project_id, indicator=Indicator(indicator), until=timezone.localdate()
    )
    return BehindPage(
        project=card,
        name=str(Indicator(indicator).label),
        lines=Paginator(found, BY_PAGE).get_page(request.GET.get("page")),
        count=len(found),
    )


def _aims(
    card: ProjectCard, lines: Iterable[TargetLine], found: Mapping[tuple[int, str], int], on: date
) -> tuple[Aim, ...]:
    versions: dict[str, list[TargetLine]] = {}
    for line in lines:
        versions.setdefault(line.indicator, []).append(line)
    return tuple(
        _aim(card, versions[one], found.get((card.id, one.value), 0), on) for one in Indicator if one in versions
    )


def _aim(card: ProjectCard, versions: list[TargetLine], done: int, on: date) -> Aim:
    """``versions`` from the oldest to the one in force."""
    target = versions[-1]
    began = card.announced_on or versions[0].set_on
    stands = pace(promised=target.value, done=done, since=began, due=target.due_on, on=on)
    return Aim(
        indicator=target.indicator,
        name=str(Indicator(target.indicator).label),
        stands=stands,
        first=versions[0] if versions[0].value != target.value else None,
        sentences=tuple(_sentences(stands, began)),
    )


def _sentences(stands: Pace, began: date) -> list[str]:
    """Where it stands, said and not judged."""
    said = [_remains(stands)]
    if stands.needed is not None:
        said.append(_("Il en faudrait %(pace)s par mois pour y arriver à cette date.") % {"pace": _pace(stands.needed)})
    if stands.so_far is not None:
        words = _("Depuis le %(began)s, il y en a eu %(pace)s par mois.")
        said.append(words % {"began": day(began), "pace": _pace(stands.so_far)})
    return said


def _remains(stands: Pace) -> str:
    if not stands.remains:
        return _("Le nombre promis est atteint.")
    rest = {"n": number(stands.remains), "due": day(stands.due)}
    if stands.due is None:
        return (
            _("Il en reste %(n)s. Aucune date de fin n’est écrite : on ne peut pas dire le rythme qu’il faudrait.")
            % rest
        )
    if stands.over:
        return _("La date de fin était le %(due)s; il en reste %(n)s.") % rest
    return _("Il en reste %(n)s, d’ici le %(due)s.") % rest


def _pace(value: Fraction) -> str:
    """« environ 1,5 »; under a tenth, « moins de 0,1 »."""
    tenth = Fraction(1, 10)
    if not value:
        return number(0)
    if value < tenth:
        return _("moins de %(pace)s") % {"pace": number(tenth, 1)}
    return _("environ %(pace)s") % {"pace": number(value, 0 if value >= 10 or value.denominator == 1 else 1)}  # noqa: PLR2004
