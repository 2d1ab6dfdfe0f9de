"""Check every invariant that the stages declare, on a live or a restored database."""

from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

from virage.base.invariants import declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One invariant and what breaks it; no fault when it holds."""

    name: str
    sentence: str
    faults: tuple[str, ...]


def verify() -> tuple[Checked, ...]:
    """Every invariant, checked now."""
    autodiscover_modules("invariants")
    return tuple(Checked(name=law.name, sentence=law.sentence, faults=tuple(law.check())) for law in declared())
