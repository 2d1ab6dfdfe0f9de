"""What the enterprise agrees to, word for word, for a referral or for its file to pass on."""

from django.utils.translation import get_language

from virage.base.words import day, spoken
from virage.stages.concertation.models import Referral
from virage.stages.directory.states import Purpose
from virage.stages.directory.wording import words_of


def consent_to(referral: Referral) -> str:
    """The sentence shown and kept, in the language on screen."""
    if referral.former_until is None or referral.project is None:
        return words_of(Purpose.REFERRAL, organisation=referral.receiver.name)
    language = spoken(get_language())
    return words_of(
        Purpose.HANDOVER,
        sender=referral.sender.name,
        organisation=referral.receiver.name,
        project=referral.project.name,
        until=day(referral.former_until, language),
    )
