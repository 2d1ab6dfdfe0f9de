"""When a norm takes applications: each end known, known in part, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from virage.core.answers import Answer
from virage.core.conditions import NONE, Node, evaluate
from virage.core.spans import Span, day_en, day_fr
from virage.core.values import Facts
from virage.core.words import Words


@dataclass(frozen=True, slots=True)
class Bound:
    """The first (or the last) day of intake lies between two days; None is no limit on that side."""

    earliest: date | None = None
    latest: date | None = None

    def later(self, weeks: int) -> "Bound":
        """Move the bound.

        >>> Bound(date(2026, 1, 31), date(2026, 1, 31)).later(4)
        Bound(earliest=datetime.date(2026, 2, 28), latest=datetime.date(2026, 2, 28))
        """
        step = timedelta(weeks=weeks)
        return Bound(self.earliest and self.earliest + step, self.latest and self.latest + step)


ANYWHEN = Bound()
NEVER = Bound(date.max, date.max)
"""The closing of an intake that has no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Other bounds for those the condition covers, in the place of the common ones or, with `also`, beside them."""

    when: Node
    opens: Bound
    closes: Bound
    also: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From the first day of intake to the last, both included; the first case that holds replaces or adds to both."""

    opens: Bound = ANYWHEN
    closes: Bound = ANYWHEN
    cases: tuple[Case, ...] = ()
    seen: tuple[Span, ...] = ()
    """The dates of the sources that speak of it, in order."""
    suspended: bool = False
    """What ended is said suspended, not closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOutcome:
    """Open, closed or not known; the facts that would settle it; the sentence that says so."""

    answer: Answer
    sentence: Words
    missing: frozenset[str] = NONE
    suspended: bool = False


def inside(opens: Bound, closes: Bound, on: date) -> Answer:
    """Say whether a day is certainly inside, certainly outside, or neither.

    >>> year = Bound(date(2024, 1, 1), date(2024, 12, 31))
    >>> inside(Bound(None, date(2023, 1, 1)), year, date(2023, 6, 1))
    <Answer.YES: 'yes'>
    >>> inside(Bound(None, date(2023, 1, 1)), year, date(2024, 6, 1))
    <Answer.UNKNOWN: 'unknown'>
    >>> inside(Bound(None, date(2023, 1, 1)), year, date(2025, 1, 1))
    <Answer.NO: 'no'>
    """
    if (opens.earliest is not None and on < opens.earliest) or (closes.latest is not None and on > closes.latest):
        return Answer.NO
    begun = opens.latest is not None and opens.latest <= on
    lasting = closes.earliest is not None and on <= closes.earliest
    return Answer.YES if begun and lasting else Answer.UNKNOWN


def looker(window: Window) -> Callable[[Facts, date], WindowOutcome]:
    """Give `look` for one window, remembering the answers of the last dates: a screen asks many times for one day."""
    if window.cases:
        return lambda facts, on: look(window, facts, on)
    remembered = lru_cache(maxsize=16)(lambda on: look(window, {}, on))
    return lambda facts, on: remembered(on)  # noqa: ARG005 - without cases no fact counts


def look(window: Window, facts: Facts, on: date) -> WindowOutcome:
    r"""Say whether applications are taken on a day, as far as the sources tell.

    >>> look(Window(closes=Bound(None, date(2024, 10, 3))), {}, date(2025, 1, 1)).sentence.fr
    'Les demandes ne sont plus reçues depuis le 3\xa0octobre 2024.'
    """
    return _with_cases(window, window.cases, facts, on)


def _with_cases(window: Window, cases: tuple[Case, ...], facts: Facts, on: date) -> WindowOutcome:
    if not cases:
        return _outcome(window, window.opens, window.closes, on)
    first, *others = cases
    held = evaluate(first.when, facts)
    rest = _with_cases(window, tuple(others), facts, on)
    mine = _outcome(window, first.opens, first.closes, on)
    if first.also:
        mine = _either(mine, rest, waiting=_is_before(first.opens, on))
    if held.answer is Answer.YES:
        return mine
    if held.answer is Answer.NO or rest.answer is mine.answer:
        return rest
    return WindowOutcome(
        answer=Answer.UNKNOWN,
        missing=held.missing | rest.missing,
        sentence=Words(
            fr="La période des demandes dépend d’un renseignement qui manque.",
            en="The intake period depends on a fact that is missing.",
        ),
    )


def _outcome(window: Window, opens: Bound, closes: Bound, on: date) -> WindowOutcome:
    answer = inside(opens, closes, on)
    ended = answer is Answer.NO and not _is_before(opens, on)
    if ended and window.suspended:
        return WindowOutcome(answer=answer, sentence=_say_suspended(closes), suspended=True)
    return WindowOutcome(answer=answer, sentence=_say(answer, opens, closes, _last_seen(window, on), on))


def _either(mine: WindowOutcome, rest: WindowOutcome, *, waiting: bool) -> WindowOutcome:
    """Give what the two periods let say together; when neither is open, the one still to come, or the last."""
    for answer in (Answer.YES, Answer.UNKNOWN):
        for one in (mine, rest):
            if one.answer is answer:
                return one
    return mine if waiting else rest


def _is_before(opens: Bound, on: date) -> bool:
    return opens.earliest is not None and on < opens.earliest


def _last_seen(window: Window, on: date) -> Span | None:
    return max((span for span in window.seen if span.last <= on), key=lambda span: span.last, default=None)


def _say(answer: Answer, opens: Bound, closes: Bound, confirmed: Span | None, on: date) -> Words:
    if answer is Answer.YES:
        return _say_open(opens, closes)
    if answer is Answer.UNKNOWN:
        return _say_unconfirmed(confirmed)
    if _is_before(opens, on):
        when = _span(opens).say()
        return Words(
            fr=f"Les demandes seront reçues à partir d’une ouverture prévue {when.fr}.", en=f"Intake opens {when.en}."
        )
    return _say_closed(closes)


def _say_open(opens: Bound, closes: Bound) -> Words:
    if closes == NEVER or closes.latest is None:
        return Words(fr="Les demandes sont reçues en continu.", en="Applications are taken continuously.")
    if opens.earliest is None:
        fr, en = day_fr(closes.latest), day_en(closes.latest)
        return Words(fr=f"Les demandes sont reçues jusqu’au {fr}.", en=f"Applications are taken until {en}.")
    start, end = _span(opens), _span(closes)
    if start == end and start.first == start.last:
        return Words(
            fr=f"Les demandes sont reçues le {day_fr(start.first)} seulement.",
            en=f"Applications are taken on {day_en(start.first)} only.",
        )
    if start.first == start.last and end.first == end.last:
        return Words(
            fr=f"Les demandes sont reçues du {day_fr(start.first)} au {day_fr(end.first)}.",
            en=f"Applications are taken from {day_en(start.first)} to {day_en(end.first)}.",
        )
    fr, en = f"{start.say().fr}; fin {end.say().fr}", f"{start.say().en}; ends {end.say().en}"
    return Words(fr=f"Les demandes sont reçues : ouverture {fr}.", en=f"Applications are taken: opened {en}.")


def _say_unconfirmed(confirmed: Span | None) -> Words:
    if confirmed is None:
        return Words(
            fr="Ouverture non confirmée : aucune source datée ne la donne à cette date.",
            en="Opening not confirmed: no dated source gives it on that date.",
        )
    if confirmed.first == confirmed.last:
        fr, en = f"le {day_fr(confirmed.first)}", day_en(confirmed.first)
    else:
        fr, en = (confirmed.say().fr.removeprefix("en "), confirmed.say().en.removeprefix("in "))
    return Words(fr=f"Ouverture non confirmée depuis {fr}.", en=f"Opening not confirmed since {en}.")


def _say_suspended(closes: Bound) -> Words:
    if closes.latest is None:
        return Words(fr="La réception des demandes est suspendue.", en="Intake is suspended.")
    fr, en = day_fr(closes.latest), day_en(closes.latest)
    return Words(
        fr=f"La réception des demandes est suspendue depuis le {fr}.", en=f"Intake has been suspended since {en}."
    )


def _say_closed(closes: Bound) -> Words:
    if closes.latest is None:
        return Words(fr="Les demandes ne sont plus reçues.", en="Applications are no longer taken.")
    end = _span(closes)
    if closes.earliest is None or end.first == end.last:
        fr, en = day_fr(closes.latest), day_en(closes.latest)
        return Words(fr=f"Les demandes ne sont plus reçues depuis le {fr}.", en=f"Applications closed on {en}.")
    when = end.say()
    return Words(fr=f"Les demandes ont pris fin {when.fr}.", en=f"Applications closed {when.en}.")


def _span(bound: Bound) -> Span:
    first, last = bound.earliest or bound.latest, bound.latest or bound.earliest
    return Span(first or date.min, last or date.max)
