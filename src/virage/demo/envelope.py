"""The fictitious envelope, year by year: credits, commitments, payments, one correction, and how each year ended."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from virage.core.periods import fiscal_year
from virage.demo import beside, claims, funders, phases, promises
from virage.demo.agreements import LATE, Part, Promise, Registry
from virage.demo.cast import JOB, ORGANISATIONS, Cast
from virage.demo.portfolio import PLOTS, Announced
from virage.demo.postings import Postings
from virage.demo.trail import Trail
from virage.stages.agreements.models import Payable
from virage.stages.agreements.states import DeliverableKind
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations import open_envelope
from virage.stages.ledger.states import EntryKind

VOTED = (1_900_000, 3_100_000, 3_600_000, 3_400_000, 3_000_000, 2_600_000)
ANNOUNCED = {0: 9_000_000, 2: 6_000_000, 4: 3_000_000}
AGAIN = 2
"""The announcement whose money was announced again the year after."""
COMMITTED_PERCENT = (96, 97, 93, 97, 96, 82)
MISTAKE = Decimal(45_000)
CARRIED = Decimal(60_000)
RESERVE, TRANSFERRED = Decimal(400_000), Decimal(150_000)
QUICK, SLOW = 4, 5
"""Of the year under way: a project that will use all that is bound to it, and one that will leave much of it."""
PERCENTS = {QUICK: (50, 30, 20), SLOW: (30, 10, 10)}
YEARS_LEFT_OPEN = 1  # the last year that ended is not closed yet: its money can still be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """An entry that binds money to a project, and what was taken away of it as a mistake."""

    project: Announced
    entry: Entry
    mistake: Decimal = Decimal(0)


def fill(  # noqa: PLR0917 — the story hands over all it knows
    rng: random.Random, on: date, since: date, initiative: int, projects: Sequence[Announced], cast: Cast, trail: Trail
) -> None:
    """Open the envelopes and post their entries, up to ``on``."""
    first, later = phases.cut(initiative, since)
    name = "Enveloppe de démonstration"
    postings = Postings(open_envelope(JOB, initiative_id=initiative, name=name, phase_id=first), cast, trail)
    said = {
        rank: _credit(postings, date(since.year + rank, 4, 1), rank, Decimal(voted)) for rank, voted in enumerate(VOTED)
    }
    made = [row for rank in range(len(VOTED)) for row in _commit(rng, postings, on, since, rank, projects)]
    made = _mistaken(made)
    registry, agreed = Registry(cast, trail), _promises(on, made, projects, beside.parts(since))
    registry.write(agreed, on)
    registry.begin_next(agreed[0], on)
    funders.tell(on, cast, trail)
    for row in made:
        row.entry.agreement = registry.agreements[row.project.id]
    postings.post()
    _again(postings, on, said[AGAIN])
    promises.make(since, initiative, said)
    _correct(postings, on, made)
    paid = _pay(postings, on, made, registry, {each.project.id: each for each in agreed})
    postings.post()
    current = {row.project.id: row.entry for row in made if row.entry.fiscal_year == fiscal_year(on)}
    claims.tell(on, current, registry, cast, postings)
    ended = [year for year in range(since.year, since.year + len(VOTED)) if date(year + 1, 3, 31) < on]
    for year in ended:
        of_year = [row for row in made if row.entry.fiscal_year == year]
        _end(postings, year, Decimal(VOTED[year - since.year]), of_year, paid, carries=year == ended[-1])
    for year in ended[: len(ended) - YEARS_LEFT_OPEN]:
        if date(year + 1, 6, 15) <= on:
            postings.close(year)
    reserve = open_envelope(JOB, initiative_id=initiative, name="Réserve de démonstration", phase_id=later)
    beside.fill(on, since, initiative, first, projects[beside.SHARED], registry, cast, trail)
    _transfer(
        on, date(since.year + len(VOTED) - 1, 4, 1), Postings(reserve, cast, trail, prefix="demo-reserve"), postings
    )


def _credit(postings: Postings, start: date, rank: int, voted: Decimal) -> Entry | None:
    """The credits of a year; what was announced at its beginning, if anything was."""
    name, said = f"{start.year}-{start.year + 1}", None
    if rank in ANNOUNCED:
        evidence = f"Communiqué fictif du {start:%d-%m-%Y}"
        said = postings.add(EntryKind.ANNOUNCED, Decimal(ANNOUNCED[rank]), start, evidence)
    postings.add(EntryKind.VOTED, voted, start + timedelta(days=20), f"Crédits fictifs {name}")
    authorised = (voted * Decimal("0.98")).quantize(Decimal(1000))
    postings.add(EntryKind.AUTHORISED, authorised, start + timedelta(days=45), f"Autorisation fictive no {rank + 1}")
    return said


def _again(postings: Postings, on: date, said: Entry | None) -> None:
    """The same money, said a second time: it is nobody's new money."""
    if said and (day := said.on + timedelta(days=400)) <= on:
        evidence = f"Communiqué fictif du {day:%d-%m-%Y}, qui reprend la somme de {said.on.year}"
        postings.add(EntryKind.REANNOUNCED, said.amount, day, evidence, about=said)


