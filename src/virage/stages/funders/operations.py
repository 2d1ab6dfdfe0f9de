"""What a partner writes of its own share: its word before the signature, what it brings after."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Viewer
from virage.stages.agreements.models import Agreement, Contribution
from virage.stages.agreements.states import AgreementState
from virage.stages.funders.following import brought_of, formers
from virage.stages.funders.models import Brought, Opinion
from virage.stages.funders.policies import JUDGED, brings
from virage.stages.funders.states import Stance, Verdict


class NotYourShare(Forbidden):
    """A funder speaks of its own share."""

    sentence = _("Cette contribution n’est pas celle de votre organisme.")


class NotToBeJudged(Refusal):
    """Before it is submitted an agreement is a draft; once signed, it stands."""

    sentence = _("Un avis se donne après le dépôt de l’entente et avant sa signature.")


class SayWhy(Refusal):
    """A condition or a refusal has its reason."""

    sentence = _("Dites à quelles conditions, ou pourquoi.")
    field = "why"


class NotBinding(Refusal):
    """Nothing is brought to an agreement that nobody signed."""

    sentence = _("Rien ne s’apporte à une entente qui n’est pas signée.")


class Replaced(Refusal):
    """A signed amendment wrote another share in its place: what is brought counts there."""

    sentence = _("Un avenant signé remplace cette part : écrivez ce que vous apportez sur celle qui tient.")


class NotYetBrought(Refusal):
    """What will be brought is a promise."""

    sentence = _("Ce jour n’est pas encore venu.")
    field = "on"


class BeyondPromise(Refusal):
    """More is promised by an amendment; less than nothing was never brought."""

    sentence = _("Le total apporté resterait hors de ce qui est promis. Une part plus grande se promet par un avenant.")
    field = "amount"


@operation
def give_opinion(viewer: Viewer, *, contribution_id: int, stance: Stance, verdict: Verdict, why: str = "") -> int:
    """Say what the funder decides of its share or recommends; it replaces what it said before. Returns its number."""
    _share, agreement, funder = _locked(viewer, contribution_id)
    if agreement.state not in JUDGED:
        raise NotToBeJudged
    if verdict != Verdict.FAVOURABLE and not why:
        raise SayWhy
    row = Opinion.objects.create(
        agreement=agreement,
        funder_id=funder,
        stance=stance,
        verdict=verdict,
        why=why,
        on=timezone.localdate(),
        at=timezone.now(),
        by=viewer.by,
    )
    told = {"stance": stance, "verdict": verdict}
    record(viewer, "opinion.given", kind="agreement", id=agreement.pk, organisation_id=funder, **told)
    return row.pk


@operation
def state_brought(viewer: Viewer, *, contribution_id: int, amount: Decimal, on: date, evidence: str) -> int:
    """Say what was brought of a promised share, in dollars; below zero corrects. Returns the number of the line."""
    share, agreement, funder = _locked(viewer, contribution_id)
    if agreement.state != AgreementState.SIGNED:
        raise NotBinding
    if on > timezone.localdate():
        raise NotYetBrought
    if share.changes.for_operation().filter(agreement__state=AgreementState.SIGNED).exists():
        raise Replaced
    before = sum(brought_of(formers([share])[share.pk]).values(), Decimal(0))
    if not 0 <= before + amount <= share.amount or not amount:
        raise BeyondPromise
    row = Brought.objects.create(
        contribution=share, amount=amount, on=on, evidence=evidence, at=timezone.now(), by=viewer.by
    )
    record(viewer, "share.brought", kind="agreement", id=agreement.pk, organisation_id=funder, line=row.pk)
    return row.pk


def _locked(viewer: Viewer, contribution_id: int) -> tuple[Contribution, Agreement, int]:
    """The share and its agreement, held until the transaction ends; the number of the funder, which is the viewer's."""
    wanted = Contribution.objects.for_operation().get(pk=contribution_id)
    agreements = Agreement.objects.for_operation().select_for_update(no_key=True)
    agreement = agreements.get(pk=wanted.agreement_id)
    shares = (
        Contribution.objects.for_operation().select_related("agreement").select_for_update(no_key=True, of=("self",))
    )
    share = shares.get(pk=contribution_id)
    if share.funder_id is None or not brings(viewer, share.funder_id):
        raise NotYourShare
    return share, agreement, share.funder_id
