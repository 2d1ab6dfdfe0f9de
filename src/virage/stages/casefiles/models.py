"""A request becomes a case file when a promoter accepts it; the clock runs from the request."""

from typing import ClassVar, Self, TypeVar
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.accounts.models import Person
from virage.stages.casefiles.states import Called, CallWent, DeclineReason, NextMove, Outcome, RequestState, ResultKind
from virage.stages.directory.access import may_see
from virage.stages.directory.models import Enterprise
from virage.stages.documents.models import Document
from virage.stages.messages.models import Message
from virage.stages.programme.models import Project
from virage.stages.programme.states import Stage


class RequestQuerySet(ScopedQuerySet["Request"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the enterprise is, by a grant that names this very matter: what closed it hides the request."""
        return self.filter(may_see(viewer, enterprise="enterprise", matter="matter")).marked()

    def waited(self) -> Self:
        """Those that an enterprise made; a file that its promoter brought was answered as it was asked."""
        return self.exclude(answered_at=F("asked_at"))

    def took_from(self, viewer: Viewer) -> Self:
        """Those by which a file of a project that the viewer manages passed to another, whatever grants remain."""
        ours = self.filter(state=RequestState.ACCEPTED, continues__isnull=False)
        if viewer.job:
            return ours.marked()
        return ours.filter(continues__project__promoter_id__in=viewer.organisations(Role.PROMOTER)).marked()


class Request(models.Model):
    """« Faites-moi rappeler »: an enterprise asks a project to call.

    ``matter`` is what grants name: whoever holds one sees the request and the file that follows, whoever carries it.
    ``continues``: the request whose file is to pass to this project; who held it sees it through ``former_until``.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="requests")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="requests")
    continues = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="continued_by")
    former_until = models.DateField(null=True)
    matter = models.UUIDField(default=uuid4, unique=True, editable=False)
    need = models.TextField(blank=True)
    best_time = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.WAITING)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason, blank=True)
    words = models.TextField(blank=True)

    objects: ClassVar[RequestQuerySet] = RequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "project"],
                condition=Q(state=RequestState.WAITING),
                name="one_waiting_request",
            ),
            models.CheckConstraint(
                condition=Q(continues=None, former_until=None) | Q(continues__isnull=False, former_until__isnull=False),
                name="handed_over_until_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.DECLINED) | ~Q(decline_reason=""), name="declined_with_reason"
            ),
        ]


class CallAnswerQuerySet(ScopedQuerySet["CallAnswer"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The enterprise itself and the auditor; the organisation, only what was said under a name, by its grant."""
        seen = self.filter(may_see(viewer, enterprise="request__enterprise", matter="request__matter"))
        if viewer.job or viewer.has(Role.AUDITOR):
            return seen.marked()
        return seen.filter(Q(request__enterprise__key__in=viewer.keys) | Q(named=True)).marked()


class CallAnswer(models.Model):
    """Two answers of an enterprise about its call, once. ``named``: the organisation may know who said it."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="call_answer")
    called = models.CharField(max_length=8, choices=Called)
    went = models.CharField(max_length=8, choices=CallWent, blank=True)
    named = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects: ClassVar[CallAnswerQuerySet] = CallAnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(called=Called.NO, went="") | (~Q(called=Called.NO) & ~Q(went="")),
                name="call_went_if_called",
            )
        ]


class CaseFileQuerySet(ScopedQuerySet["CaseFile"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the request it came from."""
        return self.filter(may_see(viewer, enterprise="enterprise", matter="request__matter")).marked()

    def countable_by(self, viewer: Viewer) -> Self:
        """For figures: the ministry counts every file, and opens only what it may see."""
        return self.marked() if viewer.has(*MINISTRY) else self.visible_to(viewer)


class CaseFile(models.Model):
    """One enterprise in one project: one owner, one next move, one date.

    ``story`` is the same for a file and for those that continue it in other projects.
    """

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="case_file")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="case_files")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="case_files")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.ADVICE)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="case_files")
    next_move = models.CharField(max_length=200)
    next_move_by = models.CharField(max_length=12, choices=NextMove, default=NextMove.ADVISER)
    next_move_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    story = models.UUIDField(default=uuid4, editable=False, db_index=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    closing_words = models.TextField(blank=True)

    objects: ClassVar[CaseFileQuerySet] = CaseFileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_with_outcome",
                violation_error_message=_("Un dossier se ferme avec son dénouement."),
            )
        ]


class MoveReminder(models.Model):
    """This person was told of this move, once. Another owner, other words or another day make it another move.

    ``message`` is the digest that says it: until it left, a move that no longer stands takes it back.
    """

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="reminders")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    next_move = models.CharField(max_length=200)
    next_move_on = models.DateField()
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["MoveReminder"]]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_file", "owner", "next_move", "next_move_on"], name="reminded_once")
        ]


L = TypeVar("L", bound=models.Model)


class LineQuerySet(ScopedQuerySet[L]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the case file."""
        return self.filter(case_file__in=CaseFile.objects.visible_to(viewer)).marked()

    def standing(self) -> Self:
        """Lines that no other line corrects: what happened, as it is known today."""
        return self.filter(corrected_by=None)


class Line(models.Model):
    """What the team of a file noted. A line never changes: another corrects it, and says ``why``."""

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="%(class)ss")
    by = models.CharField(max_length=80)
    noted_at = models.DateTimeField(default=timezone.now)
    corrects = models.OneToOneField("self", on_delete=models.CASCADE, null=True, related_name="corrected_by")
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(corrects=None, why="") | (Q(corrects__isnull=False) & ~Q(why="")),
                name="%(class)s_corrected_with_reason",
                violation_error_message=_("Une correction dit pourquoi."),
            )
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="never_overwritten", operation=pgtrigger.Update)]


