"""« Vos gestes du jour » : what is late or due today, by e-mail, once a move and once a working day at most.

The list is the desk's own. Until a digest has left, whatever changes one of its moves takes it back, and what still
stands is said in another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef
from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Person
from virage.stages.accounts.queries import viewer_of
from virage.stages.casefiles.models import CaseFile, MoveReminder
from virage.stages.casefiles.queries.caseload import due_moves
from virage.stages.casefiles.queries.files import CaseFileLine
from virage.stages.casefiles.states import NextMove
from virage.stages.messages.models import Message
from virage.stages.messages.operations import address_of, cancel_messages, post_message
from virage.stages.messages.policies import reminders_leave
from virage.stages.programme.models import Absence

DESKS = ((Role.ADVISER, "adviser"), (Role.PROMOTER, "promoter"))
"""Where someone works on a file: the first of their roles at its promoter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of a digest, and the address of its file."""

    line: CaseFileLine
    link: str
    late: bool


def remind_of_moves(viewer: Viewer, *, at: datetime) -> int:
    """Tell each person what is due; each in one transaction. Returns how many digests were posted."""
    if not viewer.job:
        raise Forbidden
    for told in _not_left():
        _take_back_if_moved(viewer, person_id=told.owner_id, message_id=told.message_id or 0, at=at)
    if not reminders_leave(at):
        return 0
    return sum(_remind(viewer, person_id=person, at=at) for person in _to_tell(at))


def forget_digests(enterprises: Iterable[int]) -> None:
    """Before enterprises are destroyed: the letters that name them go, and what those still had to say is unsaid."""
    told = MoveReminder.objects.filter(case_file__enterprise__in=enterprises).exclude(message=None)
    letters = Message.objects.for_operation().filter(pk__in=list(told.values_list("message_id", flat=True)))
    MoveReminder.objects.filter(message__in=letters.filter(sent_at=None)).delete()
    letters.delete()


def _not_left() -> list[MoveReminder]:
    """One line of each digest that still waits to leave, or was given up."""
    rows = MoveReminder.objects.filter(message__sent_at=None, message__cancelled_at=None).exclude(message=None)
    return list(rows.order_by("message_id", "pk").distinct("message_id"))


def _to_tell(at: datetime) -> list[int]:
    """People who hold a move that is due, that they were not told of, and who were told of none today."""
    on = timezone.localdate(at)
    told = MoveReminder.objects.filter(owner=OuterRef("owner"))
    this_one = told.filter(
        case_file=OuterRef("pk"), next_move=OuterRef("next_move"), next_move_on=OuterRef("next_move_on")
    )
    away = Absence.objects.for_operation().filter(
        person=OuterRef("owner"), organisation=OuterRef("project__promoter"), first__lte=on, last__gte=on
    )
    rows = CaseFile.objects.for_operation().filter(closed_at=None, next_move_on__lte=on)
    rows = rows.filter(owner__is_active=True, owner__reminders=True).exclude(next_move_by=NextMove.ENTERPRISE)
    rows = rows.filter(~Exists(this_one), ~Exists(told.filter(at__gte=_start_of_day(at))), ~Exists(away))
    return list(rows.order_by("owner").values_list("owner", flat=True).distinct())


def _remind(viewer: Viewer, *, person_id: int, at: datetime) -> bool:
    """One person's digest; False when nothing that they may see is left to say."""
    fresh, _before = _to_say(Person.objects.get(pk=person_id), at)
    return bool(fresh) and _post(viewer, person_id=person_id, at=at)


@operation
def _post(viewer: Viewer, *, person_id: int, at: datetime) -> bool:
    person = Person.objects.select_for_update().get(pk=person_id)
    fresh, before = _to_say(person, at)
    if not fresh:  # another sender was quicker
        record(viewer, "moves.already_told", kind="person", id=person_id)
        return False
    on, houses, reader = timezone.localdate(at), {line.promoter_id for line in fresh}, _reader(person, at)
    told = [Told(line=line, link=_address(reader, line), late=line.next_move_on < on) for line in fresh]
    message = post_message(
        viewer,
        kind="moves_due",
        address=person.email,
        language=person.language,
        matter=f"moves:{person_id}:{on.isoformat()}",
        organisation_id=houses.pop() if len(houses) == 1 else None,
        enterprise_id=None,
        person=person.name,
        late=[one for one in told if one.late],
        today=[one for one in told if not one.late],
        total=len(told),
        before=before,
        desk=address_of("public:desk", person.language),
        choice=address_of("public:reminders", person.language),
    )
    MoveReminder.objects.bulk_create(
        MoveReminder(
            case_file_id=line.id,
            owner=person,
            next_move=line.next_move,
            next_move_on=line.next_move_on,
            message_id=message,
            at=at,
        )
        for line in fresh
    )
    record(viewer, "moves.told", kind="person", id=person_id, files=[line.id for line in fresh])
    return True


def _take_back_if_moved(viewer: Viewer, *, person_id: int, message_id: int, at: datetime) -> None:
    """A digest of another day, or that says a move that no longer stands, never leaves."""
    told = list(MoveReminder.objects.filter(message=message_id))
    person = Person.objects.get(pk=person_id)
    wanted = person.is_active and person.reminders and all(row.at >= _start_of_day(at) for row in told)
    said = {(row.case_file_id, row.next_move, row.next_move_on) for row in told}
    if not wanted or not said <= {_move(line) for line in _due(person, at)}:
        _take_back(viewer, message_id=message_id)


@operation
def _take_back(viewer: Viewer, *, message_id: int) -> None:
    matter = Message.objects.for_operation().values_list("matter", flat=True).get(pk=message_id)
    cancel_messages(viewer, matter=matter)
    MoveReminder.objects.filter(message=message_id, message__sent_at=None).delete()


def _to_say(person: Person, at: datetime) -> tuple[list[CaseFileLine], int]:
    """What is due and was not said yet, and how many others were; nothing once a digest was written today."""
    told = MoveReminder.objects.filter(owner=person)
    if told.filter(at__gte=_start_of_day(at)).exists():
        return [], 0
    due, known = _due(person, at), set(told.values_list("case_file_id", "next_move", "next_move_on"))
    fresh = [line for line in due if _move(line) not in known]
    return fresh, len(due) - len(fresh)


def _due(person: Person, at: datetime) -> tuple[CaseFileLine, ...]:
    """What this person's desk shows as late or due today. Two queries."""
    reader = _reader(person, at)
    return due_moves(reader, roles=[role for role, _desk in DESKS], on=timezone.localdate(at))


def _reader(person: Person, at: datetime) -> Viewer:
    on = timezone.localdate(at)
    return viewer_of(person, on=on, keys=frozenset(), language=person.language, screen="")


def _address(reader: Viewer, line: CaseFileLine) -> str:
    desk = next(desk for role, desk in DESKS if line.promoter_id in reader.organisations(role))
    return address_of(f"{desk}:file", reader.language, line.id)


def _move(line: CaseFileLine) -> tuple[int, str, date]:
    return line.id, line.next_move, line.next_move_on


def _start_of_day(at: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
