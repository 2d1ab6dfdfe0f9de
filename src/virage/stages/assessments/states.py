"""Closed words of assessments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RespondentRole(models.TextChoices):
    """From where in the enterprise someone answers, beside its owner."""

    MANAGEMENT = "management", _("Direction")
    OPERATIONS = "operations", _("Opérations, atelier ou chantier")
    IT = "it", _("Informatique")
    BOOKS = "books", _("Comptabilité")
    SALES = "sales", _("Ventes et service")
    OTHER = "other", _("Autre fonction")
