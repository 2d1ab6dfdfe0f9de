"""From an owner's everyday words to proposed SCIAN codes and sectors. The owner chooses; « autre » always can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from virage.core.sectors import Sector, sectors_of
from virage.core.text import stems

LONG_ENOUGH = 4
HALF = 0.5
MOST = 6
CLOSE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Words that mean one code. `sector` is given where no code decides: a legal form."""

    words: Mapping[str, tuple[str, ...]]
    scian: str | None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One way of saying one activity, ready to compare."""

    text: str
    stems: tuple[str, ...]
    activity: Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposed activity: the words that matched, the code, and its sectors, most precise first."""

    phrase: str
    scian: str | None
    sectors: tuple[str, ...]
    whole: bool
    """Every word of the phrase was typed; otherwise part of them."""


def phrases(activities: Iterable[Activity]) -> tuple[Phrase, ...]:
    """Prepare the lexicon once; both languages are always understood."""
    return tuple(
        Phrase(text=text, stems=found, activity=activity)
        for activity in activities
        for texts in activity.words.values()
        for text in texts
        if (found := stems(text))
    )


def propose(
    typed: str, lexicon: Iterable[Phrase], sectors: Mapping[str, Sector], *, limit: int = MOST
) -> tuple[Proposal, ...]:
    """Propose activities for what someone typed, best first; empty when nothing comes close.

    Phrases of which every word was typed come first, longest first, then in the order typed. When they are a single
    word, or there is none, phrases at least half of whose words begin alike follow.
    """
    listed = tuple(lexicon)
    words = _spelled(stems(typed), listed)
    whole = [p for p in listed if set(p.stems) <= set(words)]
    ranked = sorted(whole, key=lambda p: (-len(p.stems), words.index(p.stems[0])))
    if not any(len(p.stems) > 1 for p in whole):
        near = [(share, p) for p in listed if (share := _likeness(p.stems, words)) >= HALF]
        ranked += [p for _, p in sorted(near, key=lambda pair: (-pair[0], len(pair[1].text)))]
    complete = {id(p) for p in whole}
    first: dict[int, Phrase] = {}
    for phrase in ranked:
        first.setdefault(id(phrase.activity), phrase)
    return tuple(_proposal(p, sectors, whole=id(p) in complete) for p in list(first.values())[:limit])


def _spelled(typed: tuple[str, ...], lexicon: tuple[Phrase, ...]) -> tuple[str, ...]:
    """Put the closest known word in place of one that nothing begins with: « coifure », « resturant »."""
    known = sorted({word for phrase in lexicon for word in phrase.stems})
    return tuple(
        word if any(_alike(word, k) for k in known) else next(iter(get_close_matches(word, known, 1, CLOSE)), word)
        for word in typed
    )


def _proposal(phrase: Phrase, sectors: Mapping[str, Sector], *, whole: bool) -> Proposal:
    found = phrase.activity
    by_code = sectors_of(found.scian, sectors) if found.scian else ()
    chosen = (found.sector, *(s for s in by_code if s != found.sector)) if found.sector else by_code
    return Proposal(phrase=phrase.text, scian=found.scian, sectors=chosen, whole=whole)


def _likeness(phrase: tuple[str, ...], typed: tuple[str, ...]) -> float:
    return sum(any(_alike(a, b) for b in typed) for a in phrase) / len(phrase)


def _alike(a: str, b: str) -> bool:
    """Compare the beginnings: « coiff » is like « coiffure », « restau » like « restaurant »."""
    shorter = min(len(a), len(b))
    return a == b or (shorter >= LONG_ENOUGH and (a.startswith(b) or b.startswith(a)))
