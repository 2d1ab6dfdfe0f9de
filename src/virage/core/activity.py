"""From an owner's everyday words to proposed SCIAN codes and sectors. The owner chooses; « autre » always can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property

from virage.core.sectors import Sector, sectors_of
from virage.core.text import stems

ROOT = 5
"""Letters that two forms of a word share, at least; four are enough when both take an ending."""
_ENDINGS = (
    "e er ez ent on ant age ee ement ation aison ateur atrice eur euse ure erie ier iere que quer cant cation"
    " t te re ire ction cteur isent isse ir al ate ing ed ery ion or"
)
ENDINGS = frozenset(("", *_ENDINGS.split()))
ENOUGH = Fraction(1, 4)
SPELT = 6
"""Letters of a word under which a likeness is chance: « monde » is not « mode »."""
MOST = 6
CLOSE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Words that mean one code. `sector` is given where no code decides: a legal form.

    A `gesture` is a bare verb (« vend », « fabrique »): what it is done to says more, when that is known.
    """

    words: Mapping[str, tuple[str, ...]]
    scian: str | None
    sector: str | None = None
    gesture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One way of saying one activity, ready to compare."""

    text: str
    stems: tuple[str, ...]
    activity: Activity


class Lexicon(tuple[Phrase, ...]):  # noqa: SLOT001 — it keeps what it worked out
    """Every phrase, and what is worked out from them once: their words, by their first letters, and what each tells."""

    @cached_property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The words of the phrases, in order, by the first letters that two forms of one word share."""
        found: dict[str, list[str]] = {}
        for word in sorted({word for phrase in self for word in phrase.stems}):
            found.setdefault(word[: ROOT - 1], []).append(word)
        return {start: tuple(words) for start, words in found.items()}

    @cached_property
    def weights(self) -> Mapping[str, Fraction]:
        """What each word tells: one, shared among the codes whose phrases hold it."""
        codes: dict[str, set[str | None]] = {}
        for phrase in self:
            for word in phrase.stems:
                codes.setdefault(word, set()).add(phrase.activity.scian or phrase.activity.sector)
        return {word: Fraction(1, len(found)) for word, found in codes.items()}

    def near(self, word: str) -> tuple[str, ...]:
        """The only words of the phrases that this one may be a form or the beginning of."""
        return self.words.get(word[: ROOT - 1], ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposed activity: the words that matched, the code, and its sectors, most precise first."""

    phrase: str
    scian: str | None
    sectors: tuple[str, ...]
    whole: bool
    """Every word of the phrase was typed; otherwise part of them."""


def phrases(activities: Iterable[Activity]) -> Lexicon:
    """Prepare the lexicon once; both languages are always understood."""
    return Lexicon(
        Phrase(text=text, stems=found, activity=activity)
        for activity in activities
        for texts in activity.words.values()
        for text in texts
        if (found := stems(text))
    )


def propose(typed: str, lexicon: Lexicon, sectors: Mapping[str, Sector], *, limit: int = MOST) -> tuple[Proposal, ...]:
    """Propose activities for what someone typed, best first; empty when nothing comes close.

    Phrases of which every word was typed, in any of its forms, come first: longest first, then in the order typed,
    then those typed as they stand; bare gestures (« vend », « fabrique ») come after the others. When these are single
    words, or there is none, phrases of which a quarter at least is typed follow. A word counts for less when many
    codes share it: « maison » alone says little.
    """
    words = _spelled(stems(typed), lexicon)
    said = {k for w in words for k in lexicon.near(w) if _alike(k, w)}
    whole = [p for p in lexicon if said.issuperset(p.stems)]
    ranked = sorted(
        whole, key=lambda p: (p.activity.gesture, -len(p.stems), _at(p, words), not set(p.stems) <= set(words))
    )
    if not any(len(p.stems) > 1 for p in whole):
        begun = {k for w in words for k in lexicon.near(w) if _begins(k, w)}
        likely = _shares([p for p in lexicon if not p.activity.gesture], begun, lexicon.weights)
        near = [pair for pair in likely if pair[0] >= ENOUGH] or ([] if whole else likely)
        ranked += [p for _, p in sorted(near, key=lambda pair: (-pair[0], len(pair[1].text)))]
    complete = {id(p) for p in whole}
    first: dict[tuple[str | None, str | None], Phrase] = {}
    for phrase in ranked:
        first.setdefault((phrase.activity.scian, phrase.activity.sector), phrase)
    return tuple(_proposal(p, sectors, whole=id(p) in complete) for p in list(first.values())[:limit])


def _at(phrase: Phrase, words: tuple[str, ...]) -> int:
    """Where the phrase's first word was typed."""
    return next(i for i, word in enumerate(words) if _alike(phrase.stems[0], word))


def _shares(
    lexicon: Iterable[Phrase], begun: set[str], weights: Mapping[str, Fraction]
) -> list[tuple[Fraction, Phrase]]:
    """How much of each phrase was typed, by the weights of its words; what was not typed at all is left out."""
    found = []
    for phrase in lexicon:
        held = sum((weights[s] for s in phrase.stems if s in begun), Fraction(0))
        if held:
            found.append((held / sum(weights[s] for s in phrase.stems), phrase))
    return found


def _spelled(typed: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Put the closest known word in place of one that nothing begins with: « coifure », « resturant »."""
    return tuple(
        word if any(_begins(k, word) for k in lexicon.near(word)) else _closest(word, lexicon) for word in typed
    )


def _closest(word: str, lexicon: Lexicon) -> str:
    """Give the closest known word with the same first letter; the word itself when it is short, or none is close."""
    if len(word) < SPELT:
        return word
    same = sorted(k for start, words in lexicon.words.items() if start[0] == word[0] for k in words)
    return next(iter(get_close_matches(word, same, 1, CLOSE)), word)


def _proposal(phrase: Phrase, sectors: Mapping[str, Sector], *, whole: bool) -> Proposal:
    found = phrase.activity
    by_code = sectors_of(found.scian, sectors) if found.scian else ()
    chosen = (found.sector, *(s for s in by_code if s != found.sector)) if found.sector else by_code
    return Proposal(phrase=phrase.text, scian=found.scian, sectors=chosen, whole=whole)


def _alike(a: str, b: str) -> bool:
    """Say whether two words are forms of one: the same root, then endings of verbs, of names, of trades.

    « rénove » is like « rénovation », « répare » like « réparateur »; « auto » is not like « autobus ».
    """
    if a == b:
        return True
    if a[: ROOT - 1] != b[: ROOT - 1]:
        return False
    root = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return any(
        a[at:] in ENDINGS and b[at:] in ENDINGS and at + bool(a[at:] and b[at:]) >= ROOT
        for at in range(root, min(root, ROOT - 1) - 1, -1)
    )


def _begins(a: str, b: str) -> bool:
    """Say so too of a word not finished: « coiff », « restau »."""
    return _alike(a, b) or (len(b) >= ROOT and a.startswith(b))
