"""What enterprises said of their calls: most were called back, some late, a few never."""

import random
from datetime import date, timedelta

from virage.demo.clock import at
from virage.stages.casefiles.models import CallAnswer, Request
from virage.stages.casefiles.states import Called, CallWent, RequestState

ANSWERS, NAMED = 0.5, 0.2  # the shares of those who answer, and of those who let the organisation know who they are
CALLED_BY = timedelta(days=14)


def write(on: date) -> None:
    """Two answers for about half of the requests accepted two weeks ago or more."""
    rng = random.Random(f"{on}/calls")  # noqa: S311 — a story; apart, so that nothing else of the story moves
    rows = Request.objects.for_operation().filter(
        state=RequestState.ACCEPTED, case_file__isnull=False, answered_at__lt=at(on, 0) - CALLED_BY
    )
    CallAnswer.objects.bulk_create(_answer(rng, row) for row in rows.order_by("pk") if rng.random() < ANSWERS)


def _answer(rng: random.Random, request: Request) -> CallAnswer:
    called = rng.choices((Called.IN_TIME, Called.LATE, Called.NO), (68, 22, 10))[0]
    went = rng.choices((CallWent.WELL, CallWent.HALF, CallWent.BADLY), (60, 30, 10))[0]
    answered = request.answered_at or request.asked_at
    return CallAnswer(
        request=request,
        called=called,
        went="" if called == Called.NO else went,
        named=rng.random() < NAMED,
        at=answered + CALLED_BY,
    )
