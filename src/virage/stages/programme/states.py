"""Closed words of the programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferState(models.TextChoices):
    """An offer is written, then open to enterprises, then closed; what was published no longer changes."""

    DRAFT = "draft", _("brouillon")
    PUBLISHED = "published", _("publiée")
    RETIRED = "retired", _("retirée")


class Stage(models.TextChoices):
    """The four stages: an enterprise may enter anywhere."""

    AWARENESS = "awareness", _("Sensibilisation")
    ADVICE = "advice", _("Accompagnement et conseil")
    FUNDING = "funding", _("Financement")
    TECHNOLOGY = "technology", _("Accompagnement technologique")
