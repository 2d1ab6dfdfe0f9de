"""News to an enterprise that agreed to them: one at a time, never too often, stopped in one click (RFC 8058)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.core import signing
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Viewer
from virage.core.words import Words
from virage.stages.directory.models import Consent, Contact
from virage.stages.directory.operations import withdraw_consent
from virage.stages.directory.states import Purpose
from virage.stages.messages.models import Message
from virage.stages.messages.operations import address_of, cancel_messages, post_message

KIND, SALT = "news", "virage.news"
Hold = Callable[[int, date], bool]
"""Whether an enterprise is to receive no news on a day."""
_holds: list[Hold] = []


def holds(rule: Hold) -> Hold:
    """Register a reason of a later stage for which news wait, whoever sends them."""
    _holds.append(rule)
    return rule


class NotAgreed(Refusal):
    """No consent to news in force, or nobody to write to."""

    sentence = _("Cette entreprise n’a pas accepté de recevoir des nouvelles, ou n’a donné aucune adresse.")


class TooSoon(Refusal):
    """The address was written to a short while ago."""

    sentence = _("Un message est déjà parti à cette adresse il y a peu : il faut attendre avant le suivant.")


class Held(Refusal):
    """Another stage asks that it receive nothing for now."""

    sentence = _("Cette entreprise est gardée pour comparaison : elle ne reçoit rien tant qu’une campagne se mesure.")


class UnknownLink(Forbidden):
    """Not one of ours."""

    sentence = _("Ce lien n’est pas complet : ouvrez-le depuis le courriel reçu.")


@operation
def post_news(  # noqa: D417
    viewer: Viewer,
    *,
    enterprise_id: int,
    subject: Words,
    text: Words,
    page: str,
    days_between: int,
    of_page: Sequence[object] = (),
) -> int:
    """Write to an enterprise that agreed to news, in its language; returns the message's id.

    Jobs alone post news: whoever decides to send them answers for it in its own stage.

    Args:
        page: the route of the page that the message opens, in the reader's language; ``of_page`` are its arguments.
        days_between: no more than one such message to one address in that many days.

    Raises:
        NotAgreed: no consent in force, or no address.
        Held: it is kept for comparison by a campaign.
        TooSoon: another left, or waits to leave, within these days.
    """
    if not viewer.job:
        raise Forbidden
    if any(held(enterprise_id, timezone.localdate()) for held in _holds):
        raise Held
    contact = Contact.objects.for_operation().filter(enterprise_id=enterprise_id).first()
    if contact is None or not contact.email or not agreed_to_news([enterprise_id]):
        raise NotAgreed
    address = contact.email.strip().lower()
    with connection.cursor() as cursor:  # two at once may not both be the first
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 2))", [address])
    since = timezone.now() - timedelta(days=days_between)
    if Message.objects.for_operation().filter(kind=KIND, address=address, at__gt=since, cancelled_at=None).exists():
        raise TooSoon
    stop = address_of("public:stop_news", contact.language, stop_token(enterprise_id))
    return post_message(
        viewer,
        kind=KIND,
        address=address,
        language=contact.language,
        matter=matter_of_news(enterprise_id),
        enterprise_id=enterprise_id,
        unsubscribe=stop,
        subject=subject.say(contact.language),
        text=text.say(contact.language),
        link=address_of(page, contact.language, *of_page),
        stop=stop,
    )


@operation
def stop_news(viewer: Viewer, *, token: str) -> None:
    """Withdraw the consent and cancel what was still to leave; asking twice changes nothing."""
    enterprise_id = enterprise_of(token)
    held = Consent.objects.for_operation().filter(enterprise_id=enterprise_id, purpose=Purpose.NEWS, withdrawn_at=None)
    for consent in held.select_related("enterprise"):
        withdraw_consent(Viewer.system("unsubscribe"), key=consent.enterprise.key, consent_id=consent.pk)
    cancel_messages(Viewer.system("unsubscribe"), matter=matter_of_news(enterprise_id))
    record(viewer, "news.stopped", kind="enterprise", id=enterprise_id)


def agreed_to_news(enterprises: list[int]) -> set[int]:
    """Which of these have a consent to news in force."""
    rows = Consent.objects.for_operation().filter(enterprise__in=enterprises, purpose=Purpose.NEWS, withdrawn_at=None)
    return set(rows.values_list("enterprise_id", flat=True))


def reachable() -> set[int]:
    """Enterprises with a consent to news in force and an address."""
    agreed = Consent.objects.for_operation().filter(purpose=Purpose.NEWS, withdrawn_at=None)
    rows = Contact.objects.for_operation().filter(enterprise__in=agreed.values("enterprise")).exclude(email="")
    return set(rows.values_list("enterprise_id", flat=True))


def stop_token(enterprise_id: int) -> str:
    """What the unsubscribe link carries: signed, without end, and good for that alone."""
    return signing.dumps(enterprise_id, salt=SALT)


def enterprise_of(token: str) -> int:
    """The enterprise of a link.

    Raises:
        UnknownLink: not signed here, or cut.
    """
    try:
        return int(signing.loads(token, salt=SALT))
    except signing.BadSignature as wrong:
        raise UnknownLink from wrong


def matter_of_news(enterprise_id: int) -> str:
    """What such a message is about: stopping cancels those that wait."""
    return f"news:{enterprise_id}"
