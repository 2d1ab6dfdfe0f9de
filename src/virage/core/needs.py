"""What an owner's sentence of need says of the actions: which it names, and which open the way to one it names.

The words are those that each action declares in the pack, in both languages, whatever the language of the page.
A word is recognised as it is, as the beginning of what was typed, or through a slip of the finger.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from virage.core.actions import Action
from virage.core.text import stems

LONG_ENOUGH = 5
"""Letters from which a word may be read through its beginning, or through one slip."""
LONG = 9
"""Letters from which two slips are forgiven."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Why the owner's words call for one action.

    `words` are its own words found in the need; `towards` the actions so named that rest on this one.
    """

    words: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()


def said_of(actions: Sequence[Action], need: str) -> dict[str, Said]:
    """Give what the need says of each action that it names, or that must come before one it names.

    >>> copies = Action(id="copies", dimension="security", mends=(), costs={}, hours={}, weeks=2,
    ...                 need_words=("sauvegarde", "backup"))
    >>> drill = Action(id="drill", dimension="security", mends=(), costs={}, hours={}, weeks=2,
    ...                prerequisites=("copies",), need_words=("rançongiciel",))
    >>> said_of([copies, drill], "on a peur d’un rancongiciel")
    {'copies': Said(words=(), towards=('drill',)), 'drill': Said(words=('rançongiciel',), towards=())}
    >>> said_of([copies, drill], "")
    {}
    """
    named = {action.id: words for action in actions if (words := spoken(need, action.need_words))}
    by_id = {action.id: action for action in actions}
    below = {name: _below(name, by_id) for name in named}
    said = {
        action.id: Said(
            words=named.get(action.id, ()),
            towards=tuple(sorted(name for name in named if action.id in below[name])),
        )
        for action in actions
    }
    return {name: one for name, one in said.items() if one.words or one.towards}


def spoken(need: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """Give the phrases whose every word was typed, in any order.

    >>> spoken("Nos donées se perdent", ["données perdues", "site Web", "perdent des données"])
    ('perdent des données',)
    """
    typed = frozenset(stems(need))
    parts = ((phrase, stems(phrase)) for phrase in phrases)
    return tuple(phrase for phrase, words in parts if words and all(any(_meant(w, t) for t in typed) for w in words))


def _meant(word: str, typed: str) -> bool:
    """Whether a declared word is what was typed: « facture » in « facturée », « sauvegarde » in « sovegarde »."""
    if word == typed or len(word) < LONG_ENOUGH:
        return word == typed
    return typed.startswith(word) or (word[0] == typed[0] and _slips(word, typed) <= 1 + (len(word) >= LONG))


def _slips(one: str, other: str) -> int:
    """Count the letters to add, drop or change between two words."""
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b)))
        above = row
    return above[-1]


def _below(name: str, by_id: Mapping[str, Action]) -> set[str]:
    """Everything that an action rests on, near or far."""
    found: set[str] = set()
    left = [*by_id[name].prerequisites]
    while left:
        one = left.pop()
        if one in by_id and one not in found:
            found.add(one)
            left.extend(by_id[one].prerequisites)
    return found
