"""Days that are no working days, how long a place waits, when what is owed is recalled: `calendar.yaml`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.texts import SourceRef, Text
from virage.core.working_days import FromEaster, Holiday, MondayBefore, NthMonday, OnDate

Hours = Annotated[int, Field(gt=0, le=240)]


def _read(written: str) -> tuple[int, int]:
    month, day = (int(part) for part in written.split("-"))
    date(2001, month, day)  # no leap year: it must exist every year
    return month, day


def _exists(written: str) -> str:
    _read(written)
    return written


MonthDay = Annotated[str, Field(pattern=r"^\d\d-\d\d$"), AfterValidator(_exists)]
"""Month and day, as 12-25."""


class NthFile(Model):
    """The first, second… Monday of a month."""

    nth: Annotated[int, Field(ge=1, le=4)]
    month: Annotated[int, Field(ge=1, le=12)]


class HolidayFile(Model):
    """One holiday: exactly one of the four rules."""

    name: Text
    date: MonthDay | None = None
    after_sunday: bool = False
    """The day after, when that date is a Sunday."""
    monday_before: MonthDay | None = None
    monday: NthFile | None = None
    easter: Annotated[int, Field(ge=-60, le=60)] | None = None
    """Days after Easter Sunday."""

    @model_validator(mode="after")
    def _one_rule(self) -> "HolidayFile":
        rules = (self.date, self.monday_before, self.monday, self.easter)
        if sum(rule is not None for rule in rules) != 1:
            msg = "donnez une seule règle : date, monday_before, monday ou easter"
            raise ValueError(msg)
        return self

    def rule(self) -> Holiday:
        """Ready for `core.working_days`."""
        if self.date is not None:
            month, day = _read(self.date)
            return OnDate(month=month, day=day, after_sunday=self.after_sunday)
        if self.monday_before is not None:
            month, day = _read(self.monday_before)
            return MondayBefore(month=month, day=day)
        if self.monday is not None:
            return NthMonday(nth=self.monday.nth, month=self.monday.month)
        return FromEaster(days=self.easter or 0)


class LawFile(Model):
    """Holidays of one text."""

    law: Text
    source: SourceRef
    days: Annotated[tuple[HolidayFile, ...], Field(min_length=1)]


class SessionsFile(Model):
    """How long before a session things happen."""

    answer_within_hours: Hours
    """A place given back waits so long for the answer of the first of the waiting list."""
    last_call_hours: Hours
    """Nobody is asked to answer later than so long before the session begins."""
    door_opens_hours: Hours
    """The door opens so long before the session begins."""


class AgreementsFile(Model):
    """When a promoter is reminded of what it owes under an agreement."""

    remind_before_days: Annotated[tuple[Annotated[int, Field(ge=1, le=365)], ...], Field(max_length=4)] = ()
    """So many days before its day, a deliverable is recalled; once it is late, it is in any case."""


class AssessmentsFile(Model):
    """When an enterprise is asked to assess itself again."""

    again_after_days: Annotated[int, Field(ge=90, le=1100)] = 365
    """So many days after a full assessment was finished."""


class CalendarFile(Model):
    """The calendar of a pack."""

    holidays: tuple[LawFile, ...] = ()
    sessions: SessionsFile
    agreements: AgreementsFile = AgreementsFile()
    assessments: AssessmentsFile = AssessmentsFile()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeCalendar:
    """Holidays, the delays of sessions, how many days before a deliverable it is recalled, when one assesses again."""

    holidays: tuple[Holiday, ...]
    answer_within: timedelta
    last_call: timedelta
    door_opens: timedelta
    remind_before: tuple[int, ...]
    assess_again: timedelta


def _build(files: Sequence[Loaded[CalendarFile]], _shelf: Shelf) -> ProgrammeCalendar:
    """The last pack's: two governments do not share a calendar."""
    last = files[-1].content
    return ProgrammeCalendar(
        holidays=tuple(day.rule() for law in last.holidays for day in law.days),
        answer_within=timedelta(hours=last.sessions.answer_within_hours),
        last_call=timedelta(hours=last.sessions.last_call_hours),
        door_opens=timedelta(hours=last.sessions.door_opens_hours),
        remind_before=last.agreements.remind_before_days,
        assess_again=timedelta(days=last.assessments.again_after_days),
    )


CALENDAR = Kind(name="calendar", glob="calendar.yaml", schema=CalendarFile, build=_build)
