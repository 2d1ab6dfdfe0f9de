"""Closed words of assessments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Depth(models.TextChoices):
    """How far an assessment asks."""

    QUICK = "quick", _("diagnostic rapide")
    CORE = "core", _("diagnostic")
    FULL = "full", _("diagnostic complet")


class Proof(models.TextChoices):
    """How an answer is backed, from least to most."""

    DECLARED = "declared", _("Déclaré")
    SEEN = "seen", _("Vu par une personne-conseil")
    DOCUMENT = "document", _("Document joint")
    CONFIRMED = "confirmed", _("Confirmé en contre-lecture")
