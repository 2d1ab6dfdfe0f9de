"""How the fictitious initiatives are cut in time."""

from datetime import date

from virage.demo.cast import JOB
from virage.stages.programme.operations import add_phase

DEPLOY, CONSOLIDATE = ("Phase 1 : déployer", "Phase 1: deploy"), ("Phase 2 : consolider", "Phase 2: consolidate")
RUN, BEFORE_NEXT = 6, 5
"""Years of the first phase, and after how many the second begins."""


def cut(initiative: int, since: date) -> tuple[int, int]:
    """Two phases, the second begun before the first ends; their numbers."""
    first = since, date(since.year + RUN, 3, 31)
    later = date(since.year + BEFORE_NEXT, 4, 1), date(since.year + RUN + 2, 3, 31)
    numbers = [
        add_phase(JOB, initiative_id=initiative, name=name, begins_on=begins_on, ends_on=ends_on)
        for name, (begins_on, ends_on) in ((DEPLOY, first), (CONSOLIDATE, later))
    ]
    return numbers[0], numbers[1]
