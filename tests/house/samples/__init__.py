"""A real thing for each address that takes arguments, by subject."""

from tests.house.samples import (
    accounts,
    agreements,
    calls,
    campaigns,
    claims,
    concertation,
    enterprises,
    files,
    ledger,
    letters,
    packs,
    programme,
    regrants,
    sessions,
    sheets,
)
from tests.house.samples.registry import SAMPLES

__all__ = [
    "SAMPLES",
    "accounts",
    "agreements",
    "calls",
    "campaigns",
    "claims",
    "concertation",
    "enterprises",
    "files",
    "ledger",
    "letters",
    "packs",
    "programme",
    "regrants",
    "sessions",
    "sheets",
]
