"""Those who answer beside the owner, what they say, and where they differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.content.instruments import Instrument
from virage.core.instruments import Depth, Question
from virage.core.profile import asked
from virage.core.values import Facts
from virage.core.voices import Heard, heard
from virage.stages.assessments.models import Answer, Respondent, Voice
from virage.stages.assessments.queries.sheets import Part, Sheet, parts_of
from virage.stages.directory.queries import latest_facts

OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A colleague whom the owner invited."""

    id: int
    name: str
    role: str
    email: str
    invited_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondentLine:
    """A colleague, and how many questions they answered."""

    invited: Invited
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSheet:
    """The assessment as a colleague answers it: their words alone, never the owner's."""

    id: int
    name: str
    role: str
    enterprise: str
    instrument: Instrument
    profile: Facts
    answers: Mapping[str, str]
    questions: tuple[Question, ...]
    saved_at: datetime | None
    done_at: datetime | None
    over: bool

    @property
    def parts(self) -> tuple[Part, ...]:
        """The questions, dimension by dimension."""
        return parts_of(self.questions, self.answers)

    def among(self, name: str) -> tuple[Question, ...]:
        """The questions of the same dimension as one; nothing when it is not asked."""
        here = [q.dimension for q in self.questions if q.id == name]
        return tuple(q for q in self.questions if q.dimension in here)

    def after(self, name: str) -> str | None:
        """The question that follows among those of the dimension without an answer."""
        return next((q.id for q in self.among(name) if q.id not in self.answers and q.id != name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One question that several answered: what each said, and what they came to, if they did.

    ``said`` goes from « owner » or a respondent's number to an option; ``settled`` names the respondents who agreed.
    """

    heard: Heard
    settled: tuple[int, ...]

    @property
    def open(self) -> bool:
        """Whether they still have to talk about it."""
        return not self.heard.agreed and not self.settled


def invited(viewer: Viewer, *, sheet: Sheet) -> tuple[Invited, ...]:
    """The colleagues invited to answer with the owner, oldest invitation first. One query."""
    rows = Respondent.objects.visible_to(viewer).filter(assessment=sheet.id, withdrawn_at=None).order_by("pk")
    return tuple(
        Invited(
            id=row.pk,
            name=row.name,
            role=row.get_role_display(),
            email=row.email,
            invited_at=row.invited_at,
            done_at=row.done_at,
        )
        for row in rows
    )


def respondents_of(viewer: Viewer, *, sheet: Sheet) -> tuple[RespondentLine, ...]:
    """The colleagues who answer with the owner, with how far each is. Two queries."""
    said = Voice.objects.visible_to(viewer).filter(respondent__assessment=sheet.id, replaced_at=None)
    answered = dict(said.values_list("respondent").annotate(Count("pk")))
    return tuple(RespondentLine(invited=one, answered=answered.get(one.id, 0)) for one in invited(viewer, sheet=sheet))


def meetings(viewer: Viewer, *, sheet: Sheet) -> tuple[Meeting, ...]:
    """Every question that two people or more answered, the widest disagreements first. Two queries."""
    rows = Voice.objects.visible_to(viewer).filter(
        respondent__assessment=sheet.id, respondent__withdrawn_at=None, replaced_at=None
    )
    voices: dict[str, dict[str, str]] = {OWNER: dict(sheet.answers)}
    spoken: dict[str, datetime] = {}
    for row in rows:
        voices.setdefault(str(row.respondent_id), {})[row.question] = row.value
        spoken[row.question] = max(row.at, spoken.get(row.question, row.at))
    answers = Answer.objects.visible_to(viewer).filter(assessment=sheet.id, replaced_at=None).exclude(agreed=[])
    settled = {row.question: tuple(row.agreed) for row in answers if row.at >= spoken.get(row.question, row.at)}
    found = heard(asked(sheet.instrument.sheet, sheet.profile, sheet.answers, Depth.FULL), voices)
    return tuple(Meeting(heard=one, settled=settled.get(one.question, ())) for one in found)


def respondent_of_key(viewer: Viewer, *, key: UUID) -> int | None:
    """The number of the respondent whose key this is. One query."""
    rows = Respondent.objects.visible_to(viewer).filter(key=key, withdrawn_at=None)
    return rows.values_list("pk", flat=True).first()


def voice_sheet(viewer: Viewer, *, respondent_id: int) -> VoiceSheet | None:
    """What a colleague is asked, and what they said; None for everyone else. Three queries."""
    rows = Respondent.objects.visible_to(viewer).filter(key__in=viewer.keys, withdrawn_at=None)
    row = rows.select_related("assessment__enterprise").filter(pk=respondent_id).first()
    if row is None:
        return None
    assessment = row.assessment
    instrument = library().instrument(assessment.instrument, assessment.version)
    if not isinstance(instrument, Instrument):
        return None
    stated = latest_facts(Viewer.system("voices"), enterprise_id=assessment.enterprise_id)
    profile = {name: value for name, value in stated.items() if value is not None}
    said = [*Voice.objects.visible_to(viewer).filter(respondent=row, replaced_at=None)]
    answers = {one.question: one.value for one in said}
    return VoiceSheet(
        id=row.pk,
        name=row.name,
        role=row.get_role_display(),
        enterprise=assessment.enterprise.name,
        instrument=instrument,
        profile=profile,
        answers=answers,
        questions=asked(instrument.sheet, profile, answers, Depth.FULL),
        saved_at=max((one.at for one in said), default=None),
        done_at=row.done_at,
        over=assessment.finished_at is not None,
    )
