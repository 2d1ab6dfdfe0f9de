"""Post, cancel and send messages; and the letters that carry a secret."""

from virage.stages.messages.operations.letters import (
    AlreadyOpen,
    address_of,
    invite_person,
    matter_of_thread,
    open_installation,
    resend_invitation,
    send_lost_links,
    send_private_link,
)
from virage.stages.messages.operations.outbox import (
    TooManyMessages,
    cancel_messages,
    hold_addresses,
    post_message,
    post_words,
)
from virage.stages.messages.operations.sending import NotWaiting, send_again, send_due, stop_headers

__all__ = [
    "AlreadyOpen",
    "NotWaiting",
    "TooManyMessages",
    "address_of",
    "cancel_messages",
    "hold_addresses",
    "invite_person",
    "matter_of_thread",
    "open_installation",
    "post_message",
    "post_words",
    "resend_invitation",
    "send_again",
    "send_due",
    "send_lost_links",
    "send_private_link",
    "stop_headers",
]
