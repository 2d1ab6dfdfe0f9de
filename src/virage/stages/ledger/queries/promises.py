"""What initiatives promised with a deadline, and what was done of it, day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, Q, Sum
from django.db.models.functions import Coalesce

from virage.base.viewer import Role, Viewer
from virage.core.deadlines import Done
from virage.core.ledger import FIGURES
from virage.stages.agreements.models import Agreement
from virage.stages.agreements.states import AgreementState
from virage.stages.ledger.models import Entry, Promise, initiatives_of
from virage.stages.ledger.queries.published import untold
from virage.stages.ledger.states import OF_MONEY, EntryKind, Measure

ZERO = Decimal(0)
Days = Mapping[tuple[int, str], list[Done]]
"""Envelope and figure of the ledger → what each day did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """One promise in the viewer's language; ``done`` is empty for enterprises, which the ledger does not count.

    ``announced`` is the sum that a promise of money is a part of, in dollars; the proof of each ``done`` is the number
    of an entry, or of an agreement.
    """

    id: int
    initiative_id: int
    initiative: str
    fictitious: bool
    name: str
    speaker: str
    source: str
    announced_on: date
    due_on: date
    measure: Measure
    indicator: str
    value: Decimal
    announced: Decimal | None
    done: tuple[Done, ...]

    @property
    def money(self) -> bool:
        """Whether it is a sum."""
        return self.measure in OF_MONEY


def promises(viewer: Viewer, *, on: date) -> tuple[PromiseLine, ...]:
    """Promises made by a day, the first due first. Four queries.

    Everyone reads them; what is done of them counts whole for the auditor and for a ministry of the initiative, once
    announced for others.
    """
    rows = Promise.objects.visible_to(viewer).filter(announced_on__lte=on).select_related("initiative", "announcement")
    made = list(rows.order_by("due_on", "pk"))
    envelopes = {row.announcement.envelope_id for row in made if row.announcement}
    before, told = _announced(envelopes, on)
    days = _spent(viewer, envelopes, on)
    signed = _signed(viewer, {row.initiative_id for row in made}, on)
    return tuple(_line(viewer, row, before, told, days, signed) for row in made)


def promise_moments(viewer: Viewer) -> tuple[date, ...]:
    """The days on which something was promised or fell due. One query."""
    rows = Promise.objects.visible_to(viewer).values_list("announced_on", "due_on")
    return tuple(sorted({day for both in rows for day in both}))


def proofs_of(viewer: Viewer, *, entries: Iterable[int], agreements: Iterable[int]) -> Mapping[tuple[bool, int], str]:
    """What entries (first) and agreements are called, by number. Two queries; each was already found for the viewer."""
    sums = Entry.objects.for_operation().filter(pk__in=set(entries)).values_list("pk", "evidence")
    bound = Agreement.objects.visible_to(viewer).filter(pk__in=set(agreements)).values_list("pk", "reference")
    return {(True, number): said for number, said in sums} | {(False, number): said for number, said in bound}


def _sees_all(viewer: Viewer) -> bool:
    return bool(viewer.job) or viewer.has(Role.AUDITOR)


def _line(  # noqa: PLR0917
    viewer: Viewer,
    row: Promise,
    before: Mapping[int, Decimal],
    told: Mapping[int, Decimal],
    days: Days,
    signed: Mapping[int, list[Done]],
) -> PromiseLine:
    done: list[Done] = signed.get(row.initiative_id, []) if row.measure == Measure.AGREEMENTS else []
    if said := row.announcement:  # the first promised is the first served
        served = Done(on=date.min, change=-before.get(said.pk, ZERO))
        done = [served, *days.get((said.envelope_id, row.measure), ())]
    return PromiseLine(
        id=row.pk,
        initiative_id=row.initiative_id,
        initiative=row.initiative.name,
        fictitious=row.initiative.fictitious,
        name=row.name_en if viewer.language == "en" else row.name,
        speaker=row.speaker,
        source=row.source,
        announced_on=row.announced_on,
        due_on=row.due_on,
        measure=Measure(row.measure),
        indicator=row.indicator,
        value=row.value,
        announced=told.get(row.announcement_id, ZERO) if row.announcement_id else None,
        done=tuple(done),
    )


def _announced(envelopes: Iterable[int], on: date) -> tuple[Mapping[int, Decimal], Mapping[int, Decimal]]:
    """Announcement → what its envelope had announced before it, and what it says itself, corrected."""
    said = Entry.objects.for_operation().filter(envelope__in=envelopes, kind=EntryKind.ANNOUNCED, on__lte=on)
    rows = list(said.order_by("on", "pk").values_list("pk", "envelope_id", "corrects_id", "amount"))
    told: dict[int, Decimal] = {}
    for number, _envelope, corrects, amount in rows:
        told[corrects or number] = told.get(corrects or number, ZERO) + amount
    before: dict[int, Decimal] = {}
    sums: dict[int, Decimal] = {}
    for number, envelope, corrects, _amount in rows:
        if corrects is None:
            before[number] = sums.get(envelope, ZERO)
            sums[envelope] = before[number] + told[number]
    return before, told


def _spent(viewer: Viewer, envelopes: Iterable[int], on: date) -> Days:
    """What each day did to each figure; a correction counts on the day of what it corrects."""
    signs = {kind: (figure, sign) for figure in OF_MONEY for kind, sign in FIGURES[figure].items()}
    rows = Entry.objects.for_operation().filter(envelope__in=envelopes, kind__in=signs, on__lte=on).order_by()
    if not _sees_all(viewer):
        rows = rows.exclude(~Q(envelope__initiative__in=initiatives_of(viewer)), pk__in=untold(on).values("pk"))
    days: dict[tuple[int, str], dict[date, Done]] = {}
    found = rows.annotate(day=Coalesce("corrects__on", "on")).values_list("envelope_id", "kind", "day")
    for envelope, kind, day, amount, last in found.annotate(sum=Sum("amount"), last=Max("pk", filter=Q(corrects=None))):
        figure, sign = signs[kind]
        of_figure = days.setdefault((envelope, figure), {})
        so_far = of_figure.get(day, Done(on=day, change=ZERO))
        proof = max(so_far.proof or 0, last or 0) if sign > 0 else so_far.proof
        of_figure[day] = Done(on=day, change=so_far.change + sign * amount, proof=proof)
    return {place: list(found.values()) for place, found in days.items()}


def _signed(viewer: Viewer, initiatives: Iterable[int], on: date) -> Mapping[int, list[Done]]:
    """Initiative → the agreements signed, amendments apart; once announced, but for who sees its money."""
    seen = Q(announced_on__lte=on) | Q(project__initiative__in=initiatives_of(viewer))
    known = Q() if _sees_all(viewer) else seen
    rows = Agreement.objects.for_operation().filter(
        known, state=AgreementState.SIGNED, number=0, signed_on__lte=on, project__initiative__in=initiatives
    )
    found: dict[int, list[Done]] = {}
    for number, initiative, day in rows.order_by("signed_on", "pk").values_list(
        "pk", "project__initiative_id", "signed_on"
    ):
        found.setdefault(initiative, []).append(Done(on=day or on, change=Decimal(1), proof=number))
    return found
