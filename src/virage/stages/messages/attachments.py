"""Files that leave with a message: small texts, kept with it until it is sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file: its name, its media type, its text."""

    name: str
    type: str
    text: str