class Service(Line):
    """Hours given to an enterprise: the proof behind « accompanied ».

    ``price`` is None where none was noted; shares are percentages with two decimals, as an offer's. A correction may
    bring the hours down to zero: then nothing was given.
    """

    given_on = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    what = models.CharField(max_length=200)
    deliverable = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=500, blank=True)
    handed_on = models.DateField(null=True)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, null=True, related_name="+")
    price = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    enterprise_share = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    project_share = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    partner_share = models.DecimalField(max_digits=5, decimal_places=2, default=0)

    objects: ClassVar[LineQuerySet["Service"]] = LineQuerySet["Service"].as_manager()  # type: ignore[assignment]

    class Meta(Line.Meta):
        constraints: ClassVar = [
            *Line.Meta.constraints,
            models.CheckConstraint(
                condition=Q(hours__gt=0, corrects=None) | Q(hours__gte=0, corrects__isnull=False),
                name="service_hours_positive",
            ),
            models.CheckConstraint(
                condition=(Q(deliverable="", link="", handed_on=None, document=None))
                | (~Q(deliverable="") & (~Q(link="") | Q(handed_on__isnull=False) | Q(document__isnull=False))),
                name="deliverable_is_somewhere",
                violation_error_message=_("Un livrable dit où il est gardé, ou quel jour il a été remis."),
            ),
            models.CheckConstraint(
                condition=Q(price=None, enterprise_share=0, project_share=0, partner_share=0)
                | Q(price__isnull=False, price__gte=0, enterprise_share=100 - F("project_share") - F("partner_share")),
                name="service_shares_are_whole",
                violation_error_message=_("Les parts font cent pour cent ensemble."),
            ),
            models.CheckConstraint(
                condition=Q(enterprise_share__gte=0, project_share__gte=0, partner_share__gte=0),
                name="service_shares_not_negative",
            ),
        ]


class Result(Line):
    """What came of a file: a plan handed over, a decision on an aid, a rollout accepted. A correction may void it.

    ``happened_on`` is the day of the hand-over, of the decision or of the acceptance. ``what`` names the aid or what
    was rolled out; ``aid`` is its id where the pack describes it. ``amount``: dollars, None where none was said.
    """

    kind = models.CharField(max_length=12, choices=ResultKind)
    happened_on = models.DateField()
    what = models.CharField(max_length=160, blank=True)
    aid = models.CharField(max_length=80, blank=True)
    favourable = models.BooleanField(null=True)
    signed_on = models.DateField(null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    begun_on = models.DateField(null=True)
    accepted_by = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=200, blank=True)
    void = models.BooleanField(default=False)

    objects: ClassVar[LineQuerySet["Result"]] = LineQuerySet["Result"].as_manager()  # type: ignore[assignment]

    class Meta(Line.Meta):
        constraints: ClassVar = [
            *Line.Meta.constraints,
            models.CheckConstraint(
                condition=Q(void=False) | Q(corrects__isnull=False), name="result_void_by_correction"
            ),
            models.CheckConstraint(
                condition=Q(kind=ResultKind.PLAN, what="") | (~Q(kind=ResultKind.PLAN) & ~Q(what="")),
                name="result_names_its_object",
            ),
            models.CheckConstraint(
                condition=Q(kind=ResultKind.DECISION, favourable__isnull=False)
                | (~Q(kind=ResultKind.DECISION) & Q(favourable=None, signed_on=None, amount=None, aid="")),
                name="result_decision_said",
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, amount=None)
                | (Q(favourable=True) & (Q(signed_on=None) | Q(signed_on__gte=F("happened_on")))),
                name="result_signed_after_yes",
            ),
            models.CheckConstraint(
                condition=(Q(kind=ResultKind.ROLLOUT) & ~Q(accepted_by=""))
                | (~Q(kind=ResultKind.ROLLOUT) & Q(begun_on=None, accepted_by="")),
                name="result_accepted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(begun_on=None) | Q(begun_on__lte=F("happened_on")), name="result_begun_before_accepted"
            ),
        ]
