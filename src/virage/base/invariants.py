"""What must always hold in the database: each stage declares its own, ``virage verify`` checks them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Check = Callable[[], Iterable[str]]
"""Finds what is broken, one sentence for each fault, in French; nothing when all is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invariant:
    """One law of the database."""

    name: str
    sentence: str
    check: Check


_invariants: dict[str, Invariant] = {}


def invariant(name: str, sentence: str) -> Callable[[Check], Check]:
    """Declare an invariant, in a stage's ``invariants.py``; ``sentence`` says it for people, in French.

    The check only reads; what it must try, it tries inside a transaction that it undoes.
    """

    def keep(check: Check) -> Check:
        _invariants[name] = Invariant(name=name, sentence=sentence, check=check)
        return check

    return keep


def declared() -> tuple[Invariant, ...]:
    """Every invariant, in order of name."""
    return tuple(_invariants[name] for name in sorted(_invariants))
