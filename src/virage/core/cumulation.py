"""How much public aid one project already holds against each ceiling that applies: three answers, line by line.

What a source does not give is an interval, never a zero: the least that must count, the most that may.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from virage.core.answers import Answer, all_of
from virage.core.claims import percent
from virage.core.formats import NBSP, number
from virage.core.words import Words

ZERO = Decimal(0)
NEAR_AMOUNT = Decimal("0.05")
"""Of the larger of two amounts: within it, two aids may be one. It only asks a question; it never counts less."""
NEAR_DAYS = timedelta(days=90)
"""Between two days on which what may be one aid was decided."""


class AidKind(StrEnum):
    """What sort of public aid; a ceiling may count each differently."""

    GRANT = "grant"
    REPAYABLE = "repayable"
    TAX_CREDIT = "tax_credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAid:
    """One aid, in dollars. ``amount`` and ``kind`` are None where nobody said; ``concerns``: it pays this project.

    ``twin`` names another aid of the list that it may be, told twice; ``same`` is what a person answered of it. While
    nobody did, it is not sure to count.
    """

    name: str
    kind: AidKind | None
    amount: Decimal | None
    concerns: Answer = Answer.YES
    twin: str = ""
    same: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """What one programme says: a share of the cost, from 0 to 1, and how much of each sort of aid counts.

    ``share`` is None where no source gives it; so is a sort of aid that ``weights`` leaves out. ``source`` says where
    the rule was read, and when.
    """

    name: str
    share: Decimal | None
    weights: Mapping[AidKind, Decimal] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one aid counts for, in dollars: at least, and at most (None: nobody can say)."""

    aid: PublicAid
    least: Decimal
    most: Decimal | None
    why: Words

    @property
    def certain(self) -> bool:
        """True when nothing more is to be learned of it."""
        return self.least == self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One ceiling read on the aids: ``limit`` is dollars, None where no source gives the share."""

    ceiling: Ceiling
    limit: Decimal | None
    lines: Sequence[Counted]

    @property
    def least(self) -> Decimal:
        """Dollars that must count."""
        return sum((line.least for line in self.lines), ZERO)

    @property
    def most(self) -> Decimal | None:
        """Dollars that may count; None when an amount is not known."""
        known = [line.most for line in self.lines if line.most is not None]
        return sum(known, ZERO) if len(known) == len(self.lines) else None

    @property
    def answer(self) -> Answer:
        """Yes: within, whatever is learned later. No: above, whatever is learned later."""
        if self.limit is None:
            return Answer.UNKNOWN
        if self.least > self.limit:
            return Answer.NO
        return Answer.of(True if self.most is not None and self.most <= self.limit else None)

    @property
    def left(self) -> Decimal:
        """Dollars that may still be given, for certain; zero while the rule or an amount is unknown."""
        return ZERO if self.limit is None or self.most is None else max(ZERO, self.limit - self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cumulation:
    """Every ceiling that applies, the strictest first, and what would settle what is not known."""

    answer: Answer
    readings: Sequence[Reading]
    to_settle: Sequence[Words]

    @property
    def left(self) -> Decimal:
        """Dollars that may still be given, for certain, under the strictest ceiling."""
        return min((reading.left for reading in self.readings), default=ZERO)


def cumulate(aids: Sequence[PublicAid], *, cost: Decimal, ceilings: Iterable[Ceiling]) -> Cumulation:
    """Say whether all the aids of a project of ``cost`` dollars stay within every ceiling.

    Weights differ from one programme to another (a repayable aid counts for half under ESSOR 1C); no ceiling at all
    is not known either.

    >>> essor = Ceiling(name="1C", share=Decimal("0.5"), weights={AidKind.GRANT: Decimal(1)})
    >>> held = [PublicAid(name="a", kind=AidKind.GRANT, amount=Decimal(400))]
    >>> made = cumulate(held, cost=Decimal(1000), ceilings=[essor])
    >>> made.answer.value, int(made.left)
    ('yes', 100)
    >>> loan = PublicAid(name="b", kind=AidKind.REPAYABLE, amount=Decimal(300))
    >>> made = cumulate([*held, loan], cost=Decimal(1000), ceilings=[essor])
    >>> made.answer.value, made.to_settle[0].en
    ('unknown', 'b: how much of this sort of aid counts under “1C” is not published.')
    """
    readings = sorted((_read(aids, cost, ceiling) for ceiling in ceilings), key=_strictness)
    if not readings:
        none = Words(fr="Aucun plafond de cumul n’est connu.", en="No ceiling on total aid is known.")
        return Cumulation(answer=Answer.UNKNOWN, readings=(), to_settle=(none,))
    answer = all_of(reading.answer for reading in readings)
    open_ones = [reading for reading in readings if reading.answer is Answer.UNKNOWN]
    return Cumulation(answer=answer, readings=tuple(readings), to_settle=_to_settle(open_ones))


def _read(aids: Sequence[PublicAid], cost: Decimal, ceiling: Ceiling) -> Reading:
    limit = None if ceiling.share is None else ceiling.share * cost
    return Reading(ceiling=ceiling, limit=limit, lines=tuple(_count(aid, ceiling) for aid in aids))


def _count(aid: PublicAid, ceiling: Ceiling) -> Counted:
    weight = ceiling.weights.get(aid.kind) if aid.kind else None
    if nothing := _does_not_count(aid, weight):
        return Counted(aid=aid, least=ZERO, most=ZERO, why=nothing)
    if aid.amount is None:
        said = Words(
            fr=f"{aid.name} : le montant n’est pas connu.",
            en=f"{aid.name}: the amount is not known.",
        )
        return Counted(aid=aid, least=ZERO, most=None, why=said)
    if weight is None:
        return Counted(aid=aid, least=ZERO, most=aid.amount, why=_no_weight(aid, ceiling))
    most = aid.amount * weight
    if aid.twin and aid.same is Answer.UNKNOWN:
        return Counted(aid=aid, least=ZERO, most=most, why=_told_twice(aid))
    if aid.concerns is Answer.UNKNOWN:
        said = Words(
            fr=f"{aid.name} : à confirmer, si elle paie le même projet.",
            en=f"{aid.name}: to be confirmed, whether it pays the same project.",
        )
        return Counted(aid=aid, least=ZERO, most=most, why=said)
    shown, part = number(aid.amount), percent(weight)
    said = Words(fr=f"{part.fr} de {shown.fr}{NBSP}$", en=f"{part.en} of ${shown.en}")
    return Counted(aid=aid, least=most, most=most, why=said)


def _does_not_count(aid: PublicAid, weight: Decimal | None) -> Words | None:
    """Why an aid counts for nothing here, for certain; None where it may count."""
    if aid.concerns is Answer.NO:
        return Words(fr="pour un autre projet : ne compte pas", en="for another project: does not count")
    if aid.twin and aid.same is Answer.YES:
        twin = aid.twin
        return Words(fr=f"la même que « {twin} » : ne compte qu’une fois", en=f"the same as “{twin}”: counts once")
    if weight == ZERO:
        return Words(fr="cette règle ne la compte pas", en="this rule does not count it")
    return None


def may_be_one(first: PublicAid, second: PublicAid, *, apart: timedelta) -> bool:
    """Whether two records may tell one aid: of one sort, of near amounts, decided within three months.

    What nobody said is compatible with anything: a person answers, never this function.

    >>> told = PublicAid(name="a", kind=None, amount=Decimal(980))
    >>> kept = PublicAid(name="b", kind=AidKind.GRANT, amount=Decimal(1000))
    >>> may_be_one(told, kept, apart=timedelta(days=20)), may_be_one(told, kept, apart=timedelta(days=200))
    (True, False)
    """
    if first.kind and second.kind and first.kind is not second.kind:
        return False
    if first.amount is None or second.amount is None:
        return abs(apart) <= NEAR_DAYS
    gap = abs(first.amount - second.amount)
    return abs(apart) <= NEAR_DAYS and gap <= NEAR_AMOUNT * max(first.amount, second.amount)


def _told_twice(aid: PublicAid) -> Words:
    return Words(
        fr=f"{aid.name} : à confirmer, si c’est la même aide que « {aid.twin} »; elle ne compterait pas deux fois.",
        en=f"{aid.name}: to be confirmed, whether it is the same aid as “{aid.twin}”; it would not count twice.",
    )


def _no_weight(aid: PublicAid, ceiling: Ceiling) -> Words:
    if aid.kind is None:
        return Words(
            fr=f"{aid.name} : dire si c’est une subvention, une aide remboursable ou un crédit d’impôt.",
            en=f"{aid.name}: say whether it is a grant, a repayable aid or a tax credit.",
        )
    return Words(
        fr=f"{aid.name} : ce que ce genre d’aide compte selon « {ceiling.name} » n’est pas publié.",
        en=f"{aid.name}: how much of this sort of aid counts under “{ceiling.name}” is not published.",
    )


def _strictness(reading: Reading) -> tuple[int, Decimal]:
    """Refusals first, then what is not known, then the least room."""
    return (Answer.NO, Answer.UNKNOWN, Answer.YES).index(reading.answer), reading.left


def _to_settle(readings: Iterable[Reading]) -> tuple[Words, ...]:
    """What the enterprise can answer first, then what nobody published."""
    said: dict[Words, None] = {}
    silent: dict[Words, None] = {}
    for reading in readings:
        name = reading.ceiling.name
        if reading.limit is None:
            fr, en = f"Le plafond de « {name} » n’est pas publié.", f"The ceiling of “{name}” is not known."
            silent[Words(fr=fr, en=en)] = None
        else:
            said |= {line.why: None for line in reading.lines if not line.certain}
    return (*said, *silent)
