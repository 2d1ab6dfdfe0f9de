"""Closed words of the figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Indicator(models.TextChoices):
    """Published definitions, in the order of the stages; ``indicators.yaml`` says them in words."""

    SENSITISED = "sensitised", _("Sensibilisées")
    DIAGNOSED = "diagnosed", _("Diagnostiquées")
    ACCOMPANIED = "accompanied", _("Accompagnées")
    FUNDED = "funded", _("Financées")
    IMPLEMENTED = "implemented", _("Ont implanté")

    @property
    def before(self) -> "Indicator | None":
        """The stage before; None for the first."""
        order = list(Indicator)
        return order[order.index(self) - 1] if order.index(self) else None

    @property
    def after(self) -> "Indicator | None":
        """The stage after; None for the last."""
        order = list(Indicator)
        return order[order.index(self) + 1] if self is not order[-1] else None


class Belonging(models.TextChoices):
    """What may hang on an enterprise."""

    CONSENTS = "consents", _("accords")
    GRANTS = "grants", _("droits d’accès")
    REGISTRATIONS = "registrations", _("inscriptions")
    REQUESTS = "requests", _("demandes de rappel")
    FILES = "files", _("dossiers")
    ASSESSMENTS = "assessments", _("diagnostics")


class Part(models.TextChoices):
    """Which enterprises of a stage, over a period."""

    DISTINCT = "distinct", _("entreprises distinctes")
    CONVERTED = "converted", _("venues de l’étape précédente")
    STILL_OPEN = "open", _("de l’étape précédente, pas encore arrivées")
    ENTERED = "entered", _("entrées directement à cette étape")
