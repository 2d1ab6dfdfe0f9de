"""Closed words of segments and campaigns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reach(models.TextChoices):
    """Stages reached, or not: see `virage.core.segments`."""

    NEVER = "never", _("aucune étape atteinte")
    SENSITISED = "sensitised", _("sensibilisée")
    NOT_SENSITISED = "not_sensitised", _("pas sensibilisée")
    DIAGNOSED = "diagnosed", _("diagnostiquée")
    NOT_DIAGNOSED = "not_diagnosed", _("pas diagnostiquée")
    ACCOMPANIED = "accompanied", _("accompagnée")
    NOT_ACCOMPANIED = "not_accompanied", _("pas accompagnée")


class LeftOut(models.TextChoices):
    """Why an enterprise of a segment is not written to."""

    UNSUBSCRIBED = "unsubscribed", _("ne veut plus de nouvelles")
    NO_CONSENT = "no_consent", _("n’a pas accepté d’en recevoir")
    NO_ADDRESS = "no_address", _("n’a donné aucune adresse")
    COMPARED = "compared", _("gardée pour comparaison dans une autre campagne")
    TOO_SOON = "too_soon", _("un message lui est parti il y a peu")
    NOT_HELD = "not_held", _("la séance a été annulée, ou a commencé")


class Group(models.TextChoices):
    """On which side chance put an enterprise."""

    INVITED = "invited", _("invitées")
    COMPARED = "compared", _("gardées pour comparaison")


class Sequel(models.TextChoices):
    """What may follow an invitation, in both groups."""

    CAME = "came", _("sont venues à une activité")
    BEGAN = "began", _("ont commencé un diagnostic rapide")
    ASKED = "asked", _("ont demandé à être rappelées")
