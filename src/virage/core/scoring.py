"""Score a questionnaire: a number, the interval that what is not known leaves open, and what would narrow it.

- A dimension is the weighted mean of its questions that were answered; `na` leaves the denominator.
- The overall score is the plain mean of the dimensions that have a score. A dimension where nothing is asked is null,
  and so is one whose questions are all open or not applicable.
- The interval runs from the least to the greatest score over every way of completing the questions asked at this depth
  that are unanswered or unknown. Completing with `na` cannot leave it: a mean without one item lies between that mean
  with 0 and with 1 in its place. When the answer to a question reveals others, each of its options is followed.
- Answering better never lowers the score, as long as no question hangs on that answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from virage.core.instruments import NOT_APPLICABLE, Answers, Depth, Proof, Question, Questionnaire, band_of
from virage.core.profile import asked, is_open
from virage.core.scorecards import DimensionScore, Interval, Narrowing, Scorecard
from virage.core.values import Facts

HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tally:
    won: Fraction
    answered: int
    open: int

    @property
    def score(self) -> Fraction | None:
        return self.won / self.answered if self.answered else None

    @property
    def least(self) -> Fraction | None:
        return self.won / (self.answered + self.open) if self.answered + self.open else None

    @property
    def greatest(self) -> Fraction | None:
        return (self.won + self.open) / (self.answered + self.open) if self.answered + self.open else None


_Shares = tuple[Fraction | None, ...]


def score(sheet: Questionnaire, *, profile: Facts, answers: Answers, depth: Depth) -> Scorecard:
    """Score the answers of one profile at one depth.

    >>> from virage.core.instruments import Band
    >>> plan = Question(id="plan", options=("a", "b", "c"), dimension="strategy")
    >>> budget = Question(id="budget", options=("a", "b", "c"), dimension="strategy")
    >>> bands = (Band(id="basic", up_to=Fraction(50)), Band(id="advanced", up_to=Fraction(100)))
    >>> sheet = Questionnaire(id="x", version="1", dimensions=("strategy",), questions=(plan, budget), bands=bands)
    >>> card = score(sheet, profile={}, answers={"plan": "b", "budget": "unknown"}, depth=Depth.QUICK)
    >>> card.overall, card.interval, card.band
    (Fraction(50, 1), Interval(least=Fraction(25, 1), greatest=Fraction(75, 1)), 'basic')
    >>> card.narrowing
    (Narrowing(question='budget', points=Fraction(50, 1)),)

    Raises:
        AnswerError: the questionnaire cannot hold one of the answers.

    """
    sheet.check(answers)
    seen = asked(sheet, profile, answers, depth)
    shares = tuple(t.score for t in _tallies(sheet, seen, answers))
    overall = _mean(shares)
    intervals, whole = _intervals(sheet, profile, answers, depth)
    return Scorecard(
        instrument=sheet.id,
        version=sheet.version,
        dimensions=tuple(
            DimensionScore(id=dimension, score=None if share is None else share * HUNDRED, interval=interval)
            for dimension, share, interval in zip(sheet.dimensions, shares, intervals, strict=True)
        ),
        overall=None if overall is None else overall * HUNDRED,
        interval=whole,
        band=None if overall is None else band_of(overall * HUNDRED, sheet.bands),
        narrowing=_narrowing(sheet, profile, answers, depth, whole),
        left_out=tuple(q.id for q in sheet.questions if q.id in answers and q not in seen),
    )


def dimension_scores(
    sheet: Questionnaire, *, profile: Facts, answers: Answers, depth: Depth
) -> Mapping[str, Fraction | None]:
    """Only the score of each dimension, 0 to 100, as in `score`: for a crowd, whose intervals nobody reads.

    >>> plan = Question(id="plan", options=("a", "b", "c"), dimension="strategy")
    >>> sheet = Questionnaire(id="x", version="1", dimensions=("strategy",), questions=(plan,), bands=())
    >>> dimension_scores(sheet, profile={}, answers={"plan": "b"}, depth=Depth.QUICK)
    {'strategy': Fraction(50, 1)}
    """
    tallies = _tallies(sheet, asked(sheet, profile, answers, depth), answers)
    shares = (tally.score for tally in tallies)
    return {
        dimension: None if share is None else share * HUNDRED
        for dimension, share in zip(sheet.dimensions, shares, strict=True)
    }


def _tallies(sheet: Questionnaire, seen: tuple[Question, ...], answers: Answers) -> tuple[_Tally, ...]:
    return tuple(_tally([q for q in seen if q.dimension == dimension], answers) for dimension in sheet.dimensions)


def _tally(questions: list[Question], answers: Answers) -> _Tally:
    counted = [q for q in questions if answers.get(q.id) != NOT_APPLICABLE]
    answered = [q for q in counted if not is_open(q, answers)]
    return _Tally(
        won=sum((q.weight * q.value(answers[q.id]) for q in answered), Fraction(0)),
        answered=sum(q.weight for q in answered),
        open=sum(q.weight for q in counted if is_open(q, answers)),
    )


def _mean(shares: _Shares) -> Fraction | None:
    known = [s for s in shares if s is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def _intervals(
    sheet: Questionnaire, profile: Facts, answers: Answers, depth: Depth
) -> tuple[tuple[Interval | None, ...], Interval | None]:
    """Give the interval of each dimension, and the whole one.

    Each settled way of answering brings its two extremes; the present score belongs too, for it may leave out
    what an unknown answer keeps hidden.
    """
    rows: list[_Shares] = [tuple(t.score for t in _tallies(sheet, asked(sheet, profile, answers, depth), answers))]
    for settled in _settled(sheet, profile, answers, depth):
        tallies = _tallies(sheet, asked(sheet, profile, settled, depth), settled)
        rows += [tuple(t.least for t in tallies), tuple(t.greatest for t in tallies)]
    return tuple(_hull(column) for column in zip(*rows, strict=True)), _hull(tuple(_mean(row) for row in rows))


def _settled(sheet: Questionnaire, profile: Facts, answers: Answers, depth: Depth) -> Iterator[Answers]:
    """Give every way of answering the open questions that others hang on; the other ones stay open."""
    seen = asked(sheet, profile, answers, depth)
    driver = next((q for q in seen if q.id in sheet.drivers and is_open(q, answers)), None)
    if driver is None:
        yield answers
        return
    for option in (*driver.options, *((NOT_APPLICABLE,) if driver.allows_na else ())):
        yield from _settled(sheet, profile, {**answers, driver.id: option}, depth)


def _hull(shares: _Shares) -> Interval | None:
    known = [s * HUNDRED for s in shares if s is not None]
    return Interval(least=min(known), greatest=max(known)) if known else None


def _narrowing(
    sheet: Questionnaire, profile: Facts, answers: Answers, depth: Depth, whole: Interval | None
) -> tuple[Narrowing, ...]:
    seen = asked(sheet, profile, answers, depth)
    if whole is None or all(not is_open(q, answers) for q in seen):
        return ()
    if sheet.drivers & {q.id for q in seen if is_open(q, answers)}:
        found = [
            Narrowing(question=q.id, points=whole.width - _width_once_answered(sheet, profile, answers, depth, q))
            for q in seen
            if is_open(q, answers) and (q.dimension is not None or q.id in sheet.drivers)
        ]
    else:
        found = _shares_of_width(sheet, seen, answers)
    return tuple(sorted((n for n in found if n.points > 0), key=lambda n: -n.points))


def _width_once_answered(
    sheet: Questionnaire, profile: Facts, answers: Answers, depth: Depth, question: Question
) -> Fraction:
    """Give the width that would remain, at the most, whatever the option chosen."""
    wholes = [_intervals(sheet, profile, {**answers, question.id: option}, depth)[1] for option in question.options]
    return max((w.width for w in wholes if w is not None), default=Fraction(0))


def _shares_of_width(sheet: Questionnaire, seen: tuple[Question, ...], answers: Answers) -> list[Narrowing]:
    """Share the width between the open questions: with nothing hanging on them, each option of one takes as much."""
    tallies = dict(zip(sheet.dimensions, _tallies(sheet, seen, answers), strict=True))
    known = sum(1 for tally in tallies.values() if tally.least is not None)
    return [
        Narrowing(question=q.id, points=Fraction(HUNDRED * q.weight, (tally.answered + tally.open) * known))
        for q in seen
        if is_open(q, answers) and (tally := tallies.get(q.dimension or "")) is not None
    ]


def proven_share(
    sheet: Questionnaire, *, profile: Facts, answers: Answers, depth: Depth, proofs: Mapping[str, Proof]
) -> Mapping[Proof, Fraction] | None:
    """Share the overall score between levels of proof (each 0 to 1, together 1); an answer without a level is declared.

    None when there is no score to share, or when it is 0.

    >>> plan = Question(id="plan", options=("a", "b", "c"), dimension="strategy")
    >>> budget = Question(id="budget", options=("a", "b", "c"), dimension="strategy")
    >>> sheet = Questionnaire(id="x", version="1", dimensions=("strategy",), questions=(plan, budget), bands=())
    >>> shares = proven_share(
    ...     sheet, profile={}, answers={"plan": "c", "budget": "b"}, depth=Depth.QUICK, proofs={"budget": Proof.SEEN}
    ... )
    >>> {proof.value: str(share) for proof, share in shares.items()}
    {'declared': '2/3', 'seen': '1/3', 'document': '0', 'confirmed': '0'}
    """
    sheet.check(answers)
    seen = asked(sheet, profile, answers, depth)
    brought = dict.fromkeys(Proof, Fraction(0))
    for dimension, tally in zip(sheet.dimensions, _tallies(sheet, seen, answers), strict=True):
        for q in seen:
            if q.dimension == dimension and not is_open(q, answers) and answers[q.id] != NOT_APPLICABLE:
                level = proofs.get(q.id, Proof.DECLARED)
                brought[level] += q.weight * q.value(answers[q.id]) / tally.answered
    total = sum(brought.values())
    return {level: part / total for level, part in brought.items()} if total else None
