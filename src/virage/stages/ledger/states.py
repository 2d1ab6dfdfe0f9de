"""Closed words of the ledger: announced, voted, authorised, committed and paid are five different things."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """What an entry says happened to money; ``core.ledger`` says what each does to a year."""

    ANNOUNCED = "announced", _("annonce")
    REANNOUNCED = "reannounced", _("annonce répétée")
    VOTED = "voted", _("crédits votés")
    AUTHORISED = "authorised", _("autorisation")
    SENT = "sent", _("transfert donné")
    RECEIVED = "received", _("transfert reçu")
    CARRIED_OUT = "carried_out", _("report vers l’exercice suivant")
    CARRIED_IN = "carried_in", _("report de l’exercice précédent")
    LAPSED = "lapsed", _("crédits périmés")
    COMMITTED = "committed", _("engagement")
    RELEASED = "released", _("désengagement")
    ADVANCED = "advanced", _("avance")
    PAID = "paid", _("versement")
    HELD = "held", _("retenue")
    FREED = "freed", _("retenue levée")
    SETTLED = "settled", _("avance justifiée")
    RECOVERED = "recovered", _("recouvrement")


HALVES = {EntryKind.SENT: EntryKind.RECEIVED, EntryKind.CARRIED_OUT: EntryKind.CARRIED_IN}
"""Entries that come by two: what leaves, and what arrives for the same amount."""

OF_A_PROJECT = (
    EntryKind.COMMITTED,
    EntryKind.RELEASED,
    EntryKind.ADVANCED,
    EntryKind.PAID,
    EntryKind.HELD,
    EntryKind.FREED,
    EntryKind.SETTLED,
    EntryKind.RECOVERED,
)
"""Entries that name a project and its agreement."""

PAYING = (EntryKind.PAID, EntryKind.ADVANCED)
"""Entries that name what they pay."""

FOLLOWING = (
    EntryKind.REANNOUNCED,
    EntryKind.RECEIVED,
    EntryKind.CARRIED_IN,
    *(kind for kind in OF_A_PROJECT if kind != EntryKind.COMMITTED),
)
"""Entries that name the earlier entry they follow."""


class Measure(models.TextChoices):
    """What a promise with a deadline is measured by."""

    AUTHORISED = "authorised", _("autorisé")
    COMMITTED = "committed", _("engagé")
    PAID = "paid", _("versé")
    AGREEMENTS = "agreements", _("ententes signées")
    ENTERPRISES = "enterprises", _("entreprises")


OF_MONEY = (Measure.AUTHORISED, Measure.COMMITTED, Measure.PAID)
"""In dollars, of a sum announced in an envelope; the others are numbers, for the whole initiative."""
