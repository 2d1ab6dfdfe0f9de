"""Another fictitious ministry that pays for one project too, from its own credits."""

from datetime import date, timedelta
from decimal import Decimal

from virage.demo.agreements import Part, Registry
from virage.demo.cast import JOB, ORGANISATIONS, SECOND, Cast
from virage.demo.portfolio import Announced
from virage.demo.postings import Postings
from virage.demo.trail import Trail
from virage.stages.agreements.models import Payable
from virage.stages.ledger.operations import open_envelope
from virage.stages.ledger.states import EntryKind

SHARED = 2
"""The project that another ministry pays for too, in its last two years, from its own credits."""
BESIDE = ((4, 150_000, 120_000, 120_000), (5, 200_000, 160_000, 60_000))
"""Of that ministry: the year, dollars voted and authorised, committed, and paid at the first tranche."""


def parts(since: date) -> list[Part]:
    """What the other ministry will pay: the first tranche of each year, then the rest of it in winter."""
    first = [(since.year + rank, paid, 50) for rank, _voted, _bound, paid in BESIDE]
    rest = [(since.year + rank, bound - paid, 300) for rank, _voted, bound, paid in BESIDE if bound > paid]
    return [
        Part(year=year, amount=Decimal(amount), due_on=date(year, 4, 1) + timedelta(days=days))
        for year, amount, days in (*first, *rest)
    ]


def fill(  # noqa: PLR0917 — the story hands over all it knows
    on: date, since: date, initiative: int, phase: int, project: Announced, registry: Registry, cast: Cast, trail: Trail
) -> None:
    """Another ministry’s envelope in the same initiative, and what it pays of one project."""
    number = open_envelope(
        JOB,
        initiative_id=initiative,
        name="Enveloppe fictive des métiers",
        funder_id=cast.organisations[SECOND],
        phase_id=phase,
    )
    postings = Postings(number, cast, trail, prefix="demo-second", ministry=SECOND)
    told = []
    agreement = registry.agreements[project.id]
    for rank, voted, bound, paid in BESIDE:
        start = date(since.year + rank, 4, 1)
        days = [start + timedelta(days=after) for after in (20, 25, 30, 50)]
        said = f"Pièce fictive des métiers {start.year}-{start.year + 1}"
        if days[-1] > on:
            continue
        postings.add(EntryKind.VOTED, Decimal(voted), days[0], said)
        postings.add(EntryKind.AUTHORISED, Decimal(voted), days[1], said)
        commitment = postings.add(
            EntryKind.COMMITTED,
            Decimal(bound),
            days[2],
            said,
            project_id=project.id,
            agreement=agreement,
            counterparty=ORGANISATIONS[project.promoter][0],
        )
        told.append((commitment, registry.release(project.id, days[3], Decimal(paid))))
    postings.post()
    registry.told_owed(Payable.objects.bulk_create(due for _commitment, due in told))
    for commitment, due in told:
        postings.follow(EntryKind.PAID, due.amount, due.released_on, "Tranche fictive", commitment, payable=due)
    postings.post()
