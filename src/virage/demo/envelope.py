"""The fictitious envelope: announced, voted, authorised, committed, paid, and one correction."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from virage.base.viewer import Role
from virage.core.periods import fiscal_year
from virage.demo.cast import JOB, MINISTRY, ORGANISATIONS, Cast
from virage.demo.clock import at
from virage.demo.portfolio import PLOTS, Announced
from virage.demo.trail import Trail
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations import open_envelope
from virage.stages.ledger.states import EntryKind

VOTED = (1_900_000, 3_100_000, 3_600_000, 3_400_000, 3_000_000, 2_600_000)
ANNOUNCED = {0: 9_000_000, 2: 6_000_000, 4: 3_000_000}
COMMITTED_PERCENT = (96, 97, 93, 97, 96, 82)
MISTAKE = Decimal(45_000)


class Postings:
    """Entries to come, each with its date, its evidence and its author."""

    def __init__(self, envelope: int, cast: Cast, trail: Trail) -> None:
        self._envelope, self._trail = envelope, trail
        self._by, self._ministry = cast.by(MINISTRY, Role.FINANCE), cast.organisations[MINISTRY]
        self.rows: list[Entry] = []
        self._count = 0

    def add(
        self,
        kind: EntryKind,
        amount: Decimal,
        on: date,
        evidence: str,
        *,
        project: Announced | None = None,
        corrects: Entry | None = None,
    ) -> Entry:
        self._count += 1
        entry = Entry(
            envelope_id=self._envelope,
            kind=kind,
            amount=amount,
            fiscal_year=fiscal_year(on),
            project_id=project.id if project else None,
            counterparty=ORGANISATIONS[project.promoter][0] if project else "",
            on=on,
            evidence=evidence,
            posted_at=at(on, 14, self._count % 60),
            posted_by=self._by,
            idempotency_key=f"demo-{self._count}",
            corrects=corrects,
        )
        self.rows.append(entry)
        return entry

    def post(self) -> None:
        """Send what waits to the database, whose trigger holds the limits; then the trail."""
        Entry.objects.bulk_create(self.rows)
        for row in self.rows:
            self._trail.add(
                row.posted_at, self._by, "entry.posted", "entry", row.pk, self._ministry, amount=str(row.amount)
            )
        self.rows = []


def fill(  # noqa: PLR0917 — the story hands over all it knows
    rng: random.Random, on: date, since: date, initiative: int, projects: Sequence[Announced], cast: Cast, trail: Trail
) -> None:
    """Open the envelope and post its entries, up to ``on``."""
    postings = Postings(open_envelope(JOB, initiative_id=initiative, name="Enveloppe de démonstration"), cast, trail)
    for rank, voted in enumerate(VOTED):
        _credit(postings, date(since.year + rank, 4, 1), rank, Decimal(voted))
    commitments = [entry for rank in range(len(VOTED)) for entry in _commit(rng, postings, on, since, rank, projects)]
    project, wrong = commitments[len(commitments) // 2]
    for served, entry in commitments:
        _pay(postings, on, served, entry, entry.amount - MISTAKE if entry is wrong else entry.amount)
    postings.post()
    day = min(wrong.on + timedelta(days=9), on)
    postings.add(
        EntryKind.COMMITTED,
        -MISTAKE,
        day,
        "Correction : montant de l’avenant inscrit deux fois",
        project=project,
        corrects=wrong,
    )
    postings.post()


def _credit(postings: Postings, start: date, rank: int, voted: Decimal) -> None:
    name = f"{start.year}-{start.year + 1}"
    if rank in ANNOUNCED:
        postings.add(EntryKind.ANNOUNCED, Decimal(ANNOUNCED[rank]), start, f"Communiqué fictif du {start:%d-%m-%Y}")
    postings.add(EntryKind.VOTED, voted, start + timedelta(days=20), f"Crédits fictifs {name}")
    authorised = (voted * Decimal("0.98")).quantize(Decimal(1000))
    postings.add(EntryKind.AUTHORISED, authorised, start + timedelta(days=45), f"Autorisation fictive no {rank + 1}")


def _commit(  # noqa: PLR0917
    rng: random.Random, postings: Postings, on: date, since: date, rank: int, projects: Sequence[Announced]
) -> list[tuple[Announced, Entry]]:
    start = date(since.year + rank, 4, 1)
    end = min(date(start.year + 1, 3, 31), on)
    open_then = [p for p in projects if p.announced_on < end and (p.accepts or rank < 2)]  # noqa: PLR2004 — it ended
    weights = {p.id: PLOTS[projects.index(p)].targets["accompanied"][0] + rng.randint(0, 3) for p in open_then}
    to_share = Decimal(VOTED[rank] * COMMITTED_PERCENT[rank] // 100)
    made = []
    for project in open_then:
        amount = (to_share * weights[project.id] / sum(weights.values())).quantize(Decimal(100), "ROUND_DOWN")
        day = max(start + timedelta(days=60 + rng.randint(0, 40)), project.announced_on + timedelta(days=5))
        if day <= on:
            words = f"Convention fictive no {projects.index(project) + 1}, tranche {start.year}-{start.year + 1}"
            made.append((project, postings.add(EntryKind.COMMITTED, amount, min(day, end), words, project=project)))
    return made


def _pay(postings: Postings, on: date, project: Announced, commitment: Entry, due: Decimal) -> None:
    """Half at signing, a third at mid-year, the rest at year-end: what is due by now."""
    end = date(commitment.fiscal_year + 1, 3, 31)
    middle = commitment.on + (end - commitment.on) / 2
    tranches = ((commitment.on + timedelta(days=15), 50), (middle, 30), (end - timedelta(days=20), 14))
    for number, (day, percent) in enumerate(tranches, 1):
        if day <= min(on, end):
            amount = (due * percent / 100).quantize(Decimal(1))
            postings.add(EntryKind.PAID, amount, day, f"Réclamation fictive no {number}", project=project)
