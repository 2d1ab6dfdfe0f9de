"""What holds enterprises back, by sector: in the survey, and in the quick checks sent. Never added together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.content.surveys import BARRIER, Survey
from virage.core.effects import FEWEST
from virage.core.instruments import UNKNOWN
from virage.core.proportions import Homogeneity, Share, homogeneity, share
from virage.stages.assessments.models import Answer
from virage.stages.directory.canonical import canonical
from virage.stages.insight.models import SurveyResponse
from virage.stages.insight.policies import can_see_counts
from virage.stages.insight.queries.proofs import profiles

ALONE = 30
"""A sector stands alone in the test from that many answers; the others are put together.

A smaller one joins them too when the test could not be read otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierLine:
    """Answers of one sector; no share under ten answers."""

    sector: str
    n: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Barriers:
    """One question by sector: the whole, the sectors, whether they answer alike, how many are ``alone`` in the test."""

    whole: BarrierLine
    lines: tuple[BarrierLine, ...]
    test: Homogeneity
    alone: int


def survey_barriers(viewer: Viewer, *, survey: str) -> Barriers:
    """The question on barriers, of every response to a survey. One query."""
    entry = library().surveys[survey]
    rows = SurveyResponse.objects.for_operation().filter(survey=survey) if can_see_counts(viewer) else ()
    found = [(r.sector, str(r.answers.get(BARRIER, ""))) for r in rows]
    return _table(_options(entry), found)


def checked_barriers(viewer: Viewer, *, survey: str) -> Barriers:
    """The same options, as enterprises chose them in the quick checks they sent. Two queries."""
    held = barriers_said() if can_see_counts(viewer) else {}
    places = profiles(held)
    return _table(_options(library().surveys[survey]), [(places.get((e, "sector"), ""), b) for e, b in held.items()])


def barriers_said() -> dict[int, str]:
    """Enterprise → the barrier it named in the latest quick check it sent; what was not sent stays the owner's own.

    For an operation or a count whose right is checked. One query.
    """
    rows = (
        Answer.objects.for_operation()
        .filter(question=BARRIER, replaced_at=None, assessment__sent_at__isnull=False)
        .exclude(value=UNKNOWN)
        .annotate(counted=canonical("assessment__enterprise"))
        .order_by("counted", "-at", "-pk")
        .distinct("counted")
    )
    return dict(rows.values_list("counted", "value"))


def _options(entry: Survey) -> tuple[str, ...]:
    return next(tuple(question.options) for question in entry.questions if question.id == BARRIER)


def _table(options: Sequence[str], answers: Iterable[tuple[str, str]]) -> Barriers:
    by_sector: dict[str, Counter[str]] = {}
    for sector, answer in answers:
        if answer in options:
            by_sector.setdefault(sector, Counter())[answer] += 1
    whole = sum(by_sector.values(), Counter[str]())
    test, alone = _tested(by_sector)
    lines = [_line(sector, counted, options) for sector, counted in by_sector.items()]
    return Barriers(
        whole=_line("", whole, options),
        lines=tuple(sorted(lines, key=lambda line: (-line.n, line.sector))),
        test=test,
        alone=alone,
    )


def _tested(by_sector: Mapping[str, Counter[str]]) -> tuple[Homogeneity, int]:
    """The test, and how many sectors stand alone in it: as many as it can be read with, the largest first.

    Only the numbers of answers decide who is put together, never what they say of one sector or another.
    """
    named = sorted(((c.total(), sector) for sector, c in by_sector.items() if sector), reverse=True)
    alone = [sector for n, sector in named if n >= ALONE]
    while True:
        others = sum((c for sector, c in by_sector.items() if sector not in alone), Counter[str]())
        test = homogeneity([*(by_sector[sector] for sector in alone), others])
        if test.readable or not alone:
            return test, len(alone)
        alone.pop()


def _line(sector: str, counted: Counter[str], options: Sequence[str]) -> BarrierLine:
    n = counted.total()
    shares = tuple(share(counted[option], n) for option in options) if n >= FEWEST else ()
    return BarrierLine(sector=sector, n=n, shares=shares)
