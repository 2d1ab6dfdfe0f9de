"""Distinct enterprises: which record speaks for which, after merges decided here or written in the register."""

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from virage.stages.directory.models import Enterprise


def same_enterprise(record: "Enterprise", enterprise: str = "enterprise") -> Q:
    """Rows of any record of the enterprise that this one is, merges followed."""
    root = record.canonical_id or record.pk
    return Q(**{f"{enterprise}_id": root}) | Q(**{f"{enterprise}__canonical_id": root})


def canonical(enterprise: str = "") -> Coalesce:
    """Annotation: the number of the enterprise that a row is about, merges followed.

    ``Count(canonical("enterprise"), distinct=True)`` counts enterprises once; ``Count("pk")`` beside it is the gross
    count. One join, no recursion: the database keeps ``Enterprise.canonical`` at the end of every chain.

    Args:
        enterprise: path from the row to its enterprise; empty for the enterprise itself.
    """
    return (
        Coalesce(F(f"{enterprise}__canonical_id"), F(f"{enterprise}_id"))
        if enterprise
        else Coalesce(F("canonical_id"), F("pk"))
    )
