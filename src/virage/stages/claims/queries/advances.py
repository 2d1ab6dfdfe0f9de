"""Advances of agreements, as the ledger tells them: given, justified, come back; and the cash need still proven."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils import timezone

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.core.sleeping import Advance, Aged, sleeping
from virage.stages.agreements.models import Agreement, Payable
from virage.stages.agreements.states import PayableKind
from virage.stages.claims.models import Claim, ClaimTerms
from virage.stages.claims.states import ClaimState
from virage.stages.ledger.models import Entry
from virage.stages.ledger.states import EntryKind

ZERO = Decimal(0)
DAYS_A_MONTH = 30
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
    rows = Entry.objects.for_operation().filter(agreement_id__in=agreements).order_by("on", "pk")
    rows = rows.filter(Q(kind=EntryKind.ADVANCED) | Q(kind__in=FOLLOWED, about__kind=EntryKind.ADVANCED))
    found: dict[int, Advance] = {}
    places: dict[int, int] = {}
    for row in sorted(rows, key=lambda row: (row.kind != EntryKind.ADVANCED, row.corrects_id is not None)):
        if row.kind == EntryKind.ADVANCED and row.corrects_id is None:
            found[row.pk], places[row.pk] = Advance(id=row.pk, on=row.on, amount=row.amount), row.agreement_id or 0
            continue
        number = row.corrects_id if row.kind == EntryKind.ADVANCED else row.about_id
        name = FOLLOWED.get(EntryKind(row.kind), "amount")
        one = found[number or 0]
        found[number or 0] = replace(one, **{name: getattr(one, name) + row.amount})
    made: dict[int, list[Advance]] = {}
    for number, one in found.items():
        made.setdefault(places[number], []).append(one)
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
    told = [(row.agreement_id, row.released_on, row.proven_need or ZERO, row.need) for row in payables]
    told += [
        (row.agreement_id, timezone.localdate(row.submitted_at), row.need or ZERO, row.need_words) for row in claims
    ]
    return {
        agreement: Need(amount=amount, until=on + timedelta(days=DAYS_A_MONTH * months.get(agreement, 0)), words=words)
        for agreement, on, amount, words in sorted(told, key=lambda one: one[1])
    }


def sleepers(viewer: Viewer, *, on: date | None = None) -> tuple[Sleeper, ...]:
    """Every advance still to be justified, by agreement, the most asleep first; ``own``: the viewer's to recover.

    Seven queries at most, whatever their number; empty for whoever does not follow the programme.
    """
    if not (viewer.job or viewer.has(*MINISTRY, Role.AUDITOR)):
        return ()
    day = on or timezone.localdate()
    seen = Agreement.objects.visible_to(viewer).filter(entries__kind=EntryKind.ADVANCED).distinct()
    rows = {row.pk: row for row in seen.select_related("project__initiative", "promoter")}
    held, proven = advances(rows.keys()), needs(rows.keys())
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
