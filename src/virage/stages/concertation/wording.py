"""What the enterprise agrees to, word for word, for a referral or for its file to pass on."""

from django.utils.translation import get_language, gettext as _

from virage.base.words import day, spoken
from virage.stages.concertation.models import Referral
from virage.stages.directory.states import Purpose
from virage.stages.directory.wording import words_of


def need_told(referral: Referral) -> str:
    """What the next project reads as the need: the enterprise's own words, then who sends it and why, by name."""
    own = referral.case_file.request.need if referral.case_file else ""
    said = _("%(sender)s écrit : « %(why)s »") % {"sender": referral.sender.name, "why": referral.why}
    return f"{own} – {said}" if own else said


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
