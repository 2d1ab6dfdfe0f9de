"""A signed agreement, for tests that need one: rows alone, in the order that the triggers ask for."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from tests.cast import JOB
from tests.papers import paper
from virage.stages.agreements.models import (
    Agreement,
    AnalysisLine,
    Approval,
    Contribution,
    Deliverable,
    Payable,
    Signature,
    Tranche,
)
from virage.stages.agreements.states import AgreementState, DeliverableKind, Side
from virage.stages.documents.operations import attach_document
from virage.stages.programme.models import Project

SIGNED_ON = date(2020, 4, 1)
MUCH = Decimal(1_000_000)
VERIFIER = "job:verifier"


def drafted(project_id: int, *, reference: str = "Convention fictive 1", amount: Decimal = MUCH, **terms) -> Agreement:
    """A draft of the ministry's, with a share of the initiative and a complete analysis."""
    project = Project.objects.for_operation().select_related("initiative").get(pk=project_id)
    ministry = project.initiative.ministry_id
    now = timezone.now()
    row = Agreement.objects.create(
        project=project,
        promoter_id=project.promoter_id,
        reference=reference,
        drafted_by="job:drafter",
        drafted_at=now,
        **{
            "purpose": "Essai fictif",
            "route": "norm",
            "authorisation": "Norme fictive no 1",
            "begins_on": SIGNED_ON,
            "ends_on": date(2030, 3, 31),
            **terms,
        },
    )
    Contribution.objects.create(
        agreement=row, funder_id=ministry, kind="cash", nature="public", amount=amount, own=True
    )
    paper_id = attach_document(JOB, file=paper("analyse.pdf"), organisation_id=ministry)
    AnalysisLine.objects.create(
        agreement=row, criterion="need", score=80, reason="Raison fictive", document_id=paper_id
    )
    return row


def sign(row: Agreement, *, on: date = SIGNED_ON) -> Agreement:
    """Approved and signed, as the last step of a long story."""
    row.state, row.turn, now = AgreementState.SUBMITTED, 1, timezone.now()
    row.save()
    Approval.objects.create(
        agreement=row, turn=1, rank=1, table="fictive", step="ministry", asked_by="job:drafter", asked_at=now,
        given_on=on, given_by="job:approver", given_at=now,
    )  # fmt: skip
    row.state = AgreementState.APPROVED
    row.save()
    for side in Side:
        Signature.objects.create(
            agreement=row, side=side, name="Ève Fictive", title="Direction", signed_on=on, recorded_at=now,
            recorded_by="job:finance",
        )  # fmt: skip
    row.state, row.signed_on = AgreementState.SIGNED, on
    row.save()
    return row


def signed(project_id: int, **terms) -> Agreement:
    """A signed agreement without tranches nor deliverables."""
    return sign(drafted(project_id, **terms))


def payable(row: Agreement, *, amount: Decimal = MUCH, on: date = SIGNED_ON, **terms) -> Payable:
    """An amount found owed, by whoever verifies: a claim, unless it names a tranche."""
    origin = {"kind": "claim", "reference": "R-1"} if "tranche" not in terms else {}
    return Payable.objects.create(
        agreement=row, amount=amount, released_on=on, evidence="pièce fictive", made_at=timezone.now(),
        **{"made_by": VERIFIER, **origin, **terms},
    )  # fmt: skip


def with_advance(project_id: int, *, amount: Decimal = Decimal(1000), **terms) -> tuple[Agreement, Payable]:
    """A signed agreement with an advance, proven and payable."""
    row = drafted(project_id, **terms)
    part = Tranche.objects.create(
        agreement=row, amount=amount, fiscal_year=2026, condition="besoin démontré", advance=True, proven_need=amount
    )
    sign(row)
    proof = {"need": "salaires fictifs", "proven_need": amount}
    return row, payable(row, amount=amount, tranche=part, kind="advance", **proof)


def owed(row: Agreement, *, due_on: date) -> Deliverable:
    """What a draft asks its promoter for."""
    return Deliverable.objects.create(
        agreement=row, kind=DeliverableKind.PROGRESS, title="Rapport d’étape fictif", due_on=due_on
    )
