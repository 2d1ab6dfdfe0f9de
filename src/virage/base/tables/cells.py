"""What a value becomes in a cell, whatever the format."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from virage.base.tables.model import Value

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
ILLEGAL = {code: None for code in range(32) if code not in {9, 10, 13}} | {0xFFFE: None, 0xFFFF: None}
"""Characters that XML refuses: no sheet may hold them."""


def local(value: Value) -> str | int | Decimal | date | None:
    """The value with its day in local time, its text without forbidden characters."""
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    if isinstance(value, str):
        return value.translate(ILLEGAL).encode("utf-8", "replace").decode()
    return value


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what would begin one (OWASP).

    >>> guarded("=1+1"), guarded("Roy")
    ("'=1+1", 'Roy')
    """
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def unguarded(text: str) -> str:
    """Take back the apostrophe that ``guarded`` added.

    >>> unguarded("'=1+1"), unguarded("'Roy")
    ('=1+1', "'Roy")
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(BEGINS_A_FORMULA) else text


def letter(rank: int) -> str:
    """The letter of a column in a spreadsheet, from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return (letter(rank // 26 - 1) if rank >= 26 else "") + chr(65 + rank % 26)  # noqa: PLR2004 — the alphabet
