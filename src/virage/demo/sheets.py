"""Quick checks, full assessments and the plans drawn from them."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from virage.base.library import actions_digest, library
from virage.content.instruments import QUICK_CHECK, Instrument
from virage.core.instruments import Depth, Proof
from virage.demo.answers import answer
from virage.demo.clock import at, some_time
from virage.demo.stories import Story
from virage.demo.threads import profile
from virage.demo.trail import Trail
from virage.stages.assessments.models import Answer, Assessment
from virage.stages.plans.models import Plan, PlanStep
from virage.stages.plans.queries import proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One assessment before it is written."""

    story: Story
    depth: Depth
    started_at: datetime
    finished_at: datetime
    sent_at: datetime | None
    answers: dict[str, str]


def write(rng: random.Random, on: date, stories: Sequence[Story], ids: Mapping[UUID, int], trail: Trail) -> None:
    """Write every assessment with its answers, then the plans."""
    instrument = library().questionnaires[QUICK_CHECK]
    sheets = [sheet for story in stories for sheet in _sheets(rng, on, story, instrument)]
    rows = Assessment.objects.bulk_create(
        Assessment(
            enterprise_id=ids[sheet.story.key],
            instrument=instrument.id,
            version=instrument.version,
            content_hash=instrument.digest,
            depth=sheet.depth,
            started_at=sheet.started_at,
            finished_at=sheet.finished_at,
            sent_at=sheet.sent_at,
        )
        for sheet in sheets
    )
    answers = []
    for sheet, row in zip(sheets, rows, strict=True):
        trail.add(sheet.started_at, "link", "assessment.begun", "assessment", row.pk)
        for rank, (question, value) in enumerate(sheet.answers.items()):
            when = min(sheet.started_at + timedelta(seconds=25 * (rank + 1)), sheet.finished_at)
            proof = Proof.SEEN if sheet.depth != Depth.QUICK and rng.random() < 0.3 else Proof.DECLARED  # noqa: PLR2004
            answers.append(Answer(assessment=row, question=question, value=value, proof=proof, at=when, by="link"))
            trail.add(when, "link", "answer.saved", "assessment", row.pk, question=question)
        trail.add(sheet.finished_at, "link", "assessment.finished", "assessment", row.pk)
        if sheet.sent_at:
            trail.add(sheet.sent_at, "link", "assessments.sent", "enterprise", row.enterprise_id, count=1)
    Answer.objects.bulk_create(answers, batch_size=2000)
    _draw(sheets, rows, trail)


def _sheets(rng: random.Random, on: date, story: Story, instrument: Instrument) -> Iterator[Sheet]:
    asked = story.asked
    quick: dict[str, str] = {}
    if story.quick_on and story.quick_on < on:
        quick = answer(rng, instrument.sheet, profile(story), story.maturity, Depth.QUICK, {})
        start = some_time(rng, story.quick_on)
        sent = max(start + timedelta(minutes=9), at(asked.on, 16, 59)) if asked else None
        yield _sheet(story, Depth.QUICK, start, 7, sent, quick)
    if asked and asked.diagnosed_on:
        full = answer(rng, instrument.sheet, profile(story), story.maturity + 0.2, Depth.FULL, quick)
        start = some_time(rng, asked.diagnosed_on)
        yield _sheet(story, Depth.FULL, start, 38, start + timedelta(minutes=41), full)
    elif story.diagnosed_alone_on:
        full = answer(rng, instrument.sheet, profile(story), story.maturity, Depth.CORE, quick)
        yield _sheet(story, Depth.CORE, some_time(rng, story.diagnosed_alone_on), 22, None, full)


def _sheet(  # noqa: PLR0917 — local, in the order of the columns
    story: Story, depth: Depth, start: datetime, minutes: int, sent: datetime | None, answers: dict[str, str]
) -> Sheet:
    end = start + timedelta(minutes=minutes)
    return Sheet(story=story, depth=depth, started_at=start, finished_at=end, sent_at=sent, answers=answers)


def _draw(sheets: Sequence[Sheet], rows: Sequence[Assessment], trail: Trail) -> None:
    """One plan for each full assessment, as ``plans.draft_plan`` draws it."""
    digest = actions_digest()
    drawn = [(sheet, row) for sheet, row in zip(sheets, rows, strict=True) if sheet.depth != Depth.QUICK]
    plans = Plan.objects.bulk_create(
        Plan(
            enterprise_id=row.enterprise_id,
            assessment=row,
            drawn_on=sheet.finished_at.date(),
            drawn_at=sheet.finished_at,
            basis={"profile": profile(sheet.story), "answers": sheet.answers, "actions_hash": digest},
        )
        for sheet, row in drawn
    )
    steps = []
    for plan, (sheet, _row) in zip(plans, drawn, strict=True):
        proposal = proposed(profile(sheet.story), sheet.answers, on=plan.drawn_on)
        firsts = [candidate.action.id for candidate in proposal.first]
        steps += [
            PlanStep(
                plan=plan,
                action=step.candidate.action.id,
                rank=rank,
                first_rank=firsts.index(step.candidate.action.id) if step.candidate.action.id in firsts else None,
                quarter=f"{step.first.year}-{step.first.number}",
                last_quarter=f"{step.last.year}-{step.last.number}",
            )
            for rank, step in enumerate(proposal.steps)
        ]
        trail.add(plan.drawn_at, "link", "plan.drawn", "plan", plan.pk, steps=len(proposal.steps))
    PlanStep.objects.bulk_create(steps)
