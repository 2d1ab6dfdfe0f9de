"""Fictitious aids that two projects give on: one paid, one granted, one refused for its total, one to clarify."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from virage.base.viewer import Role
from virage.demo.cast import JOB, MINISTRY, Cast
from virage.demo.clock import at
from virage.demo.portfolio import Announced
from virage.demo.trail import Trail
from virage.stages.agreements.models import Agreement
from virage.stages.casefiles.models import CaseFile
from virage.stages.regrants.models import Declaration, DeclaredAid, Regrant, RegrantLine
from virage.stages.regrants.queries.cumulation import weigh
from virage.stages.regrants.readings import snapshot
from virage.stages.regrants.states import RegrantState

GIVERS = ("batiment", "fabrication")
LINE = Decimal(40_000)
CLAUSE = "Entente fictive, article 4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """One aid: dollars, the cost of its project, what its owner declared beside, and what was answered."""

    amount: int
    cost: int
    purpose: str
    beside: int | None
    state: RegrantState
    why: str = ""


GIFTS = (
    Gift(
        amount=6000, cost=15_000, purpose="Logiciel fictif de gestion", beside=None, state=RegrantState.PAID,
        why="Les aides des autres dossiers paient d’autres projets (fictif).",
    ),
    Gift(
        amount=4000, cost=12_000, purpose="Formation fictive de l’équipe", beside=None, state=RegrantState.GRANTED,
        why="Les aides des autres dossiers paient d’autres projets (fictif).",
    ),
    Gift(
        amount=8000, cost=20_000, purpose="Site fictif de vente en ligne", beside=5000, state=RegrantState.REFUSED,
        why="Avec l’aide déclarée, le plafond de 50 % est dépassé de 3 000 $.",
    ),
    Gift(amount=5000, cost=14_000, purpose="Capteurs fictifs", beside=3000, state=RegrantState.PROPOSED),
)  # fmt: skip


def write(on: date, projects: Sequence[Announced], cast: Cast, trail: Trail) -> None:
    """Under the signed agreement of each giver, to enterprises with an open file there, as far as there are some."""
    givers = {each.id: each.promoter for each in projects if each.promoter in GIVERS}
    signed = Agreement.objects.for_operation().filter(project_id__in=givers, number=0, state="signed").order_by("pk")
    waiting = list(GIFTS)
    for agreement in signed:
        open_ones = CaseFile.objects.for_operation().filter(project_id=agreement.project_id, closed_at=None)
        one_each = {file.enterprise_id: file for file in open_ones.select_related("enterprise").order_by("-pk")[:60]}
        told = list(zip(waiting, one_each.values(), strict=False))
        waiting = waiting[len(told) :]
        if told:
            _tell(on, agreement, told, _Team(cast, givers[agreement.project_id]), trail)


class _Team:
    """Who proposes and who answers in one body, and who set its money aside."""

    def __init__(self, cast: Cast, giver: str) -> None:
        self.adviser, self.promoter = cast.by(giver, Role.ADVISER), cast.by(giver, Role.PROMOTER)
        self.analyst, self.body = cast.by(MINISTRY, Role.ANALYST), cast.organisations[giver]
        self.ministry = cast.organisations[MINISTRY]


def _tell(on: date, agreement: Agreement, told: Sequence[tuple[Gift, CaseFile]], team: _Team, trail: Trail) -> None:
    adviser, promoter, analyst, body = team.adviser, team.promoter, team.analyst, team.body
    opened, asked, decided = (at(on - timedelta(days=days), 10) for days in (60, 12, 6))
    line = RegrantLine.objects.create(
        agreement=agreement, amount=LINE, ceiling=Decimal("0.5"), repayable=Decimal("0.5"), clause=CLAUSE,
        opened_at=opened, opened_by=analyst,
    )  # fmt: skip
    trail.add(opened, analyst, "regrant_line.opened", "regrant_line", line.pk, team.ministry)
    Declaration.objects.bulk_create(Declaration(enterprise=file.enterprise, confirmed_at=asked) for _gift, file in told)
    DeclaredAid.objects.bulk_create(
        DeclaredAid(
            enterprise=file.enterprise, name="Subvention fictive d’un autre programme", giver="Organisme fictif",
            kind="grant", amount=Decimal(gift.beside), received_on=on - timedelta(days=200),
            same_project=True if gift.state == RegrantState.REFUSED else None, declared_at=asked, declared_by="link",
        )
        for gift, file in told
        if gift.beside
    )  # fmt: skip
    rows = Regrant.objects.bulk_create(
        Regrant(
            line=line, enterprise=file.enterprise, case_file=file, amount=Decimal(gift.amount),
            total_cost=Decimal(gift.cost), purpose=gift.purpose, proposed_at=asked, proposed_by=adviser,
        )
        for gift, file in told
    )  # fmt: skip
    for (gift, _file), row in zip(told, rows, strict=True):
        trail.add(asked, adviser, "regrant.proposed", "regrant", row.pk, body, amount=str(row.amount))
        if gift.state != RegrantState.PROPOSED:
            _answer(row, gift, decided.date(), promoter)
            verb = "regrant.refused" if gift.state == RegrantState.REFUSED else "regrant.granted"
            trail.add(decided, promoter, verb, "regrant", row.pk, body)
    for (gift, _file), row in zip(told, rows, strict=True):
        if gift.state == RegrantState.PAID:
            row.state, row.ended_on = RegrantState.PAID, on - timedelta(days=2)
            row.save()
            trail.add(at(row.ended_on, 10), promoter, "regrant.paid", "regrant", row.pk, body)


def _answer(row: Regrant, gift: Gift, day: date, by: str) -> None:
    """Granted before it is paid: the database holds the order."""
    row.counted, row.settled = snapshot(weigh(JOB, row), "fr"), gift.why
    row.decided_on, row.decided_by = day, by
    row.state = RegrantState.GRANTED if gift.state == RegrantState.PAID else gift.state
    row.save()
