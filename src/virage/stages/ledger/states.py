"""Closed words of the ledger: announced, voted, authorised, committed and paid are five different things."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """What an entry says happened to money."""

    ANNOUNCED = "announced", _("annonce")
    VOTED = "voted", _("crédits votés")
    AUTHORISED = "authorised", _("autorisation")
    COMMITTED = "committed", _("engagement")
    PAID = "paid", _("versement")
