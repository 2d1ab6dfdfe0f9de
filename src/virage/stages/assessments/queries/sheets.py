"""An assessment as the viewer may see it, with its score computed from the stored answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.content.instruments import QUICK_CHECK, Instrument
from virage.core.instruments import Depth, Proof, Question
from virage.core.profile import asked, minutes_left
from virage.core.scorecards import Scorecard
from virage.core.scoring import score
from virage.core.values import Facts
from virage.stages.assessments.models import Answer, Assessment
from virage.stages.directory.models import AccessGrant
from virage.stages.directory.queries import latest_facts
from virage.stages.directory.states import Purpose
from virage.stages.documents.queries import FileLine, file_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The questions of one dimension; of none, for what is asked without being scored."""

    dimension: str | None
    questions: tuple[Question, ...]
    answers: Mapping[str, str]

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return sum(1 for q in self.questions if q.id in self.answers)

    @property
    def minutes_left(self) -> int:
        """Minutes that the others will take, rounded up."""
        return minutes_left(self.questions, self.answers)

    @property
    def first(self) -> str:
        """The first question not yet answered; the very first when all are."""
        return next((q.id for q in self.questions if q.id not in self.answers), self.questions[0].id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One assessment: what is asked of this profile, what was answered, and the score that follows.

    The score is read at the depth ``reached``: the greatest one with an answer to everything it asks, so that going
    further does not blur what is known.
    """

    id: int
    enterprise_id: int
    key: UUID
    instrument: Instrument
    moment: int
    depth: Depth
    reached: Depth
    started_at: datetime
    finished_at: datetime | None
    sent_at: datetime | None
    profile: Facts
    answers: Mapping[str, str]
    proofs: Mapping[str, Proof]
    questions: tuple[Question, ...]
    card: Scorecard
    saved_at: datetime | None
    backed: Mapping[str, tuple[str, datetime]]
    """Question → recorded form of whoever saw its proof, and when; nothing for what is only declared."""
    documents: Mapping[str, int]
    """Question → number of the document that shows its answer."""

    @property
    def minutes_left(self) -> int:
        """Minutes that the questions not yet answered will take, rounded up."""
        return minutes_left(self.questions, self.answers)

    def minutes_left_at(self, depth: Depth) -> int:
        """Minutes that going to a depth would still take, rounded up."""
        return minutes_left(asked(self.instrument.sheet, self.profile, self.answers, depth), self.answers)

    @property
    def next_question(self) -> str | None:
        """The first question not yet answered; None when all are."""
        return next((q.id for q in self.questions if q.id not in self.answers), None)

    def after(self, question: str, value: str) -> str | None:
        """The question that follows once this one has this answer; None when nothing is left to ask.

        Beyond the quick check one answers a dimension at a time: the question that follows is of the same one.
        """
        answers = {**self.answers, question: value}
        left = asked(self.instrument.sheet, self.profile, answers, self.depth)
        here = self.instrument.sheet.by_id[question].dimension
        whole = self.depth is Depth.QUICK
        return next((q.id for q in left if q.id not in answers and (whole or q.dimension == here)), None)

    def parts(self, depth: Depth) -> tuple[Part, ...]:
        """What is asked at a depth, dimension by dimension, in the order of the questionnaire."""
        return parts_of(asked(self.instrument.sheet, self.profile, self.answers, depth), self.answers)

    @property
    def answered(self) -> int:
        """How many of the questions asked have an answer; « je ne sais pas » is one."""
        return sum(1 for q in self.questions if q.id in self.answers)


def parts_of(questions: Iterable[Question], answers: Mapping[str, str]) -> tuple[Part, ...]:
    """Questions by dimension, in the order of the questionnaire."""
    found: dict[str | None, list[Question]] = {}
    for question in questions:
        found.setdefault(question.dimension, []).append(question)
    return tuple(Part(dimension=name, questions=tuple(each), answers=answers) for name, each in found.items())


def latest_sheet(viewer: Viewer, *, key: UUID, profile: Facts | None = None, under_way: bool = False) -> Sheet | None:
    """The latest assessment of an enterprise, or None. Two queries; three when ``profile`` is not given.

    One begun again is read only by those who fill it in (``under_way``) until it is finished: half of T1 says less than
    all of T0.
    """
    rows = Assessment.objects.visible_to(viewer).filter(enterprise__key=key, instrument=QUICK_CHECK)
    if not under_way:
        rows = rows.exclude(moment__gt=0, finished_at=None)
    return _sheet(viewer, rows.select_related("enterprise").order_by("-started_at", "-pk").first(), profile)


def proof_of_answer(viewer: Viewer, *, document_id: int) -> tuple[FileLine, int, tuple[int, ...]] | None:
    """The document of an answer, its enterprise, and the organisations that may read it; None when not the viewer.

    Three queries.
    """
    rows = Answer.objects.visible_to(viewer).filter(document_id=document_id)
    enterprise = rows.values_list("assessment__enterprise_id", flat=True).first()
    if enterprise is None:
        return None
    grants = AccessGrant.objects.visible_to(viewer).in_force().filter(enterprise_id=enterprise)
    return (
        file_lines([document_id])[document_id],
        enterprise,
        tuple(grants.exclude(purpose=Purpose.FOLLOWED).values_list("organisation_id", flat=True)),
    )


def _sheet(viewer: Viewer, assessment: Assessment | None, profile: Facts | None = None) -> Sheet | None:
    if assessment is None:
        return None
    instrument = library().instrument(assessment.instrument, assessment.version)
    if not isinstance(instrument, Instrument):
        return None
    rows = list(Answer.objects.visible_to(viewer).filter(assessment=assessment, replaced_at=None))
    answers = {row.question: row.value for row in rows}
    if profile is None:
        stated = latest_facts(viewer, enterprise_id=assessment.enterprise_id)
        profile = {name: value for name, value in stated.items() if value is not None}
    depth = Depth(assessment.depth)
    questions = asked(instrument.sheet, profile, answers, depth)
    reached = _reached(instrument, profile, answers, depth)
    return Sheet(
        id=assessment.pk,
        enterprise_id=assessment.enterprise_id,
        key=assessment.enterprise.key,
        instrument=instrument,
        moment=assessment.moment,
        depth=depth,
        reached=reached,
        started_at=assessment.started_at,
        finished_at=assessment.finished_at,
        sent_at=assessment.sent_at,
        profile=profile,
        answers=answers,
        proofs={row.question: Proof(row.proof) for row in rows},
        questions=questions,
        card=score(instrument.sheet, profile=profile, answers=answers, depth=reached),
        saved_at=max((row.at for row in rows), default=None),
        backed={row.question: (row.by, row.at) for row in rows if row.proof != Proof.DECLARED},
        documents={row.question: row.document_id for row in rows if row.document_id},
    )


def _reached(instrument: Instrument, profile: Facts, answers: Mapping[str, str], depth: Depth) -> Depth:
    whole = Depth.QUICK
    for one in Depth:
        if not depth.reaches(one) or any(q.id not in answers for q in asked(instrument.sheet, profile, answers, one)):
            break
        whole = one
    return whole
