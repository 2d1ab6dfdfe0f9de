"""Secrets sent by e-mail: shown once, kept as a digest."""

import hashlib
import secrets


def new_token() -> str:
    """A secret of 256 bits, fit for an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What the database keeps of a token: SHA-256, 64 hexadecimal digits.

    >>> len(digest("x"))
    64
    """
    return hashlib.sha256(token.encode()).hexdigest()
