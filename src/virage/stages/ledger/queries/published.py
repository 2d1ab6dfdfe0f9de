"""What everyone may read of the money of this installation: the same for all, and nothing before its announcement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, Sum

from virage.base.viewer import Viewer
from virage.core.ledger import figure, in_order
from virage.core.leverage import Leverage, leverage
from virage.core.periods import fiscal_year_name
from virage.stages.agreements.models import Agreement, AgreementQuerySet, Contribution
from virage.stages.agreements.states import AgreementState, Route
from virage.stages.ledger.models import Balance, Entry, Envelope, MoneyQuerySet
from virage.stages.ledger.queries.envelopes import named
from virage.stages.ledger.showing.changes import standing
from virage.stages.ledger.showing.funding import funding_of
from virage.stages.ledger.states import OF_A_PROJECT, EntryKind

ZERO = Decimal(0)
Sums = dict[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicYear:
    """One fiscal year, in dollars; five figures that never add up. ``again`` is money announced before."""

    name: str
    announced: Decimal
    again: Decimal
    voted: Decimal
    authorised: Decimal
    committed: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPromise:
    """One announcement of new money, and what became of it: the first promised is the first served. Dollars.

    ``again`` are the days on which the same money was announced again.
    """

    on: date
    said: str
    amount: Decimal
    authorised: Decimal
    committed: Decimal
    paid: Decimal
    again: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEnvelope:
    """One envelope, its years, newest first, and its announcements, oldest first."""

    id: int
    name: str
    funder: str
    initiative_id: int
    initiative: str
    phase_id: int | None
    phase: str
    strategy_id: int | None
    strategy: str
    fictitious: bool
    years: tuple[PublicYear, ...]
    promises: tuple[PublicPromise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAgreement:
    """An agreement announced, with its amendments announced; ``share`` is the initiative's, in dollars."""

    reference: str
    purpose: str
    project_id: int
    project: str
    promoter: str
    route: str
    announced_on: date
    share: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMoney:
    """Envelopes, agreements announced by ``on``, what was granted off-programme, and leverage over them."""

    on: date
    envelopes: tuple[PublicEnvelope, ...]
    agreements: tuple[PublicAgreement, ...]
    off_programme: Decimal
    granted: Decimal
    leverage: Leverage

    @property
    def fictitious(self) -> bool:
        """A demonstration says so."""
        return any(each.fictitious for each in self.envelopes)

    @property
    def off_programme_share(self) -> Decimal | None:
        """From 0 to 1; None while nothing is announced."""
        return self.off_programme / self.granted if self.granted else None


def public_money(viewer: Viewer, *, on: date) -> PublicMoney:
    """The money of this installation, as anyone may read it. Seven queries.

    Money of an agreement that is not announced yet counts nowhere, nor what follows an amendment not announced yet.
    """
    rows = list(announced(on).select_related("project", "promoter").order_by("-announced_on", "reference", "number"))
    numbers = {row.pk for row in rows}
    shares: dict[int, list[Contribution]] = {}
    told = Contribution.objects.for_operation().filter(agreement__in=numbers).order_by("pk")
    for each in standing(told, numbers):
        shares.setdefault(each.agreement_id, []).append(each)
    references: dict[int, list[Agreement]] = {}
    for row in rows:
        references.setdefault(row.root_id, []).append(row)
    brought = {root: [one for row in each for one in shares.get(row.pk, ())] for root, each in references.items()}
    own = [one for one in (one for each in shares.values() for one in each) if one.own]
    off = {row.pk for row in rows if row.route == Route.OFF_PROGRAMME}
    return PublicMoney(
        on=on,
        envelopes=public_envelopes(viewer, on=on),
        agreements=tuple(_agreement(row, brought[row.pk]) for row in rows if not row.number),
        off_programme=sum((one.amount for one in own if one.agreement_id in off), ZERO),
        granted=sum((one.amount for one in own), ZERO),
        leverage=leverage(funding_of(references[root][0].reference, lines) for root, lines in sorted(brought.items())),
    )


def announced(on: date) -> AgreementQuerySet:
    """Agreements announced by a day, with their amendments announced."""
    told = Q(state=AgreementState.SIGNED, announced_on__lte=on)
    return Agreement.objects.for_operation().filter(told, Q(amends=None) | Q(amends__announced_on__lte=on))


