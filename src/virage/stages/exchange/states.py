"""What becomes of a sheet that came in, and of each of its lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """A sheet: read first, entered whole by one act, taken back whole by another."""

    READ = "read", _("lue, rien n’est écrit")
    DONE = "done", _("importée")
    UNDONE = "undone", _("annulée")


class ExportState(models.TextChoices):
    """A list too long to be written while one waits: prepared apart, then fetched."""

    WAITING = "waiting", _("en préparation")
    READY = "ready", _("prête")
    REFUSED = "refused", _("non préparée : le droit d’emporter les listes a été retiré")
    FAILED = "failed", _("non préparée : demandez-la de nouveau")


class Fate(models.TextChoices):
    """What a line does once the sheet is entered."""

    NEW = "new", _("à créer")
    JOINED = "joined", _("même entreprise")
    PROPOSED = "proposed", _("à décider")
    UNCHANGED = "unchanged", _("inchangée")
    WRONG = "wrong", _("à corriger")
