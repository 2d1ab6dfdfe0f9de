"""Open an initiative, announce a project, set its targets. Rights: the ministry that carries the initiative."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import MINISTRY, Viewer
from virage.stages.programme.models import Initiative, Project, TargetSet


class NotTheMinistry(Forbidden):
    """Only the ministry of the initiative, or a job, may."""

    sentence = _("Seul le ministère qui porte l’initiative peut faire ce geste.")


def _check(viewer: Viewer, ministry_id: int) -> None:
    if not viewer.job and ministry_id not in viewer.organisations(*MINISTRY):
        raise NotTheMinistry


@operation
def open_initiative(
    viewer: Viewer, *, name: str, ministry_id: int, began_on: date, fictitious: bool = False
) -> Initiative:
    """Open an initiative carried by a ministry."""
    _check(viewer, ministry_id)
    initiative = Initiative.objects.create(name=name, ministry_id=ministry_id, began_on=began_on, fictitious=fictitious)
    record(viewer, "initiative.opened", kind="initiative", id=initiative.pk, organisation_id=ministry_id)
    return initiative


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
