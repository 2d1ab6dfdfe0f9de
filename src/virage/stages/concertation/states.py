"""Where a referral stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralState(models.TextChoices):
    """From one organisation to another, by way of the enterprise: it says yes before anyone else reads anything."""

    PROPOSED = "proposed", _("attend l’accord de l’entreprise")
    REFUSED = "refused", _("l’entreprise a dit non")
    WAITING = "waiting", _("attend une réponse")
    ACCEPTED = "accepted", _("accepté")
    DECLINED = "declined", _("décliné")
    WITHDRAWN = "withdrawn", _("retiré par l’entreprise")
    DROPPED = "dropped", _("retiré par l’organisme qui le proposait")
    LAPSED = "lapsed", _("resté sans réponse de l’entreprise")
