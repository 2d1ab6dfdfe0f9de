"""Closed words of activities and registrations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    """What an activity is."""

    WEBINAR = "webinar", _("Webinaire")
    TRAINING = "training", _("Formation")
    TOUR_STOP = "tour_stop", _("Étape de la tournée")
    FAIR = "fair", _("Salon")


class Access(models.TextChoices):
    """What lets everyone take part, in the words of the field."""

    STEP_FREE = "step_free", _("accès sans marche")
    TOILETS = "toilets", _("toilettes accessibles")
    PARKING = "parking", _("stationnement réservé près de l’entrée")
    CAPTIONS = "captions", _("sous-titrage en direct")
    SIGN_LANGUAGE = "sign_language", _("interprétation en langue des signes québécoise (LSQ)")
    HEARING_LOOP = "hearing_loop", _("système d’aide à l’écoute")
    DOCUMENTS = "documents", _("documents accessibles remis d’avance")
    QUIET = "quiet", _("coin tranquille")


class RegistrationState(models.TextChoices):
    """Where a registration stands. A place offered is held until its hour; then it lapses."""

    REGISTERED = "registered", _("inscrite")
    WAITING = "waiting", _("en liste d’attente")
    OFFERED = "offered", _("place offerte, à confirmer")
    CANCELLED = "cancelled", _("annulée")
    LAPSED = "lapsed", _("offre sans réponse")


HOLDING = (RegistrationState.REGISTERED, RegistrationState.OFFERED)
"""States that hold a place."""
OVER = (RegistrationState.CANCELLED, RegistrationState.LAPSED)
"""States of whoever is no longer expected."""


class Audience(models.TextChoices):
    """To whom one writes after a session."""

    CAME = "came", _("aux personnes venues")
    ABSENT = "absent", _("aux personnes absentes")


class Useful(models.TextChoices):
    """First question after a session: was it useful?"""

    VERY = "very", _("Très utile")
    QUITE = "quite", _("Assez utile")
    LITTLE = "little", _("Peu utile")
    NOT = "not", _("Pas utile")


class KnowsNext(models.TextChoices):
    """Second question: does one know what to do next?"""

    YES = "yes", _("Oui")
    PARTLY = "partly", _("En partie")
    NO = "no", _("Non")


FOUND_USEFUL = (Useful.VERY, Useful.QUITE)
