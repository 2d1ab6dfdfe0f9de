"""The terms of an agreement as they are shown: who brings what, what is paid when, what is handed in and reached."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from virage.stages.agreements.models import AgreedTarget, Contribution, Deliverable, Deposit, Tranche
from virage.stages.agreements.states import AgreementState, ContributionKind, DeliverableKind, Nature
from virage.stages.ledger.showing.parts import (
    AgreedLine,
    ContributionLine,
    DeliverableLine,
    DepositLine,
    PayableLine,
    Stands,
    TrancheLine,
)

ZERO = Decimal(0)


def contribution_line(row: Contribution) -> ContributionLine:
    """One contribution."""
    return ContributionLine(
        id=row.pk,
        funder=row.funder.name if row.funder else row.funder_name,
        kind=ContributionKind(row.kind),
        nature=Nature(row.nature),
        amount=row.amount,
        own=row.own,
        number=row.agreement.number,
    )


def tranche_lines(rows: Iterable[Tranche], payables: Mapping[int, PayableLine], on: date) -> tuple[TrancheLine, ...]:
    """Tranches by year, then by day; those that hang on a condition last."""
    found = {one.tranche_id: one for one in payables.values() if one.tranche_id}
    ordered = sorted(rows, key=lambda row: (row.fiscal_year, row.due_on is None, row.due_on or date.max, row.pk))
    return tuple(
        TrancheLine(
            id=row.pk,
            amount=row.amount,
            fiscal_year=row.fiscal_year,
            due_on=row.due_on,
            condition=row.condition,
            advance=row.advance,
            proven_need=row.proven_need,
            payable=found.get(row.pk),
            number=row.agreement.number,
            due_now=row.pk not in found and (row.due_on is None or row.due_on <= on),
        )
        for row in ordered
    )


def deliverable_lines(
    rows: Iterable[Deliverable], handed: Mapping[int, list[Deposit]], on: date
) -> tuple[DeliverableLine, ...]:
    """Deliverables by day, each with what was handed in, oldest first."""
    ordered = sorted(rows, key=lambda row: (row.due_on, row.pk))
    return tuple(_deliverable(row, tuple(map(_deposit, handed.get(row.pk, ()))), on) for row in ordered)


def agreed_lines(rows: Iterable[AgreedTarget], every: Iterable[AgreedTarget]) -> tuple[AgreedLine, ...]:
    """Targets, each with its version: one more than the chain of those it replaces."""
    before = {row.pk: row.changed_id for row in every}
    return tuple(
        AgreedLine(
            id=row.pk,
            indicator=row.indicator,
            definition=row.definition,
            baseline=row.baseline,
            method=row.method,
            value=row.value,
            due_on=row.due_on,
            version=_version(row.pk, before),
            number=row.agreement.number,
        )
        for row in sorted(rows, key=lambda row: row.pk)
    )


def _version(number: int, before: Mapping[int, int | None]) -> int:
    former = before.get(number)
    return 1 if former is None else 1 + _version(former, before)


def _deliverable(row: Deliverable, deposits: tuple[DepositLine, ...], on: date) -> DeliverableLine:
    past = row.due_on < on and row.agreement.state == AgreementState.SIGNED
    answers = {one.accepted for one in deposits}
    stands: Stands = "accepted" if True in answers else "read" if None in answers else "late" if past else "owed"
    return DeliverableLine(
        id=row.pk,
        kind_words=str(DeliverableKind(row.kind).label),
        title=row.title,
        due_on=row.due_on,
        stands=stands,
        holds=past and stands != "accepted",
        number=row.agreement.number,
        deposits=deposits,
    )


def _deposit(row: Deposit) -> DepositLine:
    return DepositLine(
        id=row.pk,
        document_id=row.document_id,
        received_on=row.received_on,
        accepted=row.accepted,
        answered_on=row.answered_on,
        why=row.why,
    )


def blocked_by(tranches: Iterable[TrancheLine], payables: Iterable[PayableLine]) -> Decimal:
    """What a late document holds, in dollars: found owed and not paid, or come to its day and not found owed yet."""
    due = sum((one.amount for one in tranches if one.due_now and one.due_on is not None), ZERO)
    return due + sum((one.left for one in payables), ZERO)
