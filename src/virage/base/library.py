"""The content of this installation: the shipped pack, and those that the settings add."""

import hashlib
from functools import cache

from django.conf import settings

from virage.content.library import Library, load


@cache
def library() -> Library:
    """Everything the packs hold, read once."""
    return load(settings.PACKS)


@cache
def actions_digest() -> str:
    """SHA-256 of the action catalogue: a plan names the one it was drawn from."""
    written = "".join(entry.entry.model_dump_json() for _id, entry in sorted(library().actions.items()))
    return hashlib.sha256(written.encode()).hexdigest()
