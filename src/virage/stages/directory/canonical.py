"""Distinct enterprises: which record speaks for which, after merges decided here or written in the register."""

from django.db.models import F
from django.db.models.functions import Coalesce


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
