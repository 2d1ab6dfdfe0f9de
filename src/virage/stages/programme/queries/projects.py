"""The projects of this installation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from virage.base.viewer import Viewer
from virage.stages.programme.models import Initiative, Project, TargetSet


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCard:
    """A project as everyone sees it, in the viewer's language."""

    id: int
    name: str
    promoter_id: int
    promoter: str
    initiative: str
    fictitious: bool
    summary: str
    offer: str
    sectors: tuple[str, ...]
    regions: tuple[str, ...]
    announced_on: date | None
    accepts_requests: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """One target in one version; ``due_on`` is by when, where somebody said."""

    project_id: int
    indicator: str
    value: int
    version: int
    set_on: date
    due_on: date | None = None


def first_day(viewer: Viewer) -> date | None:  # noqa: ARG001 - an initiative is announced: everyone knows its day
    """When the first initiative began; nothing when none has. One query."""
    return Initiative.objects.order_by("began_on").values_list("began_on", flat=True).first()


def initiatives(viewer: Viewer) -> tuple[tuple[int, str], ...]:  # noqa: ARG001 - announced: everyone knows them
    """Initiatives by name: number and name. One query."""
    return tuple(Initiative.objects.order_by("name").values_list("pk", "name"))


def projects(viewer: Viewer, *, promoters: Iterable[int] | None = None) -> tuple[ProjectCard, ...]:
    """Announced projects, by name; only those of ``promoters`` (organisation ids) when given. One query."""
    rows = Project.objects.visible_to(viewer).select_related("promoter", "initiative").order_by("name")
    if promoters is not None:
        rows = rows.filter(promoter_id__in=list(promoters))
    return tuple(_card(viewer, project) for project in rows)


def project(viewer: Viewer, *, project_id: int) -> ProjectCard | None:
    """One announced project, or None."""
    rows = Project.objects.visible_to(viewer).select_related("promoter", "initiative")
    found = rows.filter(pk=project_id).first()
    return _card(viewer, found) if found else None


def targets(viewer: Viewer, *, projects: Iterable[int] | None = None) -> tuple[TargetLine, ...]:
    """Every version of the targets of announced projects, oldest first; only of ``projects`` when given. One query."""
    rows = TargetSet.objects.visible_to(viewer)
    if projects is not None:
        rows = rows.filter(project__in=list(projects))
    return tuple(
        TargetLine(
            project_id=t.project_id,
            indicator=t.indicator,
            value=t.value,
            version=t.version,
            set_on=t.set_on,
            due_on=t.due_on,
        )
        for t in rows.order_by("project_id", "indicator", "version")
    )


def projects_and_targets(
    viewer: Viewer, *, promoters: Iterable[int]
) -> tuple[tuple[ProjectCard, tuple[TargetLine, ...]], ...]:
    """Announced projects of these promoters by name, each with every version of its targets. One query."""
    held = TargetSet.objects.filter(project=OuterRef("pk")).order_by("indicator", "version")
    said = JSONObject(indicator="indicator", value="value", version="version", set_on="set_on", due_on="due_on")
    rows = Project.objects.visible_to(viewer).filter(promoter_id__in=list(promoters)).order_by("name")
    rows = rows.select_related("promoter", "initiative").annotate(set_targets=ArraySubquery(held.values(said=said)))
    return tuple(
        (
            _card(viewer, row),
            tuple(
                TargetLine(
                    project_id=row.pk,
                    **{
                        **one,
                        "set_on": date.fromisoformat(one["set_on"]),
                        "due_on": date.fromisoformat(one["due_on"]) if one["due_on"] else None,
                    },
                )
                for one in row.set_targets  # type: ignore[attr-defined] # annotated
            ),
        )
        for row in rows
    )


def _card(viewer: Viewer, project: Project) -> ProjectCard:
    english = viewer.language == "en"
    return ProjectCard(
        id=project.pk,
        name=project.name,
        promoter_id=project.promoter_id,
        promoter=project.promoter.name,
        initiative=project.initiative.name,
        fictitious=project.initiative.fictitious,
        summary=project.summary_en if english else project.summary,
        offer=project.offer_en if english else project.offer,
        sectors=tuple(project.sectors),
        regions=tuple(project.regions),
        announced_on=project.announced_on,
        accepts_requests=project.accepts_requests,
    )
