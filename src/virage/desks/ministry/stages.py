"""The stages on the dashboard: their rows, their drawing, and the narrowest passage in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from virage.base import words
from virage.base.charts.bars import Step, funnel as funnel_chart
from virage.base.charts.model import Chart, Said
from virage.base.viewer import Viewer
from virage.desks.ministry.periods import Period
from virage.stages.insight.queries import DefinitionCard, FunnelStep, Indicator, definition, funnel


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """A stage with its published definition and the addresses of its lists."""

    step: FunnelStep
    name: str
    definition: DefinitionCard
    href: str
    acts_href: str
    before: str

    @property
    def conversion(self) -> Fraction | None:
        """Of the enterprises of the stage before, the share that came here later."""
        return Fraction(self.step.converted, self.step.previous) if self.step.previous else None


def stage_rows(viewer: Viewer, shown: Period) -> tuple[StageRow, ...]:
    """The funnel over the period, in the words of the published definitions."""
    return tuple(
        StageRow(
            step=step,
            name=str(step.indicator.label),
            definition=definition(viewer, indicator=step.indicator),
            href=f"{reverse('ministry:enterprises', args=[step.indicator])}?{shown.query}",
            acts_href=f"{reverse('ministry:acts', args=[step.indicator])}?{shown.query}",
            before=str(step.indicator.before.label) if step.indicator.before else "",
        )
        for step in funnel(viewer, since=shown.since, until=shown.until)
    )


def narrowest(stages: Sequence[StageRow], language: str) -> str:
    """The title of the funnel: its narrowest passage."""
    passages = [(stage.conversion, stage) for stage in stages if stage.conversion is not None]
    if not passages:
        return _("Les étapes franchies dans la période")
    share, narrow = min(passages, key=lambda each: each[0])
    said = {"share": words.percent(share, words.spoken(language))}
    match narrow.step.indicator:
        case Indicator.DIAGNOSED:
            return _("%(share)s des entreprises sensibilisées vont jusqu’au diagnostic") % said
        case Indicator.ACCOMPANIED:
            return _("%(share)s des entreprises diagnostiquées sont ensuite accompagnées") % said
        case Indicator.FUNDED:
            return _("%(share)s des entreprises accompagnées sont ensuite financées") % said
    return _("%(share)s des entreprises financées ont ensuite une implantation reçue") % said


def stages_drawn(stages: Sequence[StageRow], language: str) -> Chart:
    steps = [
        Step(label=stage.name, count=stage.step.distinct, href=stage.href, share=stage.conversion) for stage in stages
    ]
    finding = "; ".join(f"{step.label} : {step.count}" for step in steps)
    said = Said(name="g-etapes", title=_("Entreprises distinctes par étape"), finding=finding, language=language)
    return funnel_chart(steps, said)
