"""A message's words: one template for each kind and language, ``mail/<kind>.<language>.txt``, subject first."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A subject on one line and a body in plain text."""

    subject: str
    body: str


def words_of(kind: str, language: str, **values: object) -> Words:
    """Render a message; its template's first line is the subject.

    Raises:
        django.template.TemplateDoesNotExist: no words in this language; French and English must both exist.
    """
    context = {"site_name": settings.SITE_NAME, "base_url": settings.BASE_URL, "operator": settings.OPERATOR, **values}
    with translation.override(language):  # dates and counts in the reader's language, whoever writes
        text = render_to_string(f"mail/{kind}.{language}.txt", context)
    subject, _, body = text.strip().partition("\n")
    return Words(subject=subject.strip()[:200], body=body.strip() + "\n")
