"""The aids for one enterprise on one day: certainly open, to verify, closed — and the question that settles most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.content.actions import ActionEntry
from virage.content.aids import Aid, Norm
from virage.content.money_words import Paid, paid
from virage.core.answers import Answer
from virage.core.eligibility import Verdict, assess, next_questions
from virage.core.facts import Fact
from virage.core.norms import in_force
from virage.stages.assessments.queries import Sheet
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.funding.facts import rule_facts
from virage.stages.funding.models import KeptText, Verdicts

TEXTS = ("norm", "catalogue")


@dataclass(frozen=True, slots=True, kw_only=True)
class AidLine:
    """One aid with its verdict: what it pays, and every reason."""

    aid: Aid
    norm: Norm
    verdict: Verdict
    paid: Paid

    @property
    def secondary(self) -> bool:
        """True when no source is the funder's own: amounts are to be confirmed."""
        return self.norm.verified_by != "some_primary"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextFact:
    """The fact whose answer would settle most, and the aids that wait for it."""

    fact: Fact
    waiting: tuple[AidLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AidBoard:
    """Every aid, none hidden. In ``certain`` the window is certainly open; in ``to_verify`` it is not known."""

    on: date
    certain: tuple[AidLine, ...]
    to_verify: tuple[AidLine, ...]
    refused: tuple[AidLine, ...]
    closed: tuple[AidLine, ...]
    next: NextFact | None

    def payers_of(self, action: ActionEntry) -> tuple[AidLine, ...]:
        """Aids not refused whose object is the action's and that say they accept one of its expenses.

        Certainly open first, then to verify. A general fund names no object: it accepts any.
        """
        return tuple(line for line in (*self.certain, *self.to_verify) if _could_pay(line, action))


def _could_pay(line: AidLine, action: ActionEntry) -> bool:
    suits = "business" in line.aid.purposes or not set(action.purposes).isdisjoint(line.aid.purposes)
    return suits and any(e.included and e.category in action.expenses for e in line.norm.money.expenses)


def board_of(card: EnterpriseCard, sheet: Sheet | None, *, on: date) -> AidBoard:
    """The aids for an enterprise that the viewer was shown, with its sheet. No query."""
    _given, facts = rule_facts(card.facts, card=sheet.card if sheet else None, on=on)
    base = library().facts.base
    lines = []
    for aid_id, aid in library().norms.items():
        norm = in_force(aid, facts, on)
        written = library().aids[aid_id]
        if written.is_norm and written.for_enterprises:
            terms = next(n for n in written.norms if n.id == norm.id)
            lines.append(
                AidLine(
                    aid=written,
                    norm=terms,
                    verdict=assess(aid, norm, facts, on=on, base=base),
                    paid=paid(terms.money),
                )
            )
    return _board(lines, on, skipped=card.declined)


def _board(lines: Iterable[AidLine], on: date, *, skipped: frozenset[str]) -> AidBoard:
    ranked = sorted(lines, key=_rank)
    is_open = [line for line in ranked if line.verdict.window.answer is Answer.YES]
    maybe = [line for line in ranked if line.verdict.window.answer is Answer.UNKNOWN]
    return AidBoard(
        on=on,
        certain=tuple(line for line in is_open if line.verdict.answer is not Answer.NO),
        to_verify=tuple(line for line in maybe if line.verdict.answer is not Answer.NO),
        refused=tuple(line for line in (*is_open, *maybe) if line.verdict.answer is Answer.NO),
        closed=tuple(line for line in ranked if line.verdict.window.answer is Answer.NO),
        next=_next([line for line in (*is_open, *maybe) if line.verdict.answer is Answer.UNKNOWN], skipped),
    )


def _rank(line: AidLine) -> tuple[int, int, int, str]:
    """Yes first; then those whose terms are known best; then those that wait for least."""
    answers = (Answer.YES, Answer.UNKNOWN, Answer.NO)
    terms = ("complete", "partial", "none")
    return (
        answers.index(line.verdict.answer),
        terms.index(line.norm.terms),
        len(line.verdict.ask),
        line.aid.id,
    )


def _next(waiting: list[AidLine], skipped: frozenset[str]) -> NextFact | None:
    catalogue = library().facts.facts
    for name, _weight in next_questions(line.verdict for line in waiting):
        fact = catalogue.get(name)
        if fact is not None and fact.question is not None and name not in skipped:
            return NextFact(fact=fact, waiting=tuple(line for line in waiting if name in line.verdict.ask))
    return None


def decision_file(viewer: Viewer, *, plan_id: int, aid: str) -> dict[str, Any] | None:
    """A decision with every text it rests on: the file that ``virage explain`` replays without a database."""
    row = Verdicts.objects.visible_to(viewer).filter(plan_id=plan_id).first()
    decision: dict[str, Any] | None = next((d for d in row.decisions if d["aid"] == aid), None) if row else None
    if decision is None:
        return None
    texts = KeptText.objects.in_bulk([decision[f"{name}_sha256"] for name in TEXTS])
    return decision | {f"{name}_text": texts[decision[f"{name}_sha256"]].text for name in TEXTS}
