"""What a funder says of an agreement that counts on its money: closed words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stance(models.TextChoices):
    """With what weight a funder speaks: its own share is its to decide, the rest it may only recommend."""

    DECISION = "decision", _("décision sur la part promise")
    RECOMMENDATION = "recommendation", _("recommandation")


class Verdict(models.TextChoices):
    """What it says."""

    FAVOURABLE = "favourable", _("favorable")
    CONDITIONAL = "conditional", _("favorable, à des conditions")
    UNFAVOURABLE = "unfavourable", _("défavorable")
