"""Closed words of activities and registrations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    """What an activity is."""

    WEBINAR = "webinar", _("Webinaire")
    TRAINING = "training", _("Formation")
    TOUR_STOP = "tour_stop", _("Étape de la tournée")
    FAIR = "fair", _("Salon")


class RegistrationState(models.TextChoices):
    """Where a registration stands."""

    REGISTERED = "registered", _("inscrite")
    WAITING = "waiting", _("en liste d’attente")
    CANCELLED = "cancelled", _("annulée")
