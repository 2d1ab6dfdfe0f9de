"""What remains once every identified project is taken off a published total: counted, never invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from virage.core.money import Money, total
from virage.core.portfolio import Batch, Project, aid_named
from virage.core.sourcing import Qualifier
from virage.core.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainderRule:
    """Which total, less which batches as announced, less the identified projects of which batches.

    `measures` says what is computed: projects, aid, or both.
    """

    id: str
    batch: str
    total: str
    less: tuple[str, ...]
    covers: tuple[str, ...]
    measures: frozenset[str]
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the subtraction: a total, or what is taken off it (`refers` names batches or projects)."""

    sign: int
    refers: tuple[str, ...]
    projects: int | None
    aid: Money | None
    qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """What no source identifies: so many projects, so much aid, and the steps that give it.

    `approximate`: a source says « plus de », « près de » or « au plus » of one of the amounts used.
    `unpriced`: identified projects whose aid is not published; their aid is inside the remainder.
    """

    rule: RemainderRule
    projects: int
    aid: Money | None
    steps: tuple[Step, ...]
    approximate: bool
    unpriced: tuple[str, ...]


def remainder(rule: RemainderRule, batches: Mapping[str, Batch], projects: Sequence[Project]) -> Remainder:
    """Subtract, line by line.

    Raises:
        ValueError: a batch of the rule has no published count, or no aid where aid is computed.

    """
    named = [p for p in projects if p.batch in rule.covers and p.relation == "portfolio"]
    with_aid = "aid" in rule.measures
    steps = [_batch_step(batches[rule.total], 1, with_aid=with_aid)]
    steps += [_batch_step(batches[b], -1, with_aid=with_aid) for b in rule.less]
    steps += _project_steps(named, with_aid=with_aid)
    used = [step.aid for step in steps if step.aid is not None]
    signs = [step.sign for step in steps if step.aid is not None]
    return Remainder(
        rule=rule,
        projects=sum(step.sign * step.projects for step in steps if step.projects),
        aid=total(amount * sign for amount, sign in zip(used, signs, strict=True)) if with_aid else None,
        steps=tuple(steps),
        approximate=any(step.qualifier for step in steps),
        unpriced=tuple(p.id for p in named if p.aid is None and p.joint_aid is None),
    )


def _batch_step(batch: Batch, sign: int, *, with_aid: bool) -> Step:
    if batch.projects is None or (with_aid and batch.aid is None):
        raise ValueError(f"{batch.id} : le nombre de projets ou l’aide n’est pas publié")
    qualifier = batch.aid_qualifier if with_aid else None
    aid = batch.aid if with_aid else None
    return Step(sign=sign, refers=(batch.id,), projects=batch.projects, aid=aid, qualifier=qualifier)


def _project_steps(named: Sequence[Project], *, with_aid: bool) -> list[Step]:
    qualifiers = {p.id: p.aid_qualifier for p in named}
    steps = [
        Step(sign=-1, refers=ids, projects=len(ids), aid=amount if with_aid else None, qualifier=qualifiers[ids[0]])
        for ids, amount in aid_named(named)
    ]
    counted = {i for step in steps for i in step.refers}
    return steps + [Step(sign=-1, refers=(p.id,), projects=1, aid=None) for p in named if p.id not in counted]
