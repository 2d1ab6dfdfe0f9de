"""What the fictitious fund said of each agreement, and what of its shares it brought so far."""

from datetime import date, timedelta
from decimal import Decimal

from virage.base.viewer import Role
from virage.demo.cast import PARTNER, Cast
from virage.demo.clock import at
from virage.demo.trail import Trail
from virage.stages.agreements.models import Contribution
from virage.stages.agreements.states import AgreementState
from virage.stages.funders.models import Brought, Opinion
from virage.stages.funders.states import Stance, Verdict

HALF = Decimal("0.5")
CONDITIONAL = 2
"""The agreement that the fund accepted on a condition, in the order of their signature."""
WHY = "Si le rapport d’étape (fictif) arrive avant le deuxième apport."
YEAR = timedelta(days=365)


def tell(on: date, cast: Cast, trail: Trail) -> None:
    """An opinion before each signature; half of the share at the signature, the rest a year later, but for the last."""
    fund, by = cast.organisations[PARTNER], cast.by(PARTNER, Role.PARTNER)
    shares = list(
        Contribution.objects.for_operation()
        .filter(funder_id=fund, own=False, agreement__state=AgreementState.SIGNED)
        .select_related("agreement")
        .order_by("agreement__signed_on", "pk")
    )
    said, brought = [], []
    for rank, share in enumerate(shares):
        signed_on = share.agreement.signed_on or on
        conditional = rank == CONDITIONAL
        said.append(
            Opinion(
                agreement=share.agreement,
                funder_id=fund,
                stance=Stance.DECISION,
                verdict=Verdict.CONDITIONAL if conditional else Verdict.FAVOURABLE,
                why=WHY if conditional else "",
                on=signed_on - timedelta(days=14),
                at=at(signed_on - timedelta(days=14), 15),
                by=by,
            )
        )
        half = (share.amount * HALF).quantize(Decimal(1))
        parts = ((half, signed_on), (share.amount - half, signed_on + YEAR))
        for amount, day in parts[:1] if share is shares[-1] else parts:
            if day <= on:
                evidence = f"Virement fictif {day:%Y-%m}"
                told = {"on": day, "evidence": evidence, "at": at(day, 16), "by": by}
                brought.append(Brought(contribution=share, amount=amount, **told))
    for row in Opinion.objects.bulk_create(said):
        thing = ("agreement", row.agreement_id, fund)
        trail.add(row.at, by, "opinion.given", *thing, stance=row.stance, verdict=row.verdict)
    for line in Brought.objects.bulk_create(brought):
        trail.add(line.at, by, "share.brought", "agreement", line.contribution.agreement_id, fund, line=line.pk)
