"""Targets of each project, version by version, beside what was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from virage.base.door import ViewerRequest
from virage.desks.ministry.door import DESK
from virage.desks.ministry.frame import Frame, frame
from virage.desks.ministry.periods import Period, between
from virage.stages.insight.queries import Indicator, results
from virage.stages.programme.queries import ProjectCard, TargetLine, projects, targets as the_targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One indicator of one project: its versions, oldest first, and the result on the last day."""

    versions: tuple[TargetLine, ...]
    result: int
    href: str

    @property
    def share(self) -> Fraction | None:
        """Of the version in force."""
        return Fraction(self.result, self.versions[-1].value) if self.versions and self.versions[-1].value else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One project."""

    project: ProjectCard
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsPage:
    """Every project, every version."""

    frame: Frame
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@DESK.page("ministry/targets.html")
def targets(request: ViewerRequest) -> TargetsPage:
    viewer = request.viewer
    around = frame(request)
    shown = around.period
    reached, lines = results(viewer, until=shown.until), the_targets(viewer)
    return TargetsPage(
        frame=around,
        heads=tuple(str(indicator.label) for indicator in Indicator),
        rows=tuple(
            Row(project=card, cells=tuple(_cell(card, each, lines, reached, shown) for each in Indicator))
            for card in projects(viewer)
        ),
    )


def _cell(
    card: ProjectCard,
    indicator: Indicator,
    lines: Sequence[TargetLine],
    reached: Mapping[tuple[int, str], int],
    shown: Period,
) -> Cell:
    mine = (line for line in lines if (line.project_id, line.indicator) == (card.id, indicator))
    address = reverse("ministry:enterprises", args=[indicator])
    return Cell(
        versions=tuple(line for line in mine if line.set_on <= shown.until),
        result=reached.get((card.id, indicator.value), 0),
        href=f"{address}?{between(shown.began_on, shown.until)}&projet={card.id}",
    )
