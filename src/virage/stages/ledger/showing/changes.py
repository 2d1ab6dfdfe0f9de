"""What amendments change: which terms stand, and each change in words, before and after."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from virage.base import words
from virage.stages.agreements.models import AgreedTarget, Contribution, Deliverable, Tranche


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """What an amendment changes: the term in words, before and after, and why. ``id`` of the term that changes it."""

    id: int
    kind: str
    number: int
    term: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTerm:
    """A signed term that an amendment being written may still change; ``kind`` as addresses say it."""

    id: int
    kind: str
    term: str
    said: tuple[str, ...]
    written: Mapping[str, Any]


Term = Contribution | Tranche | Deliverable | AgreedTarget
T = TypeVar("T", Contribution, Tranche, Deliverable, AgreedTarget)


def standing(terms: Iterable[T], among: Collection[int]) -> list[T]:
    """Of terms of one reference, those that the rows ``among`` leave standing together."""
    held = [one for one in terms if one.agreement_id in among]
    gone = {one.changed_id for one in held}
    return [one for one in held if one.pk not in gone and not _taken_away(one)]


def _taken_away(term: Any) -> bool:
    return getattr(term, "amount", None) == 0


def change_of(term: Any, language: words.Language) -> ChangeLine:
    """A term that changes another, told beside it."""
    kind, before, after = kind_of(term), parts(term.changed, language), parts(term, language)
    moved = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return ChangeLine(
        id=term.pk,
        kind=kind,
        number=term.agreement.number,
        term=name_of(term.changed),
        before=tuple(one for one, _new in moved),
        after=tuple(one for _old, one in moved),
        why=term.why,
    )


def open_term(term: Term, language: words.Language) -> OpenTerm:
    """A signed term as an amendment may change it."""
    said = tuple(one for one in parts(term, language) if one != "–")
    return OpenTerm(id=term.pk, kind=kind_of(term), term=name_of(term), said=said, written=_written(term))


def kind_of(term: Term) -> str:
    """As addresses say it."""
    return _KINDS[type(term)]


def name_of(term: Term) -> str:
    """What the term is, in a few words."""
    match term:
        case Contribution():
            return term.funder.name if term.funder else term.funder_name
        case Tranche():
            return _("Avance") if term.advance else _("Tranche")
        case Deliverable():
            return term.title
        case AgreedTarget():
            return term.indicator


def parts(term: Term, language: words.Language) -> tuple[str, ...]:
    """What may change of a term, in words, always in the same order."""
    return _PARTS[type(term)](term, language)


def _contribution(term: Any, language: words.Language) -> tuple[str, ...]:
    return (words.money(term.amount, language),)


def _tranche(term: Any, language: words.Language) -> tuple[str, ...]:
    due = words.day(term.due_on, language) if term.due_on else "–"
    return words.money(term.amount, language), due, term.condition or "–"


def _deliverable(term: Any, language: words.Language) -> tuple[str, ...]:
    return (words.day(term.due_on, language),)


def _target(term: Any, language: words.Language) -> tuple[str, ...]:
    due = words.day(term.due_on, language) if term.due_on else "–"
    return words.number(term.value, language), due, term.definition, term.baseline, term.method


def _written(term: Any) -> dict[str, Any]:
    """What may change of a term, as it was written."""
    names = ("amount", "due_on", "condition", "value", "definition", "baseline", "method")
    return {name: getattr(term, name) for name in names if hasattr(term, name)}


_KINDS: Mapping[type, str] = {
    Contribution: "contribution",
    Tranche: "tranche",
    Deliverable: "remise",
    AgreedTarget: "cible",
}
_PARTS: Mapping[type, Callable[[Any, words.Language], tuple[str, ...]]] = {
    Contribution: _contribution,
    Tranche: _tranche,
    Deliverable: _deliverable,
    AgreedTarget: _target,
}
