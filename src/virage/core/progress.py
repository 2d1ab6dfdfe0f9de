"""What moved between two moments of one enterprise: answer by answer, on what both moments asked alike."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from virage.core.instruments import NOT_APPLICABLE, UNKNOWN, Answers, Depth, Proof, Questionnaire
from virage.core.scoring import dimension_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One question known at both moments; ``steps`` up the scale of its situations, negative when it went down."""

    question: str
    before: str
    after: str
    steps: int
    proof: Proof

    @property
    def adopted(self) -> bool:
        """A practice adopted: it went up, and someone saw it."""
        return self.steps > 0 and self.proof is not Proof.DECLARED


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Two moments compared. The scores, 0 to 100, are of the compared questions alone; None when there is none."""

    changes: tuple[Change, ...]
    left_out: tuple[str, ...]
    before: Fraction | None
    after: Fraction | None

    @property
    def up(self) -> tuple[Change, ...]:
        """What went up, the longest way first."""
        return tuple(sorted((c for c in self.changes if c.steps > 0), key=lambda c: -c.steps))

    @property
    def down(self) -> tuple[Change, ...]:
        """What went down, the longest way first."""
        return tuple(sorted((c for c in self.changes if c.steps < 0), key=lambda c: c.steps))

    @property
    def adopted(self) -> tuple[Change, ...]:
        """Practices adopted: went up, with a proof above what is declared."""
        return tuple(c for c in self.up if c.adopted)


def progress(
    sheet: Questionnaire,
    *,
    before: Answers,
    after: Answers,
    proofs: Mapping[str, Proof],
    comparable: Collection[str],
) -> Progress:
    """Compare two moments on the questions whose situations were the same at both (``comparable``).

    A question not known, or that does not apply, at one of them is left out and named. ``proofs`` are the later ones.

    >>> from virage.core.instruments import Question
    >>> plan = Question(id="plan", options=("a", "b", "c"), dimension="strategy")
    >>> budget = Question(id="budget", options=("a", "b", "c"), dimension="strategy")
    >>> sheet = Questionnaire(id="x", version="1", dimensions=("strategy",), questions=(plan, budget), bands=())
    >>> moved = progress(
    ...     sheet,
    ...     before={"plan": "a", "budget": "b"},
    ...     after={"plan": "c", "budget": "unknown"},
    ...     proofs={"plan": Proof.SEEN},
    ...     comparable={"plan", "budget"},
    ... )
    >>> [(c.question, c.steps, c.adopted) for c in moved.up], moved.left_out, str(moved.before), str(moved.after)
    ([('plan', 2, True)], ('budget',), '0', '100')
    """
    scored = [q for q in sheet.questions if q.dimension is not None and (q.id in before or q.id in after)]
    known = [q for q in scored if q.id in comparable and _known(before, q.id) and _known(after, q.id)]
    ids = {q.id for q in known}
    asked = replace(sheet, questions=tuple(replace(q, visible_when=None) for q in known), bands=())
    return Progress(
        changes=tuple(
            Change(
                question=q.id,
                before=before[q.id],
                after=after[q.id],
                steps=q.options.index(after[q.id]) - q.options.index(before[q.id]),
                proof=proofs.get(q.id, Proof.DECLARED),
            )
            for q in known
        ),
        left_out=tuple(q.id for q in scored if q.id not in ids),
        before=_overall(asked, before),
        after=_overall(asked, after),
    )


def _known(answers: Answers, question: str) -> bool:
    return answers.get(question, UNKNOWN) not in {UNKNOWN, NOT_APPLICABLE}


def _overall(asked: Questionnaire, answers: Answers) -> Fraction | None:
    kept = {q.id: answers[q.id] for q in asked.questions}
    found = [s for s in dimension_scores(asked, profile={}, answers=kept, depth=Depth.FULL).values() if s is not None]
    return sum(found, Fraction(0)) / len(found) if found else None
