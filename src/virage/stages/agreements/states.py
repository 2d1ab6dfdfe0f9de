"""Closed words of agreements: what was promised, on which authority, and what is owed in return."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Route(models.TextChoices):
    """On which authority money is promised; ``authorisation`` names the document."""

    NORM = "norm", _("cadre normatif approuvé")
    DELEGATION = "delegation", _("délégation")
    OFF_PROGRAMME = "off_programme", _("hors programme, par décret ou C.T.")


class AgreementState(models.TextChoices):
    """Where an agreement, or an amendment, stands; signed, it never changes."""

    DRAFT = "draft", _("brouillon")
    SUBMITTED = "submitted", _("à approuver")
    APPROVED = "approved", _("approuvée, à signer")
    SIGNED = "signed", _("signée")


MOVES = {
    AgreementState.DRAFT: (AgreementState.SUBMITTED,),
    AgreementState.SUBMITTED: (AgreementState.APPROVED, AgreementState.DRAFT),
    AgreementState.APPROVED: (AgreementState.SIGNED, AgreementState.DRAFT),
    AgreementState.SIGNED: (),
}
"""From which state to which; the trigger ``agreements_move`` holds the same."""


class ContributionKind(models.TextChoices):
    """What a funder brings."""

    CASH = "cash", _("en argent")
    IN_KIND = "in_kind", _("en nature")


class Nature(models.TextChoices):
    """Whose money it is."""

    PUBLIC = "public", _("publique")
    PRIVATE = "private", _("privée")


class DeliverableKind(models.TextChoices):
    """What the promoter hands in, by a date."""

    PROGRESS = "progress", _("rapport d’étape")
    STATEMENTS = "statements", _("états financiers audités")
    BENEFICIARIES = "beneficiaries", _("liste des bénéficiaires")
    FINAL = "final", _("rapport final")


class Side(models.TextChoices):
    """Who signs."""

    PROMOTER = "promoter", _("organisme")
    MINISTRY = "ministry", _("ministère")


class PayableKind(models.TextChoices):
    """What a payment pays: a tranche that is due, an advance within the need proven, a claim that was verified."""

    TRANCHE = "tranche", _("tranche")
    ADVANCE = "advance", _("avance")
    CLAIM = "claim", _("réclamation")
