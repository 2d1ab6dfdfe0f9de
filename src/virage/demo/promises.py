"""What the fictitious initiative promised with a deadline: some kept, some late, one still to come."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from virage.demo.cast import JOB
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations import make_promise
from virage.stages.ledger.states import Measure

SPEAKER = "Porte-parole fictive du ministère"
SUMS = (
    (0, Measure.AUTHORISED, 3, ("Tout autoriser de la première annonce", "Authorize all of the first announcement")),
    (0, Measure.COMMITTED, 4, ("Tout engager de la première annonce", "Commit all of the first announcement")),
    (2, Measure.PAID, 5, ("Verser toute la deuxième annonce", "Pay all of the second announcement")),
    (4, Measure.COMMITTED, 6, ("Tout engager de la troisième annonce", "Commit all of the third announcement")),
)
"""The announcement, what was promised of it, and the 31 March of which year it is due."""
NUMBERS = (
    (
        Measure.AGREEMENTS,
        "",
        1,
        date(1, 6, 30),
        ("Signer une première entente avant l’été", "Sign a first agreement before summer"),
    ),
    (
        Measure.ENTERPRISES,
        "sensitised",
        60,
        date(3, 3, 31),
        ("Sensibiliser 60 entreprises en deux ans", "Reach 60 enterprises in two years"),
    ),
    (
        Measure.ENTERPRISES,
        "accompanied",
        150,
        date(6, 3, 31),
        ("Accompagner 150 entreprises en cinq ans", "Assist 150 enterprises in five years"),
    ),
)
"""What is counted, how many, by which day from the first of January of the first year, promised on the first day."""


def make(since: date, initiative: int, said: Mapping[int, Entry | None]) -> None:
    """Promise sums of what was announced, then numbers."""
    for rank, measure, years, name in SUMS:
        if entry := said.get(rank):
            make_promise(
                JOB,
                initiative_id=initiative,
                name=name,
                speaker=SPEAKER,
                source=entry.evidence,
                announced_on=entry.on,
                due_on=date(since.year + years, 3, 31),
                measure=measure,
                value=entry.amount,
                announcement_id=entry.pk,
            )
    for measure, indicator, value, due, name in NUMBERS:
        make_promise(
            JOB,
            initiative_id=initiative,
            name=name,
            speaker=SPEAKER,
            source=f"Lancement fictif de l’initiative, {since:%d-%m-%Y}",
            announced_on=since,
            due_on=due.replace(year=since.year + due.year - 1),
            measure=measure,
            indicator=indicator,
            value=Decimal(value),
        )
