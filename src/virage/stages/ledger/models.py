"""The envelope and its entries. Posted, never edited; the database holds the limits."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import M, ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.agreements.models import Agreement, Payable
from virage.stages.ledger.states import FOLLOWING, OF_A_PROJECT, OF_MONEY, PAYING, EntryKind, Measure
from virage.stages.programme.models import Initiative, Phase, Project


class MoneyQuerySet(ScopedQuerySet[M]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The auditor and jobs; a ministry, of initiatives that it carries or pays for, each whole."""
        if viewer.job or viewer.has(Role.AUDITOR):
            return self.marked()
        place = "initiative" if self.model is Envelope else "envelope__initiative"
        return self.filter(**{f"{place}__in": initiatives_of(viewer)}).marked()


def initiatives_of(viewer: Viewer) -> models.QuerySet[Initiative]:
    """Initiatives that a ministry of the viewer carries, or pays for from its own credits."""
    ours = viewer.organisations(*MINISTRY)
    paid_for = Envelope.objects.for_operation().filter(funder__in=ours).values("initiative")
    return Initiative.objects.filter(Q(ministry__in=ours) | Q(pk__in=paid_for))


def _never_changed() -> list[pgtrigger.Protect]:
    return [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Envelope(models.Model):
    """The money that one funder sets aside for an initiative, or one phase of it; several ministries have one each."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="envelopes")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, null=True, related_name="envelopes")
    funder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="envelopes")
    name = models.CharField(max_length=160)

    objects: ClassVar[MoneyQuerySet["Envelope"]] = MoneyQuerySet["Envelope"].as_manager()  # type: ignore[assignment]


class Entry(models.Model):
    """One posting. A correction is an entry of the same kind, with the opposite sign, that names what it corrects.

    ``amount`` in Canadian dollars; ``fiscal_year`` is the year of its 1 April; ``about`` is the earlier entry that this
    one follows (the commitment that a payment draws on); ``need`` says why an advance, or a payment of the last thirty
    days of the year, is needed; ``proven_need`` is the cash need proven for an advance, in dollars. ``agreement`` is
    the agreement itself, never an amendment; ``payable`` is what a payment or an advance pays.
    """

    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    fiscal_year = models.PositiveSmallIntegerField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="entries")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="entries")
    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, null=True, related_name="entries")
    counterparty = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    evidence = models.CharField(max_length=300)
    need = models.CharField(max_length=300, blank=True)
    proven_need = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    posted_at = models.DateTimeField()
    posted_by = models.CharField(max_length=80)
    idempotency_key = models.CharField(max_length=80, unique=True)
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")

    objects: ClassVar[MoneyQuerySet["Entry"]] = MoneyQuerySet["Entry"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(amount=0), name="entry_not_zero"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, corrects__isnull=True) | Q(amount__lt=0, corrects__isnull=False),
                name="negative_only_to_correct",
                violation_error_message=_("Un montant négatif doit dire quelle écriture il corrige."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_A_PROJECT, project__isnull=False, agreement__isnull=False)
                | (~Q(kind__in=OF_A_PROJECT) & Q(project=None, agreement=None)),
                name="spending_names_its_agreement",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PAYING, payable__isnull=False) | (~Q(kind__in=PAYING) & Q(payable=None)),
                name="payment_names_its_payable",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FOLLOWING, about__isnull=False) | (~Q(kind__in=FOLLOWING) & Q(about__isnull=True)),
                name="follower_names_its_entry",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="entry_has_evidence"),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.ADVANCED) | (Q(proven_need__isnull=False) & ~Q(need="")),
                name="advance_states_its_need",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["project", "kind", "fiscal_year"], include=["amount"], name="entry_sums_of_project"),
            models.Index(fields=["kind", "envelope", "on"], name="entry_kind"),
            models.Index(
                fields=["agreement"], include=["amount"], condition=Q(payable__isnull=False), name="entry_paid"
            ),
        ]
        triggers: ClassVar = _never_changed()


class PromiseQuerySet(ScopedQuerySet["Promise"]):
    def visible_to(self, viewer: Viewer) -> Self:  # noqa: ARG002 — a promise is made in public
        """Everyone, as the announcement it is."""
        return self.marked()


class Promise(models.Model):
    """What this installation's initiative promised in public, with a deadline. Never changed; its state is computed.

    ``value`` is in dollars of ``announcement``, or a number: of agreements signed, or of the distinct enterprises of
    ``indicator``. One agreement by a day is a promise of a date.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="promises")
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    speaker = models.CharField(max_length=160)
    source = models.CharField(max_length=300)
    announced_on = models.DateField()
    due_on = models.DateField()
    measure = models.CharField(max_length=11, choices=Measure)
    indicator = models.CharField(max_length=40, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    announcement = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="promises")

    objects: ClassVar[PromiseQuerySet] = PromiseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(value__gt=0), name="promise_of_something"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("announced_on")),
                name="promise_due_after_it_is_made",
                violation_error_message=_("L’échéance vient après l’annonce."),
            ),
            models.CheckConstraint(
                condition=Q(measure__in=OF_MONEY, announcement__isnull=False)
                | (~Q(measure__in=OF_MONEY) & Q(announcement=None)),
                name="promised_money_was_announced",
            ),
            models.CheckConstraint(
                condition=(Q(measure=Measure.ENTERPRISES) & ~Q(indicator=""))
                | (~Q(measure=Measure.ENTERPRISES) & Q(indicator="")),
                name="promised_enterprises_are_defined",
            ),
        ]
        triggers: ClassVar = _never_changed()


