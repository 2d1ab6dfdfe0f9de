"""What must hold of documents: the bytes are those that were received."""

from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext as _

from virage.base.invariants import invariant

READ_AGAIN = """
    SELECT c.sha256 FROM documents_content c
    LEFT JOIN LATERAL (
        SELECT string_agg(p.body, ''::bytea ORDER BY p.number) AS body
        FROM documents_part p WHERE p.content_id = c.sha256
    ) AS kept ON TRUE
    WHERE encode(sha256(coalesce(kept.body, ''::bytea)), 'hex') <> c.sha256 OR length(kept.body) <> c.size
    ORDER BY 1
"""
UNUSED = """
    SELECT sha256 FROM documents_content c
    WHERE NOT EXISTS (SELECT 1 FROM documents_document d WHERE d.content_id = c.sha256) ORDER BY 1
"""


@invariant("documents.digests", "Chaque document est, octet pour octet, celui qui a été reçu.")
def bytes_are_those_received() -> Iterable[str]:
    """Compute every digest again, in the database."""
    for digest in _found(READ_AGAIN):
        yield _("Le contenu %(digest)s ne donne plus la même empreinte.") % {"digest": digest}


@invariant("documents.used", "Aucun contenu ne reste sans document.")
def nothing_is_kept_unseen() -> Iterable[str]:
    """Look for bytes that no document shows."""
    for digest in _found(UNUSED):
        yield _("Le contenu %(digest)s n’est plus à personne.") % {"digest": digest}


def _found(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [row[0] for row in cursor.fetchall()]
