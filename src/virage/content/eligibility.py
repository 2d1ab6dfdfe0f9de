"""From aids as they are written to norms that answer."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from virage.content import aids as content, windows as written
from virage.content.texts import SourceRef
from virage.core import norms as core, windows as core_windows
from virage.core.catalogue import Catalogue
from virage.core.checking import typed
from virage.core.sentences import sentence
from virage.core.spans import Span
from virage.core.windows import ANYWHEN, NEVER, Bound


def core_aid(aid: content.Aid, catalogue: Catalogue) -> core.Aid:
    """Give the rulebook's form of an aid, its sentences generated and its conditions compiled."""
    return core.Aid(id=aid.id, norms=tuple(core_norm(aid, norm, catalogue) for norm in aid.norms))


def core_norm(aid: content.Aid, norm: content.Norm, catalogue: Catalogue) -> core.Norm:
    """Give the rulebook's form of one norm."""
    general = _listed(norm.sources or aid.sources)
    return core.prepared(
        core.Norm(
            id=norm.id,
            window=core_window(norm, aid, catalogue),
            terms=core.Terms(norm.terms) if aid.is_norm else core.Terms.NONE,
            rules=tuple(_rules(norm, catalogue, general)),
            undertakings=tuple(_undertakings(norm, general)),
            source=general,
            window_source=_listed(_window_sources(norm.window)) or general,
        )
    )


def _rules(norm: content.Norm, catalogue: Catalogue, general: str) -> Iterator[core.Rule]:
    for term in norm.rules:
        if term.test is not None:
            test = typed(term.test, catalogue)
            yield core.Rule(
                id=term.id, test=test, sentence=sentence(test, catalogue.facts), source=_one(term.source) or general
            )


def _undertakings(norm: content.Norm, general: str) -> Iterator[core.Undertaking]:
    for term in norm.rules:
        if term.kind == "undertaking" and term.sentence is not None:
            yield core.Undertaking(id=term.id, sentence=term.sentence.words, source=_one(term.source) or general)


def core_window(norm: content.Norm, aid: content.Aid, catalogue: Catalogue) -> core_windows.Window:
    """Turn what sources say of a window into bounds."""
    window = norm.window
    opens, closes = opening(window.opens), closing(window.closes)
    for sighting in window.seen_open:
        day = Span.of(sighting.on)
        opens = Bound(opens.earliest, _first(opens.latest, day.last))
        closes = Bound(_last(closes.earliest, day.first), closes.latest)
    return core_windows.Window(
        opens=opens,
        closes=closes,
        cases=tuple(_case(case, opens, closes, catalogue) for case in window.cases),
        seen=_seen(window, norm.sources or aid.sources),
        suspended=window.closes is not None and window.closes.suspended,
    )


def opening(bound: written.Bound | None) -> Bound:
    """Read an opening: `by` says that it had opened by then.

    >>> opening(written.Bound(on="2022-03"))
    Bound(earliest=datetime.date(2022, 3, 1), latest=datetime.date(2022, 3, 31))
    """
    if bound is None or bound.never:
        return ANYWHEN
    if bound.on is not None:
        day = Span.of(bound.on)
        return Bound(day.first, day.last)
    return Bound(_after(bound), Span.of(bound.by).last if bound.by else None)


def closing(bound: written.Bound | None) -> Bound:
    """Read a closing: `by` a day says that it was closed that day, `by` a year that it closed before the year ended.

    >>> closing(written.Bound(by="2026-11-22")).latest, closing(written.Bound(by="2024")).latest
    (datetime.date(2026, 11, 21), datetime.date(2024, 12, 31))
    """
    if bound is not None and bound.never:
        return NEVER
    if bound is None or bound.by is None:
        return opening(bound)
    day = Span.of(bound.by)
    seen = day.last - timedelta(days=1) if day.first == day.last else day.last
    return Bound(_after(bound), seen)


def _after(bound: written.Bound) -> date | None:
    return Span.of(bound.after).first if bound.after else None


def _case(case: written.Case, opens: Bound, closes: Bound, catalogue: Catalogue) -> core_windows.Case:
    last = closing(case.closes) if case.closes is not None else closes
    return core_windows.Case(
        when=typed(case.when, catalogue),
        opens=opening(case.opens) if case.opens is not None else opens,
        closes=last.later(case.weeks_later) if case.weeks_later else last,
        also=case.also,
    )


def _seen(window: written.Window, sources: Iterable[SourceRef]) -> tuple[Span, ...]:
    seen = tuple(Span.of(sighting.on) for sighting in window.seen_open)
    return seen or tuple(Span.of(s.date) for s in sources if s.date is not None and _is_date(s.date))


def _is_date(text: str) -> bool:
    return text.replace("-", "").isdigit() and len(text) in (4, 7, 10)


def _window_sources(window: written.Window) -> Iterator[SourceRef | str]:
    for place in (window, window.opens, window.closes, *window.seen_open):
        if place is not None and place.source is not None:
            yield place.source


def _one(source: SourceRef | str | None) -> str:
    return source if isinstance(source, str) else "" if source is None else source.url


def _listed(sources: Iterable[SourceRef | str]) -> str:
    return " ; ".join(dict.fromkeys(_one(source) for source in sources))


def _first(one: date | None, other: date) -> date:
    return other if one is None else min(one, other)


def _last(one: date | None, other: date) -> date:
    return other if one is None else max(one, other)
