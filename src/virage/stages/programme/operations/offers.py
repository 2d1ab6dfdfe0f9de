"""Write an offer, publish it, retire it. Rights: whoever manages the project."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Role, Viewer
from virage.stages.programme.models import Offer, Project
from virage.stages.programme.states import OfferState, Stage
from virage.stages.programme.written import columns_of


class NotYourProject(Forbidden):
    """Only the promoter of the project, or a job, may."""

    sentence = _("Ce projet n’est pas porté par votre organisme.")


class NotADraft(Refusal):
    """What was published is what enterprises answered to: it no longer changes."""

    sentence = _("Cette offre n’est plus un brouillon : retirez-la, puis écrivez-en une autre.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWords:
    """An offer as written. Shares are percentages that sum to 100; ``to_confirm`` go by pairs of languages."""

    name: str
    name_en: str
    what: str
    what_en: str
    hours: Decimal
    enterprise_share: Decimal
    project_share: Decimal
    partner_share: Decimal = Decimal(0)
    stage: Stage = Stage.ADVICE
    sectors: Sequence[str] = ()
    regions: Sequence[str] = ()
    languages: Sequence[str] = ()
    employees_least: int | None = None
    employees_most: int | None = None
    to_confirm: Sequence[str] = ()
    to_confirm_en: Sequence[str] = ()


@operation
def draft_offer(viewer: Viewer, *, project_id: int, words: OfferWords) -> int:
    """Write an offer that nobody sees yet but the team. Returns its number."""
    project = Project.objects.for_operation().get(pk=project_id)
    check_project(viewer, project)
    offer = Offer.objects.create(project=project, **columns_of(words))
    _note(viewer, offer, "offer.drafted")
    return offer.pk


@operation
def revise_offer(viewer: Viewer, *, offer_id: int, words: OfferWords) -> None:
    """Write a draft again.

    Raises:
        NotADraft: it was published.
    """
    offer = _locked(viewer, offer_id, OfferState.DRAFT)
    for name, value in columns_of(words).items():
        setattr(offer, name, value)
    offer.save()
    _note(viewer, offer, "offer.revised")


@operation
def publish_offer(viewer: Viewer, *, offer_id: int) -> None:
    """Show it to enterprises; from now on it no longer changes."""
    offer = _locked(viewer, offer_id, OfferState.DRAFT)
    offer.state, offer.published_at = OfferState.PUBLISHED, timezone.now()
    offer.save()
    _note(viewer, offer, "offer.published")


@operation
def retire_offer(viewer: Viewer, *, offer_id: int) -> None:
    """Close it to new enterprises; what was given under it stays.

    Raises:
        NotADraft: it is not published.
    """
    offer = _locked(viewer, offer_id, OfferState.PUBLISHED)
    offer.state, offer.retired_at = OfferState.RETIRED, timezone.now()
    offer.save()
    _note(viewer, offer, "offer.retired")


def _locked(viewer: Viewer, offer_id: int, state: OfferState) -> Offer:
    rows = Offer.objects.for_operation().select_for_update(of=("self",)).select_related("project")
    offer = rows.filter(pk=offer_id).first()
    if offer is None:
        raise NotYourProject
    check_project(viewer, offer.project)
    if offer.state != state:
        raise NotADraft
    return offer


def check_project(viewer: Viewer, project: Project) -> None:
    """Raise NotYourProject unless the viewer manages it."""
    if not viewer.job and project.promoter_id not in viewer.organisations(Role.PROMOTER):
        raise NotYourProject


def _note(viewer: Viewer, offer: Offer, verb: str) -> None:
    record(viewer, verb, kind="offer", id=offer.pk, organisation_id=offer.project.promoter_id)
