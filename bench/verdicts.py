"""One enterprise on every aid of the pack, explained: compiled rules against the plain reading of the same trees.

The peer is `evaluate`, the reference reading of conditions: answers are compared first, then the two are timed
in turn. Run: python bench/verdicts.py
"""

import os
import statistics
import sys
import time
from datetime import date

from virage.content.library import shipped
from virage.core.answers import Answer, all_of
from virage.core.conditions import evaluate
from virage.core.eligibility import assess
from virage.core.norms import Norm, Terms, in_force
from virage.core.values import Facts
from virage.core.windows import look

ON = date(2026, 11, 22)
ROUNDS, REPEATS = 7, 20
GIVEN = {"employees": 12, "legal_form": "corporation", "for_profit": True, "scian": "3371", "region": "12"}


def main() -> None:
    library = shipped()
    aids = list(library.norms.values())
    facts = library.facts.read(GIVEN, on=ON)

    def compiled() -> list[Answer]:
        return [assess(aid, in_force(aid, facts, ON), facts, on=ON, base=library.facts.base).answer for aid in aids]

    def plain() -> list[Answer]:
        return [reference(in_force(aid, facts, ON), facts) for aid in aids]

    if compiled() != plain():
        sys.exit("the two readings differ")
    engines = {"explained (compiled)": compiled, "answers only (plain reading)": plain}
    wall = {name: [] for name in engines}
    cpu = {name: [] for name in engines}
    begun, spent = time.perf_counter(), time.process_time()
    for _ in range(ROUNDS):
        for name, engine in engines.items():
            w, c = time.perf_counter(), time.process_time()
            for _ in range(REPEATS):
                engine()
            wall[name].append((time.perf_counter() - w) / REPEATS * 1000)
            cpu[name].append((time.process_time() - c) / REPEATS * 1000)
    rules = sum(len(norm.rules) for aid in aids for norm in aid.norms)
    print(f"{len(aids)} aids, {rules} conditions, {len(GIVEN)} facts")
    for name in engines:
        print(
            f"{name}: wall median {statistics.median(wall[name]):.2f} ms, min {min(wall[name]):.2f}; "
            f"cpu median {statistics.median(cpu[name]):.2f} ms, min {min(cpu[name]):.2f}"
        )
    fast, slow = (statistics.median(cpu[name]) for name in engines)
    print(f"ratio plain / explained: {slow / fast:.2f}")
    idle = 1 - (time.process_time() - spent) / (time.perf_counter() - begun)
    if idle > 0.05 or os.getloadavg()[0] > 1.05:
        print("warning: other processes are using this machine")


def reference(norm: Norm, facts: Facts) -> Answer:
    if norm.terms is Terms.NONE:
        return Answer.UNKNOWN
    answers = [look(norm.window, facts, ON).answer, *(evaluate(rule.test, facts).answer for rule in norm.rules)]
    return all_of([*answers, Answer.UNKNOWN] if norm.terms is Terms.PARTIAL else answers)


if __name__ == "__main__":
    main()
