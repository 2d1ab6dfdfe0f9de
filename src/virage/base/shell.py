"""What surrounds every page: the mark, the banner, the other language, who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of the layouts; ``other_language_url`` is the same page in the other language."""
    language = get_language() or settings.LANGUAGE_CODE
    other = "en" if language.startswith("fr") else "fr"
    return {
        "site_name": settings.SITE_NAME,
        "demo": settings.DEMO,
        "independent": not settings.OWN_GOVERNMENT_SITE,
        "privacy_officer": settings.PRIVACY_OFFICER,
        "operator": settings.OPERATOR,
        "contact": settings.CONTACT,
        "language": language[:2],
        "other_language": other,
        "other_language_url": translate_url(request.get_full_path(), other),
        "viewer": getattr(request, "viewer", None),
    }
