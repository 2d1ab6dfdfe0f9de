"""The ticket of a registration: a code to show at the door, drawn here."""

from typing import Protocol

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from virage.base.qr import qr_svg
from virage.stages.messages.operations import address_of


class Held(Protocol):
    """What a ticket needs of a registration."""

    @property
    def session_id(self) -> int: ...
    @property
    def code(self) -> str: ...


def ticket_svg(registration: Held, *, language: str) -> SafeString:
    """Draw the address that whoever welcomes opens with a phone; it shows no name and changes nothing by itself."""
    address = address_of("public:ticket", language, registration.session_id, registration.code)
    return qr_svg(address, label=_("Code QR du billet %(code)s") % {"code": registration.code})
