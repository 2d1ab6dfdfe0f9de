"""Closed words of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Provenance(models.TextChoices):
    """Where a fact comes from."""

    OWNER = "owner", _("dit par l’entreprise")
    ADVISER = "adviser", _("noté par une personne-conseil")
    REGISTER = "register", _("registre public")
    IMPORT = "import", _("importé par l’organisme qui la suit")
    DEMO = "demo", _("inventé pour la démonstration")


class NameKind(models.TextChoices):
    """What a name is to its enterprise."""

    LEGAL = "legal", _("nom légal")
    OTHER = "other", _("autre nom")


class MergeSource(models.TextChoices):
    """Who said that two records are one enterprise."""

    PERSON = "person", _("décidé par une personne")
    REGISTER = "register", _("fusion inscrite au registre")


class PairState(models.TextChoices):
    """Where a pair of records stands in the queue."""

    WAITING = "waiting", _("à décider")
    LATER = "later", _("remise à plus tard")
    SAME = "same", _("même entreprise")
    DIFFERENT = "different", _("entreprises différentes")


class Purpose(models.TextChoices):
    """What an enterprise consents to, one purpose at a time (Law 25: A-2.1 s. 65, P-39.1 s. 14)."""

    CALL_BACK = "call_back", _("être rappelée par un organisme et lui transmettre ses réponses")
    FOLLOWED = "followed", _("être suivie par un organisme qui déclare tenir son accord")
    SHARING = "sharing", _("montrer l’avancement de son dossier à un partenaire nommé")
    REFERRAL = "referral", _("être aiguillée vers un autre organisme, nommé")
    HANDOVER = "handover", _("voir son dossier passer à un autre projet, nommé")
    NEWS = "news", _("recevoir des nouvelles du programme")
    RESEARCH = "research", _("laisser servir ses réponses, sans son nom, à la recherche")
    PEERS = "peers", _("compter, sans son nom, parmi les entreprises semblables")
