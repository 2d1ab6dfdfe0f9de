"""The content of this installation: the shipped pack, and those that the settings add."""

import hashlib
from functools import cache

from django.conf import settings

from virage.content.library import Library, load
from virage.core.matching import Names


@cache
def library() -> Library:
    """Everything the packs hold, read once."""
    return load(settings.PACKS)


@cache
def names() -> Names:
    """Sectors and regions, for the matching to say its reasons with."""
    shelf = library()
    return Names(sectors=shelf.sectors, regions={code: region.name for code, region in shelf.regions.items()})


@cache
def need_words() -> tuple[str, ...]:
    """Everything an owner might type to say a need, as the packs know it."""
    shelf = library()
    projects = (
        word for each in shelf.portfolio.projects.values() for said in each.need_words.values() for word in said
    )
    actions = (word for each in shelf.actions.values() for word in each.core.need_words)
    return tuple(dict.fromkeys([*projects, *actions]))


@cache
def actions_digest() -> str:
    """SHA-256 of the action catalogue: a plan names the one it was drawn from."""
    written = "".join(entry.entry.model_dump_json() for _id, entry in sorted(library().actions.items()))
    return hashlib.sha256(written.encode()).hexdigest()
