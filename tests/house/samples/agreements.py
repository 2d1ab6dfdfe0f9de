"""A signed agreement with two reports, one of them handed in; and a draft."""

from datetime import timedelta

from django.utils import timezone

from tests.cast import JOB, Cast
from tests.house.samples.programme import project
from tests.house.samples.registry import Arguments, sample
from tests.papers import paper
from tests.promise import drafted, owed, sign
from virage.stages.agreements.models import Agreement, Contribution, Deliverable, Deposit
from virage.stages.agreements.operations import hand_in_deliverable

SIGNED, DRAFT = "Entente fictive 90", "Entente fictive 91"


@sample
def agreement(cast: Cast) -> Arguments:
    """Signed, with a report that was handed in and one that is owed."""
    if found := Agreement.objects.for_operation().filter(reference=SIGNED).first():
        return {"agreement_id": found.pk}
    row = drafted(project(cast).pk, reference=SIGNED)
    day = timezone.localdate() + timedelta(days=30)
    partner = cast.organisations["partner"]
    Contribution.objects.create(agreement=row, funder_id=partner, kind="cash", nature="public", amount=10_000)
    handed, _waiting = owed(row, due_on=day), owed(row, due_on=day + timedelta(days=1))
    sign(row)
    hand_in_deliverable(JOB, deliverable_id=handed.pk, file=paper())
    return {"agreement_id": row.pk}


@sample
def agreement_act(cast: Cast) -> Arguments:
    """A draft to correct."""
    found = Agreement.objects.for_operation().filter(reference=DRAFT).first()
    return {"agreement_id": (found or drafted(project(cast).pk, reference=DRAFT)).pk, "act": "reviser"}


@sample
def owed_report(cast: Cast) -> Arguments:
    """A report that nobody handed in."""
    rows = Deliverable.objects.for_operation().filter(deposits=None, **agreement(cast))
    return {"deliverable_id": rows.order_by("pk").values_list("pk", flat=True)[0]}


@sample
def agreement_paper(cast: Cast) -> Arguments:
    """What was handed in."""
    place = agreement(cast)
    deposit = Deposit.objects.for_operation().filter(deliverable__agreement_id=place["agreement_id"]).first()
    assert deposit is not None
    return {**place, "document_id": deposit.document_id}


@sample
def promised_share(cast: Cast) -> Arguments:
    """What the partner promised to a signed agreement."""
    rows = Contribution.objects.for_operation().filter(own=False, **agreement(cast))
    return {"contribution_id": rows.values_list("pk", flat=True)[0]}
