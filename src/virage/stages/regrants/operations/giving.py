"""Give money on to an enterprise that was selected: proposed, granted within every ceiling, paid."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.core.answers import Answer
from virage.stages.agreements.operations.refusals import in_words
from virage.stages.casefiles.models import CaseFile
from virage.stages.directory.models import Contact, Enterprise
from virage.stages.messages.operations import address_of, post_message
from virage.stages.regrants.models import Declaration, Regrant, RegrantLine
from virage.stages.regrants.operations.refusals import (
    HELD,
    AboveCeiling,
    AidsNotConfirmed,
    NotInOrder,
    NotSelected,
    NotYourMoney,
    ProposedByYou,
    SaySettled,
    SayWhy,
)
from virage.stages.regrants.policies import can_grant, can_propose
from virage.stages.regrants.queries.cumulation import weigh
from virage.stages.regrants.readings import snapshot
from virage.stages.regrants.rules import same_enterprise
from virage.stages.regrants.states import RegrantState

LETTERS = Viewer.system("regrants")


@operation
def propose_regrant(
    viewer: Viewer, *, line_id: int, enterprise_id: int, amount: Decimal, total_cost: Decimal, purpose: str
) -> int:
    """Propose dollars for one project of an enterprise that has an open file. Returns the regrant's number."""
    line = RegrantLine.objects.for_operation().select_related("agreement").get(pk=line_id)
    if not can_propose(viewer, line):
        raise NotYourMoney
    selected = CaseFile.objects.visible_to(viewer).filter(
        enterprise_id=enterprise_id, project_id=line.agreement.project_id, closed_at=None
    )
    file = selected.order_by("-opened_at").first()
    if file is None:
        raise NotSelected
    with in_words(HELD), transaction.atomic():
        row = Regrant.objects.create(
            line=line,
            enterprise_id=enterprise_id,
            case_file=file,
            amount=amount,
            total_cost=total_cost,
            purpose=purpose,
            proposed_at=timezone.now(),
            proposed_by=viewer.by,
        )
    _note(viewer, row, line, "regrant.proposed", amount=str(amount))
    return row.pk


@operation
def grant_regrant(viewer: Viewer, *, regrant_id: int, on: date, settled: str = "") -> None:
    """Grant what was proposed, if no ceiling is passed; ``settled``: how what is unknown was settled.

    The enterprise is locked first: two bodies that give to it at once are read one after the other.
    """
    row = _to_decide(viewer, regrant_id)
    if row.enterprise is None or row.case_file is None or row.case_file.closed_at is not None:
        raise NotSelected
    if not Declaration.objects.for_operation().filter(enterprise=row.enterprise).exists():
        raise AidsNotConfirmed
    found = weigh(viewer, row)
    if found.answer is Answer.NO:
        raise AboveCeiling
    if found.answer is Answer.UNKNOWN and not settled:
        raise SaySettled
    row.settled, row.counted = settled, snapshot(found, viewer.language)
    row.decided_on, row.decided_by = on, viewer.by
    _move(viewer, row, RegrantState.GRANTED, answer=found.answer.value)
    _tell(row)


@operation
def refuse_regrant(viewer: Viewer, *, regrant_id: int, on: date, why: str) -> None:
    """Refuse what was proposed, with the reason in words, which the enterprise reads, and the cumulation that day."""
    row = _to_decide(viewer, regrant_id)
    if not why:
        raise SayWhy
    row.settled = why
    row.counted = snapshot(weigh(viewer, row), viewer.language) if row.enterprise else []
    row.decided_on, row.decided_by = on, viewer.by
    _move(viewer, row, RegrantState.REFUSED)
    _tell(row)


@operation
def pay_regrant(viewer: Viewer, *, regrant_id: int, on: date) -> None:
    """Say that a regrant granted was paid, on a day."""
    row = _locked(viewer, regrant_id)
    row.ended_on = on
    _move(viewer, row, RegrantState.PAID)


@operation
def renounce_regrant(viewer: Viewer, *, regrant_id: int, on: date) -> None:
    """Give up a regrant that was not paid: its money may be given to others."""
    row = _locked(viewer, regrant_id)
    row.ended_on = on
    _move(viewer, row, RegrantState.RENOUNCED)


def _to_decide(viewer: Viewer, regrant_id: int) -> Regrant:
    row = _locked(viewer, regrant_id, lock_enterprise=True)
    if row.state != RegrantState.PROPOSED:
        raise NotInOrder
    if row.proposed_by == viewer.by:
        raise ProposedByYou
    return row


def _locked(viewer: Viewer, regrant_id: int, *, lock_enterprise: bool = False) -> Regrant:
    rows = Regrant.objects.for_operation()
    asked = rows.select_related("line__agreement", "enterprise").get(pk=regrant_id)
    if not can_grant(viewer, asked.line):
        raise NotYourMoney
    if lock_enterprise and asked.enterprise is not None:
        same = Enterprise.objects.for_operation().filter(same_enterprise(asked.enterprise)).order_by("pk")
        list(same.select_for_update(no_key=True))
    joined = rows.select_related("line__agreement__promoter", "enterprise", "case_file")
    return joined.select_for_update(no_key=True, of=("self",)).get(pk=regrant_id)


def _move(viewer: Viewer, row: Regrant, state: RegrantState, **details: Any) -> None:
    if row.enterprise_id is None:
        raise NotInOrder
    row.state = state
    with in_words(HELD), transaction.atomic():
        row.save()
    _note(viewer, row, row.line, f"regrant.{state.value}", **details)


def _note(viewer: Viewer, row: Regrant, line: RegrantLine, verb: str, **details: Any) -> None:
    promoter = line.agreement.promoter_id
    record(viewer, verb, kind="regrant", id=row.pk, organisation_id=promoter, **details)


def _tell(row: Regrant) -> None:
    """Tell the enterprise what was decided, and why if it was refused."""
    whom = Contact.objects.for_operation().filter(enterprise=row.enterprise).exclude(email="").first()
    if whom is None:
        return
    granted = row.state == RegrantState.GRANTED
    agreement = row.line.agreement
    post_message(
        LETTERS,
        kind="regrant_decided",
        address=whom.email,
        language=whom.language,
        matter=f"regrant:{row.pk}",
        organisation_id=agreement.promoter_id,
        enterprise_id=row.enterprise_id,
        granted=granted,
        promoter=agreement.promoter.name,
        amount=row.amount,
        purpose=row.purpose,
        why="" if granted else row.settled,
        link=address_of("sme:lost_link", whom.language),
    )