def _commit(  # noqa: PLR0917
    rng: random.Random, postings: Postings, on: date, since: date, rank: int, projects: Sequence[Announced]
) -> list[Commitment]:
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
            said = f"Entente fictive no {projects.index(project) + 1}"
            entry = postings.add(
                EntryKind.COMMITTED,
                amount,
                min(day, end),
                f"{said}, tranche {start.year}-{start.year + 1}",
                project_id=project.id,
                counterparty=ORGANISATIONS[project.promoter][0],
            )
            made.append(Commitment(project=project, entry=entry))
    return made


def _mistaken(made: Sequence[Commitment]) -> list[Commitment]:
    """One commitment of the middle of the story was entered too high."""
    wrong = made[len(made) // 2]
    return [replace(row, mistake=MISTAKE) if row is wrong else row for row in made]


def _correct(postings: Postings, on: date, made: Iterable[Commitment]) -> None:
    """What was entered too high is taken away."""
    for wrong in made:
        if wrong.mistake:
            postings.add(
                EntryKind.COMMITTED,
                -wrong.mistake,
                min(wrong.entry.on + timedelta(days=9), on),
                "Correction : montant de l’avenant inscrit deux fois",
                year=wrong.entry.fiscal_year,
                project_id=wrong.project.id,
                agreement=wrong.entry.agreement,
                counterparty=wrong.entry.counterparty,
                corrects=wrong.entry,
            )


def _parts(row: Commitment, percents: Sequence[int] = (50, 30, 14)) -> list[Part]:
    """Half at signing, a third at mid-year, the rest at year-end, unless said otherwise, in percents."""
    first, end = row.entry.on, date(row.entry.fiscal_year + 1, 3, 31)
    middle = first + (end - first) / 2
    days = zip((first + timedelta(days=15), middle, end - timedelta(days=20)), percents, strict=True)
    net = row.entry.amount - row.mistake
    return [
        Part(year=row.entry.fiscal_year, amount=(net * percent / 100).quantize(Decimal(1)), due_on=day)
        for day, percent in days
    ]


def _percents(row: Commitment, rank: int, on: date) -> tuple[Sequence[int], ...]:
    """What two projects do otherwise in the year under way."""
    return (PERCENTS[rank],) if rank in PERCENTS and row.entry.fiscal_year == fiscal_year(on) else ()


def _promises(
    on: date, made: Sequence[Commitment], projects: Sequence[Announced], second: Sequence[Part]
) -> list[Promise]:
    """What the commitments of each project make together, with what the project hands in."""
    promises = []
    for rank, project in enumerate(projects):
        rows = [row for row in made if row.project.id == project.id]
        reports = [report for row in rows for report in _reports(row)]
        days = [day for _kind, _title, day in reports[-2:] if day < on] if rank == LATE else []
        promises.append(
            Promise(
                project=project,
                rank=rank,
                parts=[part for row in rows for part in _parts(row, *_percents(row, rank, on))],
                bound=sum((row.entry.amount for row in rows), Decimal(0)),
                reports=reports,
                missing=days[0] if days else None,
                second=second if rank == beside.SHARED else (),
            )
        )
    return [each for each in promises if each.parts]


def _reports(row: Commitment) -> list[tuple[DeliverableKind, str, date]]:
    first, year = row.entry.on, row.entry.fiscal_year
    name = f"{year}-{year + 1}"
    return [
        (DeliverableKind.PROGRESS, f"Rapport d’étape fictif {name}", first + timedelta(days=45)),
        (DeliverableKind.STATEMENTS, f"États financiers fictifs {name}", date(year + 1, 6, 15)),
    ]


def _pay(
    postings: Postings, on: date, made: Sequence[Commitment], registry: Registry, promises: Mapping[int, Promise]
) -> dict[int, Decimal]:
    """Pay each tranche that is due by now, unless a report that never came holds it. Returns what was paid."""
    paid = {row.entry.pk: Decimal(0) for row in made}
    payables = []
    for row in made:
        promise = promises[row.project.id]
        held = promise.missing
        unseen = promise.rank == SLOW and bool(_percents(row, SLOW, on))  # due since mid-year: nobody found it owed
        end = date(row.entry.fiscal_year + 1, 3, 31)
        for number, part in enumerate(_parts(row, *_percents(row, promise.rank, on)), 1):
            if part.due_on > min(on, end) or (unseen and number > 1):
                continue
            due = registry.release(row.project.id, part.due_on, part.amount)
            payables.append(due)
            if held is None or part.due_on <= held:
                need = (
                    "Besoin fictif : heures données avant la fin de l’exercice"
                    if part.due_on.month == end.month
                    else ""
                )
                words = f"Tranche fictive no {number}"
                postings.follow(EntryKind.PAID, part.amount, part.due_on, words, row.entry, need=need, payable=due)
                paid[row.entry.pk] += part.amount
    registry.told_owed(Payable.objects.bulk_create(payables))
    return paid


def _end(
    postings: Postings,
    year: int,
    voted: Decimal,
    made: Iterable[Commitment],
    paid: dict[int, Decimal],
    *,
    carries: bool,
) -> None:
    """On 31 March, what was not claimed is released; what nobody was promised lapses, less what is carried over."""
    end = date(year + 1, 3, 31)
    spent = Decimal(0)
    for row in made:
        rest = row.entry.amount - row.mistake - paid[row.entry.pk]
        spent += paid[row.entry.pk]
        postings.follow(EntryKind.RELEASED, rest, end, "Solde fictif non réclamé", row.entry)
    carried = CARRIED if carries else Decimal(0)
    postings.add(
        EntryKind.LAPSED, voted - spent - carried, end, f"Crédits fictifs périmés au {end:%d-%m-%Y}", year=year
    )
    if carries:
        words = "Autorisation fictive de report"
        leaving = postings.add(EntryKind.CARRIED_OUT, carried, end, words, year=year)
        postings.post()
        postings.add(EntryKind.CARRIED_IN, carried, end, words, year=year + 1, about=leaving)
    postings.post()


def _transfer(on: date, start: date, reserve: Postings, postings: Postings) -> None:
    """A reserve of the current year gives part of its credits to the envelope."""
    voted, day = start + timedelta(days=20), start + timedelta(days=100)
    reserve.add(EntryKind.VOTED, RESERVE, voted, f"Crédits fictifs de réserve {start.year}-{start.year + 1}")
    if day > on:
        reserve.post()
        return
    words = "Décision fictive de transfert"
    leaving = reserve.add(EntryKind.SENT, TRANSFERRED, day, words)
    reserve.post()
    postings.add(EntryKind.RECEIVED, TRANSFERRED, day, words, about=leaving)
    postings.post()
