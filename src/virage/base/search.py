"""French search over everything public: a cache rebuilt from the packs, never a source.

A word is found with or without accents and in its other forms (« evaluees » finds « évaluation »). When nothing holds
every word, each word is replaced by the one of the cache that resembles it most, and what holds some of them is
offered: « subvension » finds « subvention ».
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from virage.base.models import SearchEntry
from virage.base.viewer import Viewer
from virage.core.text import fold, stems

AROUND = 34  # words of an excerpt
BEFORE = 8  # of which before the first word found
SMALL = re.compile(r"(?i)\b(?:le|la|les|cet|cette)\b")  # PostgreSQL's French list forgets « les » and « cette »
ROOT = 5  # letters that two forms of a word share, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing found: what it is, its title, an excerpt, and the path of its page in the viewer's language.

    ``total`` counts what was found of its kind; ``alike`` says that it only resembles what was asked.
    """

    kind: str
    key: str
    title: str
    excerpt: str
    path: str
    total: int = 1
    alike: bool = False


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


_RANKED = """
, ranked AS (
  SELECT kind, key, title, text, path, rank, sort_key,
         count(*) OVER (PARTITION BY kind) AS total,
         row_number() OVER (PARTITION BY kind ORDER BY rank DESC, sort_key) AS place
  FROM found)
SELECT kind, key, title, text, path, total FROM ranked WHERE place <= %(each)s
ORDER BY rank DESC, sort_key LIMIT %(limit)s
"""
_MATCHES = """
WITH found AS (
  SELECT kind, key, title, text, path, sort_key, ts_rank(vector, query) AS rank
  FROM base_searchentry, fr_query(%(words)s) AS query
  WHERE language = %(language)s AND vector @@ query AND (%(kind)s = '' OR kind = %(kind)s))
"""
# the words of the cache, each typed word's nearest one, and what holds at least one of these, more of them first
_ALIKE = """
WITH typed AS (
  SELECT DISTINCT coalesce((ts_lexize('french_stem', word))[1], word) AS root
  FROM unnest(%(each_word)s::text[]) AS word WHERE ts_lexize('french_stem', word) IS DISTINCT FROM '{}'),
vocabulary AS MATERIALIZED (
  SELECT word FROM ts_stat(
    'SELECT vector FROM public.base_searchentry WHERE language = ' || quote_literal(%(language)s))),
compared AS (
  SELECT root, word, similarity(word, root) AS likeness FROM typed CROSS JOIN vocabulary),
nearest AS MATERIALIZED (
  SELECT DISTINCT ON (root) word FROM compared WHERE likeness >= 0.4 ORDER BY root, likeness DESC, word),
query AS MATERIALIZED (
  SELECT string_agg(quote_literal(word), ' | ')::tsquery AS some,
         string_agg(quote_literal(word), ' & ')::tsquery AS all
  FROM nearest),
found AS (
  SELECT kind, key, title, text, path, sort_key,
         ts_rank(vector, query.some) + CASE WHEN vector @@ query.all THEN 1 ELSE 0 END AS rank
  FROM base_searchentry, query
  WHERE language = %(language)s AND vector @@ query.some AND (%(kind)s = '' OR kind = %(kind)s))
"""


def search(
    viewer: Viewer, *, words: str, kind: str = "", limit: int = 60, each: int | None = None
) -> tuple[Found, ...]:
    """What holds the words, best first, at most ``each`` of a kind; by resemblance when nothing does. Two queries."""
    kept = SMALL.sub(" ", words)
    if not kept.strip():
        return ()
    values = {
        "words": kept,
        "each_word": re.findall(r"[a-z0-9]{3,}", fold(kept)),
        "language": viewer.language,
        "kind": kind,
        "limit": limit,
        "each": each or limit,
    }
    return _rows(_MATCHES, values, alike=False) or _rows(_ALIKE, values, alike=True)


def excerpt(text: str, words: str) -> str:
    """The part of a text around the first word found, without its formatting.

    >>> excerpt("Un diagnostic, puis un plan.", "plans")
    'Un diagnostic, puis un plan.'
    """
    parts = text.split()
    roots = [stem[: max(ROOT, len(stem) - 3)] for stem in stems(words)]
    at = next((i for i, part in enumerate(parts) if any(s.startswith(r) for s in stems(part) for r in roots)), 0)
    start = 0 if at < AROUND - BEFORE else at - BEFORE
    end = start + AROUND
    return ("… " if start else "") + " ".join(parts[start:end]) + (" …" if end < len(parts) else "")


def _rows(sql: str, values: Mapping[str, Any], *, alike: bool) -> tuple[Found, ...]:
    prefix = "/en" if values["language"] == "en" else ""
    with connection.cursor() as cursor:
        cursor.execute(sql + _RANKED, values)
        return tuple(
            Found(
                kind=kind,
                key=key,
                title=title,
                excerpt=excerpt(text, str(values["words"])),
                path=prefix + path,
                total=total,
                alike=alike,
            )
            for kind, key, title, text, path, total in cursor.fetchall()
        )
