"""Ranks, how far each weight may move, and how far reviewers' own scores let a rank move."""

from fractions import Fraction

from hypothesis import given, settings, strategies as st

from virage.core.review import Criterion, Mark, MarkPart, Missing, intervals, missing, rank, score, sensitivity

THREE = [Criterion(id=n, weight=Fraction(weight)) for n, weight in ((1, 50), (2, 30), (3, 20))]
marks = st.lists(st.tuples(*[st.integers(0, 10)] * 3), min_size=2, max_size=6).map(
    lambda rows: {n: dict(zip((1, 2, 3), map(Fraction, row), strict=True)) for n, row in enumerate(rows, 1)}
)


def moved(criterion, move):
    """The same criteria, one weight moved, the others keeping their proportions."""
    whole = sum(one.weight for one in THREE)
    own = next(one.weight for one in THREE if one.id == criterion) / whole
    return [
        Criterion(
            id=one.id,
            weight=own + move if one.id == criterion else one.weight / whole * (1 - own - move) / (1 - own),
        )
        for one in THREE
    ]


def distance(criteria, rows, above):
    ours, theirs = (
        [score(criteria, row) for key, row in rows.items() if (key in above) == inside] for inside in (True, False)
    )
    return min(ours) - max(theirs)


@settings(max_examples=40)
@given(marks, st.integers(1, 5))
def test_a_weight_may_move_up_to_the_slack_and_no_further(rows, line):
    above = [one.id for one in rank(THREE, rows)][: min(line, len(rows) - 1)]
    for slack in sensitivity(THREE, rows, above=above):
        for way, room, end in ((-1, slack.down, slack.weight), (1, slack.up, 1 - slack.weight)):
            if room is None:
                assert distance(moved(slack.criterion, way * end * Fraction(99, 100)), rows, above) >= 0
            else:
                assert distance(moved(slack.criterion, way * room), rows, above) == 0
                assert (
                    distance(moved(slack.criterion, way * (room + (end - room) / 1000)), rows, above) < 0 or room == end
                )


@given(marks)
def test_ranks_follow_scores_and_weights_alone(rows):
    ranked = rank(THREE, rows)
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    assert rank([Criterion(id=one.id, weight=one.weight * 7) for one in THREE], rows) == ranked


def test_each_criterion_needs_its_score_its_reason_and_its_document():
    said = [
        Mark(criterion=1, value=Fraction(7), reason="Équipe en place", document="Plan de travail, p. 4"),
        Mark(criterion=2, value=Fraction(0), reason=" ", document="Budget"),
    ]
    assert missing(THREE, said) == (
        Missing(criterion=2, part=MarkPart.REASON),
        Missing(criterion=3, part=MarkPart.SCORE),
        Missing(criterion=3, part=MarkPart.REASON),
        Missing(criterion=3, part=MarkPart.DOCUMENT),
    )


def test_who_has_no_score_has_no_interval():
    assert intervals({1: [Fraction(50)], 2: []}) == {1: (1, 1)}
