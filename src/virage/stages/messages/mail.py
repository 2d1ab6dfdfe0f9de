"""Django's own mail (password resets, security notices) goes through the same outbox."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from virage.base.viewer import Viewer
from virage.stages.messages.operations import post_words


class OutboxBackend(BaseEmailBackend):
    """An e-mail backend that writes to the outbox; ``VIRAGE_EMAIL_BACKEND`` delivers."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        language = (get_language() or "fr")[:2]
        for mail in email_messages:
            for address in mail.recipients():
                post_words(
                    Viewer.public(language=language, screen="mail"),
                    kind="account",
                    address=address,
                    language=language,
                    subject=str(mail.subject)[:200],
                    body=str(mail.body),
                )
        return len(email_messages)
