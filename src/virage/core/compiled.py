"""Conditions turned into functions once, for screens that test hundreds of them: same answers as `evaluate`."""

from collections.abc import Callable

from virage.core import conditions as c
from virage.core.answers import Answer, negate
from virage.core.conditions import NONE, Outcome
from virage.core.values import Facts

Test = Callable[[Facts], Outcome]

SETTLED = {answer: Outcome(answer) for answer in Answer}


def compile_node(node: c.Node) -> Test:
    """Turn a condition into a function of the facts.

    >>> compile_node(c.Le("employees", 250))({})
    Outcome(answer=<Answer.UNKNOWN: 'unknown'>, missing=frozenset({'employees'}))
    """
    match node:
        case c.All(parts):
            return _every(tuple(compile_node(part) for part in parts), stop=Answer.NO, otherwise=Answer.YES)
        case c.Any(parts):
            return _every(tuple(compile_node(part) for part in parts), stop=Answer.YES, otherwise=Answer.NO)
        case c.Not(part):
            return _contrary(compile_node(part))
        case c.AtLeast() | c.Known() | c.Confirm():
            return lambda facts: c.evaluate(node, facts)
        case _:
            return _leaf(node)


def _leaf(node: c.Leaf) -> Test:
    name, compare, unknown = node.fact, c.COMPARED[type(node)], Outcome(Answer.UNKNOWN, frozenset({node.fact}))

    def test(facts: Facts) -> Outcome:
        value = facts.get(name)
        if value is None:
            return unknown
        answer = compare(node, value)
        return unknown if answer is Answer.UNKNOWN else SETTLED[answer]

    return test


def _every(tests: tuple[Test, ...], *, stop: Answer, otherwise: Answer) -> Test:
    stopped, passed = SETTLED[stop], SETTLED[otherwise]

    def test(facts: Facts) -> Outcome:
        missing, open_ended = NONE, False
        for part in tests:
            outcome = part(facts)
            if outcome.answer is stop:
                return stopped
            if outcome.answer is Answer.UNKNOWN:
                missing, open_ended = missing | outcome.missing, True
        return Outcome(Answer.UNKNOWN, missing) if open_ended else passed

    return test


def _contrary(inner: Test) -> Test:
    def test(facts: Facts) -> Outcome:
        outcome = inner(facts)
        return outcome if outcome.answer is Answer.UNKNOWN else SETTLED[negate(outcome.answer)]

    return test
