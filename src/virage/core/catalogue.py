"""The whole catalogue: from what someone said to everything that follows from it on a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from virage.core.answers import Answer
from virage.core.conditions import evaluate, facts_of
from virage.core.derived import DERIVATIONS
from virage.core.facts import Fact, Implication
from virage.core.reading import FactError, read_given, read_value
from virage.core.values import Facts, Interval, Scalar, Value, below, contains


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every fact that exists, and what follows from what."""

    facts: Mapping[str, Fact]
    implications: tuple[Implication, ...] = ()

    def read(self, given: Mapping[str, object], *, on: date) -> Facts:
        """Check what was said, then add what follows: implications, then facts derived on the date.

        Absent and null are unknown. Raises FactError: unknown name, wrong type, a fact given that is
        computed, two facts that contradict each other.
        """
        known = {name: read_given(self._given(name), value) for name, value in given.items() if value is not None}
        self._imply(known)
        for fact in self.facts.values():
            if fact.derived_by is not None and fact.derived_from in known:
                known[fact.id] = DERIVATIONS[fact.derived_by](known[fact.derived_from], on)
        self._imply(known)
        self._demand_parts_within(known)
        return known

    def scalar(self, name: str, value: object) -> Scalar:
        """Read the value that a pack gives a fact.

        Raises:
            FactError: no such fact, or a value of another type.

        """
        fact = self.facts.get(name)
        if fact is None:
            raise FactError(name, fr=f"{name} : ce fait n’existe pas", en=f"{name}: there is no such fact")
        return cast("Scalar", read_value(fact, value))

    def base(self, name: str) -> str:
        """Name the fact to ask for: the base of a derived one, itself otherwise."""
        fact = self.facts.get(name)
        return name if fact is None or fact.derived_from is None else fact.derived_from

    def _given(self, name: str) -> Fact:
        fact = self.facts.get(name)
        if fact is None:
            raise FactError(name, fr=f"{name} : ce fait n’existe pas", en=f"{name}: there is no such fact")
        if fact.derived_from is not None:
            base = fact.derived_from
            raise FactError(name, fr=f"{name} se calcule : donnez {base}", en=f"{name} is computed: give {base}")
        return fact

    def _demand_parts_within(self, known: Mapping[str, Value]) -> None:
        for name, part in known.items():
            whole = self.facts[name].part_of
            least = part.low if isinstance(part, Interval) else part
            if whole is None or whole not in known or least is None:
                continue
            if below(known[whole], least, strict=True) is Answer.YES:
                raise FactError(name, fr=f"{name} dépasse {whole}", en=f"{name} exceeds {whole}")

    def _imply(self, known: dict[str, Value]) -> None:
        changed = True
        while changed:
            changed = False
            for rule in self.implications:
                if evaluate(rule.when, known).answer is Answer.YES:
                    for name, value in rule.then.items():
                        changed |= self._follow(known, name, value, rule)

    def _follow(self, known: dict[str, Value], name: str, value: Scalar, rule: Implication) -> bool:
        held = known.get(name)
        if held == value:
            return False
        if held is None or (isinstance(held, Interval) and contains(held, value)):
            known[name] = value
            return True
        because = ", ".join(sorted(facts_of(rule.when)))
        raise FactError(name, fr=f"{name} contredit {because}", en=f"{name} contradicts {because}")
