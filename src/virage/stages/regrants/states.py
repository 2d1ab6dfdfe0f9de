"""Money that a project gives on to enterprises, and the aids that they hold: closed words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from virage.core.cumulation import AidKind


class RegrantState(models.TextChoices):
    """Where a regrant stands; the trigger ``regrants_move`` holds the moves."""

    PROPOSED = "proposed", _("proposée")
    GRANTED = "granted", _("accordée")
    PAID = "paid", _("versée")
    REFUSED = "refused", _("refusée")
    RENOUNCED = "renounced", _("abandonnée")


COUNTED = (RegrantState.GRANTED, RegrantState.PAID)
"""States that take money of the line, and count as public aid of the enterprise."""

DECIDED = (*COUNTED, RegrantState.REFUSED)
"""States that a named person answers for, who is not the one who proposed."""

AID_KINDS = (
    (AidKind.GRANT.value, _("subvention")),
    (AidKind.REPAYABLE.value, _("aide remboursable")),
    (AidKind.TAX_CREDIT.value, _("crédit d’impôt")),
)
