"""Targets of each project, version by version, beside what was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from virage.base.door import ViewerRequest
from virage.base.paging import Shown, shown
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
    """Projects a page at a time, every version."""

    frame: Frame
    shown: Shown
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@DESK.page("ministry/targets.html")
def targets(request: ViewerRequest) -> TargetsPage:
    viewer = request.viewer
    around = frame(request)
    period = around.period
    reached, cards = results(viewer, until=period.until), projects(viewer)
    place = shown(request.GET, len(cards))
    lines: dict[tuple[int, str], list[TargetLine]] = {}
    for line in the_targets(viewer):
        lines.setdefault((line.project_id, line.indicator), []).append(line)
    return TargetsPage(
        frame=around,
        shown=place,
        heads=tuple(str(indicator.label) for indicator in Indicator),
        rows=tuple(
            Row(
                project=card,
                cells=tuple(
                    _cell(card, each, lines.get((card.id, each.value), ()), reached, period) for each in Indicator
                ),
            )
            for card in cards[place.rows]
        ),
    )


def _cell(
    card: ProjectCard,
    indicator: Indicator,
    lines: Sequence[TargetLine],
    reached: Mapping[tuple[int, str], int],
    period: Period,
) -> Cell:
    address = reverse("ministry:enterprises", args=[indicator])
    return Cell(
        versions=tuple(line for line in lines if line.set_on <= period.until),
        result=reached.get((card.id, indicator.value), 0),
        href=f"{address}?{between(period.began_on, period.until)}&projet={card.id}",
    )
