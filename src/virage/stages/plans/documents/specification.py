"""A first specification (cahier des charges): what suppliers answer, line by line, so that quotes compare."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from virage.base.documents.blocks import Block, Bullets, Cell, Document, Heading, Item, Paragraph, Table, Terms
from virage.base.words import Language, day
from virage.stages.plans.documents import specification_words as w


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One clause, in the document's language. `category` and `priority` are ids of the clauses' pack."""

    id: str
    category: str
    priority: str
    title: str
    text: str
    acceptance: str
    sources: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One action to be supplied: what it is and why the enterprise wants it."""

    title: str
    summary: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationDocument:
    """Everything a first specification says. `context`: what the enterprise said of itself; "" is to be filled in."""

    title: str
    enterprise: str
    on: date
    language: Language
    notice: str
    wanted: tuple[Wanted, ...]
    context: tuple[tuple[str, str], ...]
    requirements: tuple[Requirement, ...]
    fictitious: bool = False


def specification_document(specification: SpecificationDocument) -> Document:
    """Lay a specification out in blocks."""
    say = specification.language
    return Document(
        title=specification.title,
        subtitle=f"{specification.enterprise} – {day(specification.on, say)}",
        place=w.PLACE.say(say),
        author="Virage",
        footer=specification.notice,
        on=specification.on,
        language=say,
        blocks=tuple(_blocks(specification)),
    )


def _blocks(specification: SpecificationDocument) -> Iterator[Block]:
    say = specification.language
    if specification.fictitious:
        yield Paragraph(text=w.FICTITIOUS.say(say), tone="demo")
    yield Paragraph(text=w.LEAD.say(say), tone="lead")
    yield Paragraph(text=w.DRAFT.say(say), tone="quiet")
    yield Heading(text=w.NEED.say(say))
    for wanted in specification.wanted:
        yield Heading(text=wanted.title, level=3)
        yield Terms(pairs=((w.WHAT.say(say), wanted.summary), (w.WHY.say(say), wanted.why)))
    yield Heading(text=w.CONTEXT.say(say))
    left = ((label.say(say), "") for label in w.CONTEXT_LINES)
    yield Terms(pairs=tuple((label, said or w.TO_FILL.say(say)) for label, said in (*specification.context, *left)))
    yield Heading(text=w.REQUIREMENTS.say(say))
    yield Paragraph(text=w.HOW_TO_ANSWER.say(say))
    yield from _requirements(specification)
    yield from _quote(say)
    yield from _sources(specification)


def _requirements(specification: SpecificationDocument) -> Iterator[Block]:
    say, rank = specification.language, 0
    for category, name in w.CATEGORIES.items():
        inside = [one for one in specification.requirements if one.category == category]
        if not inside:
            continue
        inside.sort(key=lambda one: (one.priority != "essential", one.id))
        yield Heading(text=name.say(say), level=3)
        yield _table(name.say(say), inside, rank, say)
        rank += len(inside)


def _table(summary: str, inside: list[Requirement], rank: int, say: Language) -> Table:
    rows = tuple(
        (
            Cell(text=f"E{n:02}"),
            Cell(strong=one.title, text=one.text, quiet=f"{w.ACCEPTANCE.say(say)} {one.acceptance}"),
            Cell(text=w.PRIORITIES[one.priority].say(say)),
            Cell(),
        )
        for n, one in enumerate(inside, start=rank + 1)
    )
    header = tuple(word.say(say) for word in (w.NUMBER, w.REQUIREMENT, w.PRIORITY, w.ANSWER))
    return Table(summary=summary, header=header, rows=rows, widths=(2, 14, 4, 7))


def _quote(say: Language) -> Iterator[Block]:
    yield Heading(text=w.PRICE.say(say))
    yield Paragraph(text=w.PRICE_NOTE.say(say))
    yield Table(
        summary=w.PRICE.say(say),
        header=tuple(word.say(say) for word in (w.PRICE_LINE, *w.YEARS)),
        rows=tuple((Cell(text=line.say(say)), Cell(), Cell(), Cell()) for line in w.PRICE_LINES),
        widths=(10, 4, 4, 4),
        numeric=frozenset({1, 2, 3}),
        total=(Cell(strong=w.TOTAL.say(say)), Cell(), Cell(), Cell()),
    )
    yield Heading(text=w.CALENDAR.say(say))
    yield Table(
        summary=w.CALENDAR.say(say),
        header=tuple(word.say(say) for word in (w.STEP, w.DATE)),
        rows=tuple((Cell(text=step.say(say)), Cell(text=w.TO_FILL.say(say))) for step in w.STEPS),
        widths=(14, 8),
    )
    yield Heading(text=w.CHOICE.say(say))
    yield Bullets(items=tuple(Item(text=line.say(say)) for line in w.CHOICE_LINES))


def _sources(specification: SpecificationDocument) -> Iterator[Block]:
    say = specification.language
    read = [(one.title, source) for one in specification.requirements for source in one.sources]
    if read:
        yield Heading(text=w.SOURCES.say(say))
        yield Paragraph(text=w.SOURCES_NOTE.say(say), tone="quiet")
        yield Bullets(items=tuple(Item(text=f"{title}. {words}", url=url) for title, (words, url) in read))
