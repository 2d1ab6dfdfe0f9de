"""Advances of agreements, as the ledger tells them: given, justified, come back; and the cash need still proven."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from virage.base.library import library
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.core.sleeping import Advance, Aged, sleeping
from virage.stages.agreements.models import Agreement, Payable
from virage.stages.agreements.states import PayableKind
from virage.stages.claims.models import Claim, ClaimTerms
from virage.stages.claims.states import ClaimState
from virage.stages.ledger.models import Entry
from virage.stages.ledger.states import EntryKind

ZERO = Decimal(0)
FOLLOWED = {EntryKind.SETTLED: "justified", EntryKind.RECOVERED: "recovered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A cash need proven, in dollars: until when, and what showed it."""

    amount: Decimal
    until: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleeper:
    """What one promoter holds under one agreement: its advances aged, its need, what sleeps."""

    agreement_id: int
    agreement: str
    project: str
    promoter: str
    need: Need | None
    advances: tuple[Aged, ...]
    left: Decimal
    sleeps: Decimal
    oldest: int
    own: bool


def advances(agreements: Collection[int]) -> Mapping[int, tuple[Advance, ...]]:
    """Advances by agreement, for an operation or a query that asked who looks. One query."""
    return _by_agreement(_advances().filter(agreement_id__in=agreements))


def _advances() -> QuerySet[Any, Any]:
    """Each advance, corrected, with what of it was justified and what came back: the database sums."""
    corrections = Entry.objects.for_operation().filter(corrects=OuterRef("pk")).order_by().values("corrects")
    corrected = Coalesce(Subquery(corrections.annotate(n=Sum("amount")).values("n")), ZERO)
    told = {name: Q(followers__kind=kind) for kind, name in FOLLOWED.items()}
    sums = {name: Coalesce(Sum("followers__amount", filter=of_kind), ZERO) for name, of_kind in told.items()}
    given: QuerySet[Any] = Entry.objects.for_operation().filter(kind=EntryKind.ADVANCED, corrects=None)
    columns = ("pk", "agreement_id", "on", "amount")
    told_of: QuerySet[Any, Any] = given.values(*columns).annotate(**sums, whole=F("amount") + corrected)
    return told_of.order_by("on", "pk")


def _by_agreement(rows: QuerySet[Any, Any]) -> Mapping[int, tuple[Advance, ...]]:
    made: dict[int, list[Advance]] = {}
    for number, agreement, on, whole, justified, recovered in rows.values_list(
        "pk", "agreement_id", "on", "whole", "justified", "recovered"
    ):
        one = Advance(id=number, on=on, amount=whole, justified=justified, recovered=recovered)
        made.setdefault(agreement or 0, []).append(one)
    return {agreement: tuple(listed) for agreement, listed in made.items()}


def unjustified(agreement_id: int) -> Decimal:
    """What claims have still to justify, those verified and not yet told to the ledger set apart."""
    held = advances([agreement_id]).get(agreement_id, ())
    verified = Claim.objects.for_operation().filter(agreement_id=agreement_id, state=ClaimState.VERIFIED)
    waiting = (verified.aggregate(total=Sum("justifies"))["total"] or ZERO) - sum((one.justified for one in held), ZERO)
    return max(ZERO, sum((one.left for one in held), ZERO) - max(ZERO, waiting))


def needs(agreements: Collection[int]) -> Mapping[int, Need]:
    """The last cash need shown by each agreement: with an advance, or with a claim. Three queries."""
    terms = ClaimTerms.objects.for_operation().filter(agreement_id__in=agreements)
    months = dict(terms.values_list("agreement_id", "need_months"))
    payables = Payable.objects.for_operation().filter(agreement_id__in=agreements, kind=PayableKind.ADVANCE)
    claims = Claim.objects.for_operation().filter(
        agreement_id__in=agreements, state=ClaimState.VERIFIED, need__isnull=False
    )
    given = payables.order_by("agreement_id", "-released_on", "-pk").distinct("agreement_id")
    shown = claims.order_by("agreement_id", "-submitted_at", "-pk").distinct("agreement_id")
    told = list(given.values_list("agreement_id", "released_on", "proven_need", "need"))
    told += [
        (agreement, timezone.localdate(at), need, said)
        for agreement, at, need, said in shown.values_list("agreement_id", "submitted_at", "need", "need_words")
    ]
    a_month = timedelta(days=library().limits.days_a_month)
    return {
        agreement: Need(amount=amount or ZERO, until=on + a_month * months.get(agreement, 0), words=words)
        for agreement, on, amount, words in sorted(told, key=lambda one: one[1])
    }


def sleepers(viewer: Viewer, *, on: date | None = None) -> tuple[Sleeper, ...]:
    """Every advance still to be justified, by agreement, the most asleep first; ``own``: the viewer's to recover.

    Seven queries at most, whatever their number; empty for whoever does not follow the programme.
    """
    if not (viewer.job or viewer.has(*MINISTRY, Role.AUDITOR)):
        return ()
    day = on or timezone.localdate()
    held = _by_agreement(_advances().filter(whole__gt=F("justified") + F("recovered")))
    seen = Agreement.objects.visible_to(viewer).filter(pk__in=held)
    rows = {row.pk: row for row in seen.select_related("project__initiative", "promoter")}
    proven = needs(rows.keys())
    funders = viewer.organisations(Role.FINANCE)
    made = []
    for number, row in rows.items():
        need = proven.get(number)
        still = need.amount if need and day <= need.until else ZERO
        aged = tuple(one for one in sleeping(held.get(number, ()), need=still, on=day) if one.left)
        if aged:
            made.append(
                Sleeper(
                    agreement_id=number,
                    agreement=row.reference,
                    project=row.project.name,
                    promoter=row.promoter.name,
                    need=need,
                    advances=aged,
                    left=sum((one.left for one in aged), ZERO),
                    sleeps=sum((one.sleeps for one in aged), ZERO),
                    oldest=max(one.days for one in aged),
                    own=row.project.initiative.ministry_id in funders,
                )
            )
    return tuple(sorted(made, key=lambda one: (-one.sleeps, -one.left)))
