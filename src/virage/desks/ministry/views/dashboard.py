"""The portfolio at a glance: every figure opens to its list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from virage.base import words
from virage.base.charts.model import Chart, Said
from virage.base.charts.steps import Rise, Words, envelope as envelope_chart
from virage.base.door import ViewerRequest
from virage.core.ledger import FIGURES, figure
from virage.core.periods import fiscal_year
from virage.desks.ministry.door import DESK, reaches_out
from virage.desks.ministry.frame import Frame, frame
from virage.desks.ministry.periods import Period, between
from virage.desks.ministry.stages import StageRow, narrowest, stage_rows, stages_drawn
from virage.stages.casefiles.states import CLOCK_DAYS
from virage.stages.claims.queries import Lapse, early_warning
from virage.stages.concertation.queries import FollowUp, follow_ups_pressing
from virage.stages.insight.queries import (
    DefinitionCard,
    LateCount,
    definitions,
    late_counts,
)
from virage.stages.ledger.queries import EnvelopeCard, EnvelopeYear, MonthSum, by_month
from virage.stages.programme.queries import TargetLine, targets

ZERO = Decimal(0)
SOON = timedelta(days=14)
"""A follow-up due within that many days stands on the home page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Cumulated dollars of every year."""

    voted: Decimal
    committed: Decimal
    paid: Decimal

    @property
    def committed_share(self) -> Fraction | None:
        """Of what was voted."""
        return Fraction(self.committed) / Fraction(self.voted) if self.voted else None

    @property
    def paid_share(self) -> Fraction | None:
        """Of what was committed."""
        return Fraction(self.paid) / Fraction(self.committed) if self.committed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """One indicator over all projects: its first targets, those in force, and what was reached."""

    name: str
    first: int
    current: int
    result: int
    href: str

    @property
    def share(self) -> Fraction | None:
        """Of the targets in force."""
        return Fraction(self.result, self.current) if self.current else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """What the minister may be asked, on a day and over a period."""

    frame: Frame
    stages: tuple[StageRow, ...]
    funnel: Chart
    total: Total
    year: EnvelopeYear | None
    year_ends: date
    steps: Chart | None
    targets: tuple[TargetRow, ...]
    late: tuple[LateCount, ...]
    late_requests: int
    late_moves: int
    pressing: tuple[FollowUp, ...]
    clock: tuple[int, ...]
    finding: str
    uncounted: tuple[DefinitionCard, ...]
    lapse: Lapse | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingYet:
    """No envelope was opened here."""

    frame: Frame


@DESK.page("ministry/dashboard.html")
def dashboard(request: ViewerRequest) -> Dashboard | NothingYet:
    viewer, around = request.viewer, frame(request)
    envelope, shown = around.envelope, around.period
    if envelope is None:
        return NothingYet(frame=around)
    stages = stage_rows(viewer, shown)
    late = late_counts(viewer, on=shown.on)
    postings = by_month(viewer, envelope_id=envelope.id, kinds=(*FIGURES["voted"], *FIGURES["committed"]))
    return Dashboard(
        frame=around,
        stages=stages,
        finding=narrowest(stages, viewer.language),
        funnel=stages_drawn(stages, viewer.language),
        total=_total(envelope),
        year=next((year for year in envelope.years if year.year == fiscal_year(shown.on)), None),
        year_ends=date(fiscal_year(shown.on) + 1, 3, 31),
        steps=_steps(postings, shown.on, viewer.language),
        targets=_targets(targets(viewer), stages, shown),
        late=late,
        late_requests=sum(sum(row.past) for row in late),
        late_moves=sum(row.moves for row in late),
        pressing=follow_ups_pressing(viewer, by=shown.on + SOON) if reaches_out(viewer) else (),
        clock=CLOCK_DAYS,
        uncounted=tuple(card for card in definitions(viewer) if card.executed and not card.counted),
        lapse=early_warning(
            viewer, initiative_id=envelope.initiative_id, available=_credits(around, shown.on), on=shown.on
        ),
    )


def _credits(around: Frame, on: date) -> Decimal:
    """Of every envelope of the initiative, for the year of a day."""
    mine = [
        card for card in around.envelopes if around.envelope and card.initiative_id == around.envelope.initiative_id
    ]
    of_year = (year for card in mine for year in card.years if year.year == fiscal_year(on))
    return sum((figure(year.sums, "credits") for year in of_year), ZERO)


def _total(envelope: EnvelopeCard) -> Total:
    return Total(
        voted=sum((year.voted for year in envelope.years), ZERO),
        committed=sum((year.committed for year in envelope.years), ZERO),
        paid=sum((year.paid for year in envelope.years), ZERO),
    )


def _steps(postings: Sequence[MonthSum], on: date, language: str) -> Chart | None:
    """Voted and committed, each cumulated: one point a month, and the chart stays readable."""
    upper, lower = (_rises(postings, FIGURES[name], language) for name in ("voted", "committed"))
    if not upper or not lower:
        return None
    said = Said(
        name="g-argent",
        title=_("Voté et engagé, cumulés depuis le début"),
        finding=_("L’engagé suit le voté sans le dépasser."),
        language=language,
    )
    return envelope_chart(upper, lower, on, said, Words(upper=_("voté"), lower=_("engagé dans des projets")))


def _rises(postings: Sequence[MonthSum], signs: Mapping[str, int], language: str) -> list[Rise]:
    spoken = words.spoken(language)
    months: dict[tuple[int, int], date] = {}
    totals: dict[tuple[int, int], Decimal] = {}
    total = ZERO
    for line in postings:
        if line.kind in signs:
            month = line.until.year, line.until.month
            total += line.amount * signs[line.kind]
            months[month], totals[month] = max(line.until, months.get(month, line.until)), total
    return [
        Rise(on=on, total=totals[month], when=words.day(on, spoken, short=True), source=_("grand livre"))
        for month, on in months.items()
    ]


def _targets(lines: Sequence[TargetLine], stages: Sequence[StageRow], shown: Period) -> tuple[TargetRow, ...]:
    rows = []
    for stage in stages:
        mine = [line for line in lines if line.indicator == stage.step.indicator]
        if not mine:  # nothing was promised: a target of zero would be said
            continue
        latest = {line.project_id: line.value for line in mine if line.set_on <= shown.until}
        rows.append(
            TargetRow(
                name=stage.name,
                first=sum(line.value for line in mine if line.version == 1),
                current=sum(latest.values()),
                result=stage.step.so_far,
                href=f"{reverse('ministry:enterprises', args=[stage.step.indicator])}"
                f"?{between(shown.began_on, shown.until)}",
            )
        )
    return tuple(rows)
