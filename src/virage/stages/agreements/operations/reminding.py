"""What agreements ask for is recalled by e-mail to whoever answers for it: once an occasion, on a working day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.core.reminding import Occasion, Said, occasions
from virage.stages.accounts.models import Membership, Person
from virage.stages.agreements.models import Deliverable, DeliverableReminder, Deposit
from virage.stages.agreements.operations.locking import lock
from virage.stages.agreements.policies import DRAFT
from virage.stages.messages.operations import address_of, cancel_messages, post_message
from virage.stages.messages.policies import reminders_leave
from virage.stages.programme.models import Absence

LETTERS = Viewer.system("agreements")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """A deliverable, why one writes about it today, and its last deposit if there is one."""

    deliverable: Deliverable
    said: tuple[Said, ...]
    deposit: Deposit | None


def remind_of_deliverables(viewer: Viewer, *, at: datetime) -> int:
    """Tell the promoter what comes or is late or was returned, the ministry what waits to be read.

    One transaction a deliverable. Returns how many letters were posted. Four queries when all is said.
    """
    if not viewer.job:
        raise Forbidden
    if not reminders_leave(at):
        return 0
    on = timezone.localdate(at)
    owed = _owed(_standing(), on)
    told = _told(one.deliverable.pk for one in owed)
    people = _people(owed, on)
    waiting = [one for one in owed if any(_unsaid(one, who.pk, told) for who in people[one.deliverable.pk])]
    return sum(_tell(viewer, deliverable_id=one.deliverable.pk, at=at) for one in waiting)


def stop_recalling(deliverables: Iterable[int]) -> None:
    """It was handed in, answered or changed: what did not leave about it never will."""
    for number in deliverables:
        cancel_messages(LETTERS, matter=_matter(number))


@operation
def _tell(viewer: Viewer, *, deliverable_id: int, at: datetime) -> int:
    """Write to those who were not told yet; another sender may have been quicker."""
    row = lock(Deliverable.objects.for_operation().values_list("agreement_id", flat=True).get(pk=deliverable_id))
    on = timezone.localdate(at)
    owed = _owed(_standing().filter(pk=deliverable_id), on)
    told, people = _told([deliverable_id]), _people(owed, on).get(deliverable_id, [])
    fresh = [(one, who) for one in owed for who in people if _unsaid(one, who.pk, told)]
    for one, who in fresh:
        _write(one, who, on)
    DeliverableReminder.objects.bulk_create(
        DeliverableReminder(deliverable=one.deliverable, person=who, occasion=why, which=which, at=at)
        for one, who in fresh
        for why, which in one.said
        if (deliverable_id, who.pk, why, which) not in told
    )
    ministry = row.project.initiative.ministry_id
    record(
        viewer,
        "deliverable.recalled",
        kind="agreement",
        id=row.pk,
        organisation_id=ministry,
        deliverable=deliverable_id,
        people=[who.pk for _one, who in fresh],
    )
    return len(fresh)


def _standing() -> QuerySet[Deliverable]:
    """What is promised and was not accepted; nothing that a signed amendment changed."""
    accepted = Deposit.objects.for_operation().filter(deliverable=OuterRef("pk"), accepted=True)
    rows = Deliverable.objects.for_operation().standing().filter(~Exists(accepted))
    return rows.select_related("agreement__promoter", "agreement__project__initiative").order_by("pk")


def _owed(rows: QuerySet[Deliverable], on: date) -> list[_Owed]:
    """Those of which something is to be said on a day. Two queries."""
    before = library().calendar.remind_before
    found = list(rows)
    handed = Deposit.objects.for_operation().filter(deliverable__in=[one.pk for one in found]).order_by("pk")
    last = {each.deliverable_id: each for each in handed}
    owed = []
    for one in found:
        deposit = last.get(one.pk)
        returned = deposit.pk if deposit and deposit.accepted is False else None
        waiting = deposit.pk if deposit and deposit.accepted is None else None
        said = occasions(due_on=one.due_on, on=on, before=before, waiting=waiting, returned=returned)
        if said:
            owed.append(_Owed(deliverable=one, said=said, deposit=deposit))
    return owed


def _told(deliverables: Iterable[int]) -> set[tuple[int, int, str, int]]:
    rows = DeliverableReminder.objects.filter(deliverable__in=list(deliverables))
    return set(rows.values_list("deliverable_id", "person_id", "occasion", "which"))


def _unsaid(one: _Owed, person: int, told: set[tuple[int, int, str, int]]) -> bool:
    return any((one.deliverable.pk, person, why, which) not in told for why, which in one.said)


def _people(owed: Iterable[_Owed], on: date) -> dict[int, list[Person]]:
    """Whoever answers for each: present today, and who said yes to reminders. One query.

    The ministry’s is the one who drafted the agreement; if they are not there, its analysts and its direction.
    """
    away = Absence.objects.for_operation().filter(
        person=OuterRef("person"), organisation=OuterRef("organisation"), first__lte=on, last__gte=on
    )
    held = Membership.objects.for_operation().held_on(on).filter(role__in=(Role.PROMOTER, *DRAFT))
    held = held.filter(~Exists(away), Q(person__is_active=True)).select_related("person").order_by("person")
    there: dict[tuple[bool, int], dict[int, Person]] = {}
    for each in held:
        place = (each.role == Role.PROMOTER, each.organisation_id)
        there.setdefault(place, {})[each.person_id] = each.person
    return {one.deliverable.pk: [who for who in _answering(one, there) if who.reminders] for one in owed}


def _answering(one: _Owed, there: dict[tuple[bool, int], dict[int, Person]]) -> list[Person]:
    row = one.deliverable.agreement
    if one.deposit is None or one.deposit.accepted is False:
        return list(there.get((True, row.promoter_id), {}).values())
    readers = list(there.get((False, row.project.initiative.ministry_id), {}).values())
    author = [who for who in readers if f"person:{who.pk}" == row.drafted_by]
    return [who for who in author or readers if f"person:{who.pk}" != one.deposit.by]


def _write(one: _Owed, who: Person, on: date) -> None:
    """One letter; what is said first is the most telling."""
    deliverable, row = one.deliverable, one.deliverable.agreement
    occasion = one.said[0][0]
    handed = occasion == Occasion.HANDED_IN
    route, number = ("ministry:agreement", row.pk) if handed else ("promoter:hand_in", deliverable.pk)
    ministry = row.project.initiative.ministry_id
    post_message(
        LETTERS,
        kind="deliverable_handed_in" if handed else "deliverable_due",
        address=who.email,
        language=who.language,
        matter=_matter(deliverable.pk),
        organisation_id=ministry if handed else row.promoter_id,
        enterprise_id=None,
        person=who.name,
        title=deliverable.title,
        reference=row.reference,
        project=row.project.name,
        promoter=row.promoter.name,
        due_on=deliverable.due_on,
        days=(deliverable.due_on - on).days,
        late=deliverable.due_on < on,
        returned=occasion == Occasion.RETURNED,
        why=one.deposit.why if one.deposit else "",
        received_on=one.deposit.received_on if one.deposit else None,
        link=address_of(route, who.language, number),
        choice=address_of("public:reminders", who.language),
    )


def _matter(deliverable: int) -> str:
    return f"deliverable:{deliverable}"
