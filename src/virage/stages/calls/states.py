"""Where a call stands, of what a budget is made, and the steps of a proposal."""

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallState(models.TextChoices):
    """Told by its days; nobody sets it."""

    DRAFT = "draft", _("brouillon")
    PUBLISHED = "published", _("publié, à venir")
    OPEN = "open", _("ouvert")
    CLOSED = "closed", _("fermé, en analyse")
    ANNOUNCED = "announced", _("résultats annoncés")
    STANDING = "standing", _("grille des propositions directes")
    CANCELLED = "cancelled", _("annulé")


class Step(models.TextChoices):
    """The steps of a proposal, in order; each is kept by itself."""

    PROJECT = "projet", _("Le projet")
    DELIVERY = "service", _("Pour qui, où, avec qui")
    BUDGET = "budget", _("Le budget")
    TARGETS = "cibles", _("Les cibles")


class BudgetCategory(models.TextChoices):
    """What a line pays for."""

    STAFF = "staff", _("Salaires et avantages")
    SERVICES = "services", _("Services et honoraires")
    EQUIPMENT = "equipment", _("Matériel et logiciels")
    TRAVEL = "travel", _("Déplacements")
    OUTREACH = "outreach", _("Communication et activités")
    REGRANT = "regrant", _("Aides remises aux entreprises")
    ADMINISTRATION = "administration", _("Administration")


class LineSource(models.TextChoices):
    """Whose money a line is."""

    ASKED = "asked", _("aide demandée")
    OWN = "own", _("mise de fonds de l’organisme")
    PUBLIC = "public", _("autre aide publique")
    PRIVATE = "private", _("contribution privée")


def state_of(
    *,
    published_on: date | None,
    opens_on: date | None,
    closes_on: date | None,
    announced_at: datetime | None,
    cancelled_at: datetime | None,
    on: date,
) -> CallState:
    """Where a call stands on a day; its first and last day are open.

    >>> day = date(2026, 11, 22)
    >>> state_of(published_on=None, opens_on=day, closes_on=day, announced_at=None, cancelled_at=None, on=day)
    CallState.DRAFT
    """
    if published_on is None:
        return CallState.DRAFT
    if cancelled_at is not None:
        return CallState.CANCELLED
    if opens_on is None or closes_on is None:
        return CallState.STANDING
    if announced_at is not None:
        return CallState.ANNOUNCED
    if on < opens_on:
        return CallState.PUBLISHED
    return CallState.OPEN if on <= closes_on else CallState.CLOSED
