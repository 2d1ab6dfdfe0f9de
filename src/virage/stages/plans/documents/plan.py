"""An intervention plan as a document: what a page, a PDF and Word all say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from virage.base.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Figure,
    Figures,
    Heading,
    Item,
    Paragraph,
    Table,
    Terms,
)  # fmt: skip
from virage.base.documents.wording import hours_range, money_range, quarters
from virage.base.words import Language, day
from virage.core.quarters import Quarter
from virage.stages.plans.documents import plan_words as w


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAction:
    """One action of the plan. `when` is None for an action that no quarter has room for.

    `why` names the answers; `gain` says « non mesuré » or what a source says; amounts are before taxes and aid.
    """

    title: str
    when: tuple[Quarter, Quarter] | None
    why: str
    gives: str
    gain: str
    first_step: str
    cost: tuple[Decimal, Decimal]
    hours: tuple[int, int]
    who_helps: str = ""
    who_could_pay: str = ""
    pitfalls: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAid:
    """One aid beside the plan: its verdict in words, and what is still to settle."""

    name: str
    verdict: str
    note: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """Everything a plan says. `score` is 0 to 100, `interval` its least and greatest value; both None when unscored.

    `left_out` pairs a title with its reason; `sources` pair words with an address or None. `notice` is the site's own
    line (« Démonstration indépendante… »), shown on every page.
    """

    title: str
    enterprise: str
    on: date
    language: Language
    notice: str
    estimated_by: str
    estimated_on: date
    score: int | None = None
    interval: tuple[int, int] | None = None
    actions: tuple[PlanAction, ...] = ()
    aids: tuple[PlanAid, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    means: str = ""
    sources: tuple[tuple[str, str | None], ...] = ()
    fictitious: bool = False


def plan_document(plan: PlanDocument) -> Document:
    """Lay a plan out in blocks."""
    say = plan.language
    return Document(
        title=plan.title,
        subtitle=f"{plan.enterprise} – {day(plan.on, say)}",
        place=w.PLACE.say(say),
        author="Virage",
        footer=plan.notice,
        on=plan.on,
        language=say,
        blocks=tuple(_blocks(plan)),
    )


def _blocks(plan: PlanDocument) -> Iterator[Block]:
    say = plan.language
    if plan.fictitious:
        yield Paragraph(text=w.FICTITIOUS.say(say), tone="demo")
    yield Paragraph(text=w.LEAD.say(say), tone="lead")
    yield Figures(figures=tuple(_figures(plan)))
    estimated = w.ESTIMATE.say(say).format(plan.estimated_by, day(plan.estimated_on, say))
    yield Paragraph(text=estimated, tone="quiet")
    if plan.actions:
        yield Heading(text=w.BY_QUARTER.say(say))
        yield _table(plan)
    if plan.means:
        yield Paragraph(text=plan.means, tone="quiet")
    yield Heading(text=w.DETAILS.say(say))
    for rank, action in enumerate(plan.actions, start=1):
        yield Heading(text=f"{rank}. {action.title}", level=3)
        yield Terms(pairs=tuple(_terms(action, say)))
    yield from _aids(plan)
    yield from _end(plan)


def _figures(plan: PlanDocument) -> Iterator[Figure]:
    say = plan.language
    if plan.score is not None:
        low, high = plan.interval or (plan.score, plan.score)
        label = w.EXACT if low == high else w.BETWEEN
        yield Figure(value=w.OUT_OF.say(say).format(plan.score), label=label.say(say).format(low, high))
    yield Figure(value=_sum_cost(plan), label=w.COST_LABEL.say(say))
    yield Figure(value=_sum_hours(plan), label=w.HOURS_LABEL.say(say))


def _sum_cost(plan: PlanDocument) -> str:
    low = sum((action.cost[0] for action in plan.actions), Decimal(0))
    return money_range(low, sum((action.cost[1] for action in plan.actions), Decimal(0)), plan.language)


def _sum_hours(plan: PlanDocument) -> str:
    low, high = sum(action.hours[0] for action in plan.actions), sum(action.hours[1] for action in plan.actions)
    return hours_range(low, high, plan.language)


def _table(plan: PlanDocument) -> Table:
    say = plan.language
    placed = [action.when for action in plan.actions if action.when]
    opening = min((when[0] for when in placed), default=None)
    rows = tuple(
        (
            Cell(strong=f"{rank}. {action.title}", quiet=w.FIRST_BADGE.say(say) if action.first else ""),
            _when(action, opening, max((when[1] for when in placed), default=None), say),
            Cell(text=hours_range(*action.hours, say)),
            Cell(text=money_range(*action.cost, say)),
        )
        for rank, action in enumerate(plan.actions, start=1)
    )
    return Table(
        summary=w.BY_QUARTER.say(say),
        header=tuple(word.say(say) for word in (w.ACTION, w.WHEN, w.HOURS, w.COST)),
        rows=rows,
        widths=(11, 6, 4, 6),
        numeric=frozenset({2, 3}),
        total=(Cell(text=w.TOTAL.say(say)), Cell(), Cell(text=_sum_hours(plan)), Cell(text=_sum_cost(plan))),
    )


def _when(action: PlanAction, opening: Quarter | None, closing: Quarter | None, say: Language) -> Cell:
    if action.when is None or opening is None or closing is None:
        return Cell(text=w.UNPLACED.say(say))
    first, last = (opening.until(one) for one in action.when)
    return Cell(text=quarters(*action.when, say), bar=(first, last, max(4, opening.until(closing) + 1)))


def _terms(action: PlanAction, say: Language) -> Iterator[tuple[str, str]]:
    yield w.WHY.say(say), action.why
    yield w.GIVES.say(say), action.gives
    yield w.GAIN.say(say), action.gain
    effort = f"{money_range(*action.cost, say)} · {hours_range(*action.hours, say)}"
    yield w.EFFORT.say(say), effort if action.when is None else f"{effort} · {quarters(*action.when, say)}"
    yield w.WHO_HELPS.say(say), action.who_helps or w.NOT_KNOWN.say(say)
    yield w.WHO_PAYS.say(say), action.who_could_pay or w.NOT_KNOWN.say(say)
    if action.pitfalls:
        yield w.PITFALLS.say(say), action.pitfalls
    yield w.FIRST_STEP.say(say), action.first_step


def _aids(plan: PlanDocument) -> Iterator[Block]:
    say = plan.language
    yield Heading(text=w.AIDS.say(say))
    if not plan.aids:
        yield Paragraph(text=w.NO_AID.say(say))
        return
    yield Table(
        summary=w.AIDS.say(say),
        header=tuple(word.say(say) for word in (w.AID, w.VERDICT, w.TO_SETTLE)),
        rows=tuple(
            (Cell(strong=aid.name, quiet=aid.source), Cell(text=aid.verdict), Cell(text=aid.note)) for aid in plan.aids
        ),
        widths=(9, 6, 10),
    )
    yield Paragraph(text=w.AID_NOTE.say(say), tone="quiet")


def _end(plan: PlanDocument) -> Iterator[Block]:
    say = plan.language
    if plan.left_out:
        yield Heading(text=w.LEFT_OUT.say(say))
        yield Terms(pairs=plan.left_out)
    yield Heading(text=w.HOW.say(say))
    yield Bullets(items=tuple(Item(text=line.say(say)) for line in w.METHOD))
    if plan.sources:
        yield Heading(text=w.SOURCES.say(say))
        yield Bullets(items=tuple(Item(text=text, url=url) for text, url in plan.sources))
