"""Claims: what an agreement pays, what its promoter claims, line by line, and what a person decided of each."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import M, ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.agreements.models import Agreement, Payable
from virage.stages.claims.states import ClaimState, SignalKind
from virage.stages.documents.models import Document


class OfAgreement(ScopedQuerySet[M]):
    """Rows that hang on an agreement: its promoter, the ministry and the auditor; never the public."""

    place = "agreement"

    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry and the auditor; the promoter of the agreement."""
        if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR):
            return self.marked()
        return self.filter(**{f"{self.place}__promoter_id__in": viewer.organisations(Role.PROMOTER)}).marked()


class OfClaim(OfAgreement[M]):
    """Lines of a claim: as the claim."""

    place = "claim__agreement"


class ForVerifiers(ScopedQuerySet["SignalAnswer"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry and the auditor: a promoter does not read what was looked at twice."""
        sees = bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)
        return (self if sees else self.none()).marked()


class ClaimTerms(models.Model):
    """What a signed agreement pays by claims, written once, before the first one.

    ``categories`` of ``expense_categories.yaml``, all when empty; ``rate`` and ``holdback`` from 0 to 1;
    ``need_months``: how long a cash need stays proven; ``quotes_from``: dollars from which the agreement asks for
    several quotes; ``ties``: names that the promoter declared as tied to it.
    """

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="claim_terms")
    categories = ArrayField(models.CharField(max_length=40), default=list)
    rate = models.DecimalField(max_digits=5, decimal_places=4)
    holdback = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    need_months = models.PositiveSmallIntegerField()
    quotes_from = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    ties = ArrayField(models.CharField(max_length=160), default=list)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)

    objects: ClassVar[OfAgreement["ClaimTerms"]] = OfAgreement["ClaimTerms"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(rate__gt=0, rate__lte=1, holdback__gte=0, holdback__lt=1), name="claim_terms_are_shares"
            )
        ]


class Claim(models.Model):
    """What a promoter asks to be paid for a period. ``rank`` numbers the claims of an agreement.

    ``need`` is the cash need of the months to come, in dollars, shown by ``need_words``. Once verified: ``accepted``
    of the lines, the ``share`` of it that the agreement pays, what of it justifies advances, is held back, is payable.
    ``released`` pays the holdback.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="claims")
    rank = models.PositiveSmallIntegerField()
    begins_on = models.DateField()
    ends_on = models.DateField()
    need = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    need_words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=ClaimState, default=ClaimState.DRAFT)
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=300, blank=True)
    accepted = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    share = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    justifies = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    held = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    payable = models.OneToOneField(Payable, on_delete=models.PROTECT, null=True, related_name="claim")
    released = models.OneToOneField(Payable, on_delete=models.PROTECT, null=True, related_name="claim_held")

    objects: ClassVar[OfAgreement["Claim"]] = OfAgreement["Claim"].as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "submitted_at"], name="claim_waits")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "rank"], name="claim_rank_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")),
                name="claim_ends_after_it_begins",
                violation_error_message=_("La période se termine avant de commencer."),
            ),
            models.CheckConstraint(
                condition=Q(state=ClaimState.DRAFT) | (Q(submitted_at__isnull=False) & ~Q(submitted_by="")),
                name="claim_submitted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(answered_by="") | ~Q(answered_by=F("submitted_by")), name="who_claims_does_not_verify"
            ),
            models.CheckConstraint(
                condition=Q(state=ClaimState.VERIFIED, share__isnull=False, answered_at__isnull=False)
                | (~Q(state=ClaimState.VERIFIED) & Q(share=None, payable=None)),
                name="claim_verified_whole",
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__lte=F("accepted"), justifies__gte=0, held__gte=0),
                name="claim_within_what_was_accepted",
            ),
        ]

    @property
    def reference(self) -> str:
        """How its payable names it."""
        return f"R-{self.rank}"


class ClaimLine(models.Model):
    """One invoice of a claim. ``amount`` in dollars, as claimed: no rule on taxes is applied here.

    ``supplier_key`` and ``number_key`` are the same however both are typed: an invoice is claimed once, in all
    projects, unless it was refused whole. ``accepted`` is what the person who verified it accepted.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lines")
    category = models.CharField(max_length=40)
    supplier = models.CharField(max_length=160)
    number = models.CharField(max_length=60)
    supplier_key = models.CharField(max_length=160)
    number_key = models.CharField(max_length=60)
    on = models.DateField()
    what = models.CharField(max_length=300, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, null=True, related_name="+")
    accepted = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[OfClaim["ClaimLine"]] = OfClaim["ClaimLine"].as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["supplier_key", "on"], name="line_supplier"),
            models.Index(fields=["category", "on"], name="line_category"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supplier_key", "number_key"],
                condition=Q(accepted=None) | Q(accepted__gt=0),
                name="invoice_claimed_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="claim_line_is_money"),
            models.CheckConstraint(
                condition=Q(accepted=None) | Q(accepted__gte=0, accepted__lte=F("amount")),
                name="accepted_within_claimed",
            ),
            models.CheckConstraint(
                condition=Q(accepted=None) | Q(accepted=F("amount")) | ~Q(why=""), name="less_accepted_says_why"
            ),
        ]


class SignalAnswer(models.Model):
    """What a person said of a signal on a line: founded or not, and why. The last one stands."""

    line = models.ForeignKey(ClaimLine, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=14, choices=SignalKind)
    founded = models.BooleanField()
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[ForVerifiers] = ForVerifiers.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="signal_answered_with_reason"),
        ]


class Visit(models.Model):
    """A field visit: when, what was seen, and its report where there is one. Never changed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField()
    seen = models.TextField()
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[OfAgreement["Visit"]] = OfAgreement["Visit"].as_manager()  # type: ignore[assignment]
