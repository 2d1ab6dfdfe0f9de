"""A server refuses to start on nonsense, with one sentence."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def refuse_nonsense() -> None:
    """Production needs a key, a mail server and a privacy officer; a demo stays on this machine."""
    if not settings.SECRET_KEY:
        raise ImproperlyConfigured("VIRAGE_SECRET_KEY manque : le serveur ne démarre pas sans clé secrète.")
    if settings.DEMO:
        if strangers := set(settings.ALLOWED_HOSTS) - LOOPBACK:
            raise ImproperlyConfigured(
                f"VIRAGE_HOSTS : la démonstration reste sur cette machine, pas à {', '.join(sorted(strangers))}."
            )
        return
    if not settings.EMAIL_HOST:
        raise ImproperlyConfigured("VIRAGE_EMAIL_HOST manque : sans courriel, aucun lien privé ne part.")
    if not all(settings.PRIVACY_OFFICER.values()):
        raise ImproperlyConfigured(
            "VIRAGE_PRIVACY_OFFICER_NAME, _TITLE et _EMAIL : la loi exige que la personne responsable soit publiée."
        )