def untold(on: date) -> MoneyQuerySet[Entry]:
    """Money that may not be told yet: of agreements not announced, or that follows an amendment not announced.

    Few agreements are: what is told is the balances less this, whatever the number of entries.
    """
    signed = Agreement.objects.for_operation().filter(state=AgreementState.SIGNED)
    silent = signed.filter(Q(announced_on=None) | Q(announced_on__gt=on))
    rows = list(silent.values_list("pk", "amends_id"))
    whole = [number for number, amends in rows if amends is None]
    before = silent.filter(amends=OuterRef("agreement"), signed_on__lte=OuterRef("on"))
    money = Entry.objects.for_operation().filter(
        kind__in=OF_A_PROJECT, agreement_id__in={amends or number for number, amends in rows}
    )
    return money.filter(Q(agreement_id__in=whole) | Exists(before)).order_by()


def public_envelopes(viewer: Viewer, *, on: date, strategy_id: int | None = None) -> tuple[PublicEnvelope, ...]:
    """Envelopes as anyone may read them, in the viewer's language; of one strategy when named. Four queries."""
    wanted = Envelope.objects.for_operation().select_related("initiative__strategy", "funder", "phase").order_by("pk")
    if strategy_id is not None:
        wanted = wanted.filter(initiative__strategy=strategy_id)
    years: dict[int, dict[int, Sums]] = {}
    for kept in Balance.objects.for_operation():
        years.setdefault(kept.envelope_id, {})[kept.fiscal_year] = dict(kept.sums)
    for envelope, year, kind, amount in (
        untold(on).values_list("envelope_id", "fiscal_year", "kind").annotate(Sum("amount"))
    ):
        years[envelope][year][kind] -= amount
    said: dict[int, list[Entry]] = {}
    announcing = (EntryKind.ANNOUNCED, EntryKind.REANNOUNCED)
    for row in Entry.objects.for_operation().filter(kind__in=announcing).order_by("on", "pk"):
        said.setdefault(row.envelope_id, []).append(row)
    return tuple(
        PublicEnvelope(
            id=row.pk,
            name=row.name,
            funder=row.funder.name,
            initiative_id=row.initiative_id,
            initiative=row.initiative.name,
            phase_id=row.phase_id,
            phase=named(viewer, row.phase),
            strategy_id=row.initiative.strategy_id,
            strategy=named(viewer, row.initiative.strategy),
            fictitious=row.initiative.fictitious,
            years=tuple(_year(year, sums) for year, sums in sorted(years.get(row.pk, {}).items(), reverse=True)),
            promises=tuple(_promises(said.get(row.pk, ()), years.get(row.pk, {}).values())),
        )
        for row in wanted
    )


def _year(year: int, sums: Mapping[str, Decimal]) -> PublicYear:
    told = {name: figure(sums, name) for name in ("announced", "voted", "authorised", "committed", "paid")}
    return PublicYear(name=fiscal_year_name(year), again=sums.get(EntryKind.REANNOUNCED, ZERO), **told)


def _promises(said: Iterable[Entry], years: Iterable[Mapping[str, Decimal]]) -> Iterable[PublicPromise]:
    rows = list(said)
    first = [row for row in rows if row.kind == EntryKind.ANNOUNCED and row.corrects_id is None]
    taken = {row.pk: sum((one.amount for one in rows if one.corrects_id == row.pk), ZERO) for row in first}
    amounts = [row.amount + taken[row.pk] for row in first]
    sums = list(years)
    done = {
        name: in_order(amounts, sum((figure(year, name) for year in sums), ZERO))
        for name in ("authorised", "committed", "paid")
    }
    for rank, row in enumerate(first):
        again = tuple(one.on for one in rows if one.about_id == row.pk and one.corrects_id is None)
        parts = {name: shares[rank] for name, shares in done.items()}
        yield PublicPromise(on=row.on, said=row.evidence, amount=amounts[rank], again=again, **parts)


def _agreement(row: Agreement, lines: Iterable[Contribution]) -> PublicAgreement:
    brought = list(lines)
    assert row.announced_on is not None  # noqa: S101 — read so
    return PublicAgreement(
        reference=row.reference,
        purpose=row.purpose,
        project_id=row.project_id,
        project=row.project.name,
        promoter=row.promoter.name,
        route=str(Route(row.route).label),
        announced_on=row.announced_on,
        share=sum((one.amount for one in brought if one.own), ZERO),
        cost=sum((one.amount for one in brought), ZERO),
    )
