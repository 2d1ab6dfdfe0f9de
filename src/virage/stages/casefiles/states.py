"""Requests and case files: their states, and the clock that the enterprise sees too."""

from django.db import models
from django.utils.translation import gettext_lazy as _

CLOCK_DAYS = (9, 21, 45)
"""Reminders, in days from the request: the clock that both sides read."""


class RequestState(models.TextChoices):
    """A request to be called back."""

    WAITING = "waiting", _("en attente de réponse")
    ACCEPTED = "accepted", _("acceptée")
    DECLINED = "declined", _("déclinée")
    WITHDRAWN = "withdrawn", _("retirée par l’entreprise")


class Called(models.TextChoices):
    """Was the enterprise called back? In its own words."""

    IN_TIME = "in_time", _("oui, à la date dite ou avant")
    LATE = "late", _("oui, plus tard que promis")
    NO = "no", _("non")


class CallWent(models.TextChoices):
    """How the call went."""

    WELL = "well", _("bien : je sais ce qui vient ensuite")
    HALF = "half", _("à moitié : il me manque des réponses")
    BADLY = "badly", _("mal : ce n’était pas utile")


class DeclineReason(models.TextChoices):
    """Why a promoter declines: a closed list, so that it can be counted, and words beside it."""

    SECTOR = "sector", _("le secteur n’est pas le nôtre")
    REGION = "region", _("la région n’est pas la nôtre")
    FULL = "full", _("nous n’avons plus de place")
    NEED = "need", _("nous n’offrons pas ce service")
    OTHER = "other", _("autre raison")


class Outcome(models.TextChoices):
    """How a case file ended: a closed list, so that what is lost after the plan can be counted."""

    DONE = "done", _("l’accompagnement est terminé")
    REFERRED = "referred", _("l’entreprise est aiguillée vers un autre projet")
    LEFT = "left", _("l’entreprise y a renoncé")
    SILENT = "silent", _("l’entreprise ne répond plus")
    UNSUITED = "unsuited", _("le projet ne convient pas à son besoin")
    HANDED = "handed", _("le dossier est passé à un autre projet, avec son accord")


SAID_ON_CLOSING = tuple(outcome for outcome in Outcome if outcome is not Outcome.HANDED)
"""A file is handed over by its own road, never by closing it."""


class NextMove(models.TextChoices):
    """Who owes the next move on a case file."""

    PROMOTER = "promoter", _("l’organisme porteur")
    ADVISER = "adviser", _("la personne-conseil")
    ENTERPRISE = "enterprise", _("l’entreprise")


class Due(models.TextChoices):
    """When the next move of a file falls, seen from a day."""

    LATE = "late", _("en retard")
    TODAY = "today", _("aujourd’hui")
    WEEK = "week", _("d’ici sept jours")
    LATER = "later", _("plus tard")


class ResultKind(models.TextChoices):
    """What may come of a file, and proves a stage."""

    DECISION = "decision", _("Décision d’aide")
    PLAN = "plan", _("Plan remis")
    ROLLOUT = "rollout", _("Implantation reçue")


class Together(models.TextChoices):
    """What is done to several files at once."""

    ASSIGN = "assign", _("confier à quelqu’un")
    MOVE = "move", _("fixer le même prochain geste")
    CLOSE = "close", _("fermer")


class CaseloadOrder(models.TextChoices):
    """How a caseload is sorted."""

    DATE = "date", _("date du prochain geste")
    ENTERPRISE = "enterprise", _("entreprise")
    OWNER = "owner", _("responsable")
    STAGE = "stage", _("étape")
    OPENED = "opened", _("ouverture, le plus récent d’abord")
