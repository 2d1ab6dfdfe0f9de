"""Closed words of claims."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClaimState(models.TextChoices):
    """Where a claim stands; verified, it never changes, and what it is worth is payable."""

    DRAFT = "draft", _("brouillon")
    SUBMITTED = "submitted", _("à vérifier")
    RETURNED = "returned", _("retournée, à compléter")
    VERIFIED = "verified", _("vérifiée")


OPEN = (ClaimState.DRAFT, ClaimState.RETURNED)
"""States in which its promoter writes it."""


class SignalKind(models.TextChoices):
    """What made a line worth a second look; ``core.signals`` says how."""

    DUPLICATE = "duplicate", _("facture déjà réclamée")
    NEAR_DUPLICATE = "near_duplicate", _("facture presque semblable")
    SPLIT = "split", _("factures fractionnées")
    RELATED = "related", _("fournisseur apparenté")
    OUTLIER = "outlier", _("montant loin de ses semblables")
