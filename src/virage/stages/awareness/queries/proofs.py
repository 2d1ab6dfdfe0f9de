"""The proof behind « sensibilisée »: a registration, and a presence that was noted."""

from virage.stages.awareness.models import Registration, RegistrationQuerySet


def attended() -> RegistrationQuerySet:
    """Rows that count, for figures that check their own right: whoever came to a session that was held."""
    return Registration.objects.for_operation().filter(came=True, session__cancelled_at=None)