class Closing(models.Model):
    """The end of one fiscal year of an envelope: nothing enters it any more. Never changed."""

    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="closings")
    fiscal_year = models.PositiveSmallIntegerField()
    evidence = models.CharField(max_length=300)
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=80)

    objects: ClassVar[MoneyQuerySet["Closing"]] = MoneyQuerySet["Closing"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["envelope", "fiscal_year"], name="closed_once")]
        triggers: ClassVar = _never_changed()


def _sum() -> "models.DecimalField[str, str]":
    return models.DecimalField(max_digits=14, decimal_places=2, default=0)


class Balance(models.Model):
    """Sums of one envelope and fiscal year, by kind. Only the triggers write here; ``virage verify`` recomputes."""

    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="balances")
    fiscal_year = models.PositiveSmallIntegerField()
    closed = models.BooleanField(default=False)
    announced = _sum()
    reannounced = _sum()
    voted = _sum()
    authorised = _sum()
    sent = _sum()
    received = _sum()
    carried_out = _sum()
    carried_in = _sum()
    lapsed = _sum()
    committed = _sum()
    released = _sum()
    advanced = _sum()
    paid = _sum()
    held = _sum()
    freed = _sum()
    settled = _sum()
    recovered = _sum()

    objects: ClassVar[MoneyQuerySet["Balance"]] = MoneyQuerySet["Balance"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["envelope", "fiscal_year"], name="one_balance_a_year"),
            models.CheckConstraint(  # the limits of core.ledger.NEVER_NEGATIVE, with what is committed net of releases
                condition=Q(
                    committed__lte=F("voted")
                    + F("received")
                    - F("sent")
                    + F("carried_in")
                    - F("carried_out")
                    - F("lapsed")
                    + F("released")
                ),
                name="committed_within_credits",
            ),
            models.CheckConstraint(
                condition=Q(committed__lte=F("authorised") + F("released")), name="committed_within_authorised"
            ),
            models.CheckConstraint(
                condition=Q(paid__lte=F("committed") - F("released") - F("advanced") - F("held") + F("freed")),
                name="paid_within_committed",
            ),
            models.CheckConstraint(condition=Q(freed__lte=F("held")), name="freed_within_held"),
            models.CheckConstraint(condition=Q(released__lte=F("committed")), name="released_within_committed"),
        ]

    @property
    def sums(self) -> Mapping[str, Decimal]:
        """Dollars, kind by kind."""
        return {kind.value: getattr(self, kind.value) for kind in EntryKind}
