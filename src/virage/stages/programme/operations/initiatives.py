"""Strategies, initiatives and their phases, projects and their targets. Rights: the ministry that carries them."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import MINISTRY, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.programme.models import Initiative, Phase, Project, Strategy, TargetSet
from virage.stages.programme.operations.delivery import EndsBeforeItBegins


class NotTheMinistry(Forbidden):
    """Only the ministry of the initiative, or a job, may."""

    sentence = _("Seul le ministère qui porte l’initiative peut faire ce geste.")


def _check(viewer: Viewer, ministry_id: int) -> None:
    if not viewer.job and ministry_id not in viewer.organisations(*MINISTRY):
        raise NotTheMinistry


def _invented(ministry_id: int) -> bool:
    """What an invented ministry opens is invented."""
    return Organisation.objects.filter(pk=ministry_id, fictitious=True).exists()


@operation
def announce_strategy(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    *,
    ministry_id: int,
    name: tuple[str, str],
    objective: tuple[str, str],
    announced_by: str,
    source: str,
    announced_on: date,
    begins_on: date,
    ends_on: date | None = None,
    fictitious: bool = False,
) -> int:
    """Announce what initiatives will serve together; words in French then English. Returns the strategy's number."""
    _check(viewer, ministry_id)
    strategy = Strategy.objects.create(
        ministry_id=ministry_id,
        name=name[0],
        name_en=name[1],
        objective=objective[0],
        objective_en=objective[1],
        announced_by=announced_by,
        source=source,
        announced_on=announced_on,
        begins_on=begins_on,
        ends_on=ends_on,
        fictitious=fictitious or _invented(ministry_id),
    )
    record(viewer, "strategy.announced", kind="strategy", id=strategy.pk, organisation_id=ministry_id)
    return strategy.pk


@operation
def open_initiative(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    *,
    name: str,
    ministry_id: int,
    began_on: date,
    fictitious: bool = False,
    strategy_id: int | None = None,
) -> Initiative:
    """Open an initiative carried by a ministry, of a strategy that this or another ministry announced."""
    _check(viewer, ministry_id)
    initiative = Initiative.objects.create(
        name=name,
        ministry_id=ministry_id,
        began_on=began_on,
        fictitious=fictitious or _invented(ministry_id),
        strategy_id=strategy_id,
    )
    record(viewer, "initiative.opened", kind="initiative", id=initiative.pk, organisation_id=ministry_id)
    return initiative


@operation
def add_phase(viewer: Viewer, *, initiative_id: int, name: tuple[str, str], begins_on: date, ends_on: date) -> int:
    """Cut an initiative in time; ``name`` in French then English. Returns the number of the phase."""
    initiative = Initiative.objects.get(pk=initiative_id)
    _check(viewer, initiative.ministry_id)
    if ends_on <= begins_on:
        raise EndsBeforeItBegins
    phase = Phase.objects.create(
        initiative=initiative, name=name[0], name_en=name[1], begins_on=begins_on, ends_on=ends_on
    )
    record(viewer, "phase.added", kind="phase", id=phase.pk, organisation_id=initiative.ministry_id)
    return phase.pk


@operation
def announce_project(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    *,
    initiative_id: int,
    promoter_id: int,
    name: str,
    summary: tuple[str, str],
    offer: tuple[str, str],
    sectors: Sequence[str],
    regions: Sequence[str],
    announced_on: date,
    accepts_requests: bool,
) -> Project:
    """Announce a project carried by a promoter; ``summary`` and ``offer`` in French then English."""
    initiative = Initiative.objects.get(pk=initiative_id)
    _check(viewer, initiative.ministry_id)
    project = Project.objects.create(
        initiative=initiative,
        promoter_id=promoter_id,
        name=name,
        summary=summary[0],
        summary_en=summary[1],
        offer=offer[0],
        offer_en=offer[1],
        sectors=list(sectors),
        regions=list(regions),
        announced_on=announced_on,
        accepts_requests=accepts_requests,
    )
    record(viewer, "project.announced", kind="project", id=project.pk, organisation_id=promoter_id)
    return project


@operation
def prepare_project(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    *,
    initiative_id: int,
    promoter_id: int,
    name: str,
    summary: str,
    offer: str,
    sectors: Sequence[str],
    regions: Sequence[str],
) -> int:
    """Keep a project that is not announced, in the words of whoever proposed it. Returns its number."""
    initiative = Initiative.objects.get(pk=initiative_id)
    _check(viewer, initiative.ministry_id)
    project = Project.objects.create(
        initiative=initiative,
        promoter_id=promoter_id,
        name=name,
        summary=summary,
        offer=offer,
        sectors=list(sectors),
        regions=list(regions),
    )
    record(viewer, "project.prepared", kind="project", id=project.pk, organisation_id=promoter_id)
    return project.pk


@operation
def set_target(  # noqa: PLR0917, RUF100
    viewer: Viewer, *, project_id: int, indicator: str, value: int, on: date, due: date | None = None
) -> int:
    """Set a target, to be reached by ``due``; the former one stays, as an earlier version. Returns the version."""
    project = (
        Project.objects.for_operation().select_for_update(of=("self",)).select_related("initiative").get(pk=project_id)
    )
    _check(viewer, project.initiative.ministry_id)
    version = TargetSet.objects.for_operation().filter(project=project, indicator=indicator).count() + 1
    TargetSet.objects.create(project=project, indicator=indicator, value=value, version=version, set_on=on, due_on=due)
    record(viewer, "target.set", kind="project", id=project.pk, indicator=indicator, value=value, version=version)
    return version
