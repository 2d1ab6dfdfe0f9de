"""French search over everything public: a cache rebuilt from the packs, never a source.

A word is found with or without accents and in its other forms (« evaluees » finds « évaluation »); when nothing
matches, words alike by their letters are offered.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from virage.base.models import SearchEntry
from virage.base.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing found: what it is, its title, an excerpt, and the path of its page in the viewer's language."""

    kind: str
    key: str
    title: str
    excerpt: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What to index: ``text`` is searched, ``title`` weighs more, ``path`` opens the page (without language prefix)."""

    kind: str
    key: str
    language: str
    title: str
    text: str
    path: str


def rebuild_search(entries: Iterable[Entry]) -> int:
    """Replace the whole cache in one transaction; returns how many entries it holds."""
    rows = [
        SearchEntry(kind=e.kind, key=e.key, language=e.language, title=e.title, text=e.text, path=e.path)
        for e in entries
    ]
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        SearchEntry.objects.bulk_create(rows)
    return len(rows)


_MATCHES = """
SELECT kind, key, title, left(text, 240), path
FROM base_searchentry, fr_query(%(words)s) AS query
WHERE language = %(language)s AND vector @@ query AND (%(kind)s = '' OR kind = %(kind)s)
ORDER BY ts_rank(vector, query) DESC, sort_key LIMIT %(limit)s
"""
_ALIKE = """
SELECT kind, key, title, left(text, 240), path
FROM base_searchentry
WHERE language = %(language)s AND (%(kind)s = '' OR kind = %(kind)s)
  AND lower(f_unaccent(%(words)s)) <%% sort_key
ORDER BY word_similarity(lower(f_unaccent(%(words)s)), sort_key) DESC, sort_key LIMIT %(limit)s
"""


def search(viewer: Viewer, *, words: str, kind: str = "", limit: int = 60) -> tuple[Found, ...]:
    """What matches the words, best first; by resemblance when nothing matches. One or two queries."""
    if not words.strip():
        return ()
    values: dict[str, str | int] = {"words": words, "language": viewer.language, "kind": kind, "limit": limit}
    return _rows(_MATCHES, values) or _rows(_ALIKE, values)


def _rows(sql: str, values: dict[str, str | int]) -> tuple[Found, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return tuple(
            Found(kind=kind, key=key, title=title, excerpt=excerpt, path=path)
            for kind, key, title, excerpt, path in cursor.fetchall()
        )
