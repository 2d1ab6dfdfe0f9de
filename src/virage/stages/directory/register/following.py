"""What the register says of the enterprises we know: facts, names, places; and which of them merged."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from virage.base.viewer import Viewer
from virage.core.register import CURRENT_NAME, LEGAL_NAME
from virage.stages.directory.models import Enterprise, Merge
from virage.stages.directory.operations.merging import AlreadyOne, WorldsApart, merge_enterprises
from virage.stages.directory.states import MergeSource

FACTS = """
INSERT INTO directory_enterprisefact (enterprise_id, name, value, provenance, at, by)
SELECT e.id, said.name, to_jsonb(said.value), 'register', %(at)s, %(by)s
FROM directory_enterprise e
JOIN register_enterprise r ON r.neq = e.neq
LEFT JOIN LATERAL (
  SELECT n.name FROM register_name n WHERE n.neq = r.neq
  ORDER BY n.status = %(current)s DESC, n.kind = %(legal)s DESC, n.since DESC NULLS LAST, n.line LIMIT 1
) n ON true
LEFT JOIN LATERAL (
  WITH RECURSIVE chain AS (
    SELECT s.survivor, 1 AS step FROM register_succession s WHERE s.absorbed = r.neq
    UNION ALL
    SELECT s.survivor, step + 1 FROM chain c JOIN register_succession s ON s.absorbed = c.survivor WHERE step < 50
  )
  SELECT survivor FROM chain ORDER BY step DESC LIMIT 1
) s ON true
CROSS JOIN LATERAL (VALUES
  ('registered_name', n.name), ('registered_form', r.form), ('registered_status', r.status),
  ('registered_employees', r.employees), ('registered_cae', r.cae), ('registered_successor', s.survivor)
) AS said(name, value)
LEFT JOIN LATERAL (
  SELECT f.value FROM directory_enterprisefact f
  WHERE f.enterprise_id = e.id AND f.name = said.name AND f.provenance = 'register'
  ORDER BY f.at DESC, f.id DESC LIMIT 1
) last ON true
WHERE coalesce(said.value, '') <> '' AND last.value IS DISTINCT FROM to_jsonb(said.value)
"""

NAMES = """
INSERT INTO directory_enterprisename (enterprise_id, name, kind, since, until, provenance, at, by)
SELECT DISTINCT ON (e.id, kind, n.name, n.since)
  e.id, n.name, CASE n.kind WHEN %(legal)s THEN 'legal' ELSE 'other' END AS kind, n.since, n.until, 'register',
  %(at)s, %(by)s
FROM directory_enterprise e JOIN register_name n ON n.neq = e.neq
ORDER BY e.id, kind, n.name, n.since, n.line
ON CONFLICT (enterprise_id, provenance, kind, name, since) DO UPDATE SET until = excluded.until
WHERE directory_enterprisename.until IS DISTINCT FROM excluded.until
"""

GONE = """
UPDATE directory_establishment p SET closed_on = %(on)s
FROM directory_enterprise e
WHERE e.id = p.enterprise_id AND p.provenance = 'register' AND p.closed_on IS NULL AND e.neq IS NOT NULL
  AND NOT EXISTS (
    SELECT FROM register_establishment r WHERE r.neq = e.neq AND r.suffix = p.suffix AND r.main = p.main)
"""

PLACES = """
INSERT INTO directory_establishment
  (enterprise_id, suffix, main, name, address, postal, mrc, region, region_on, provenance, at, by, closed_on)
SELECT e.id, r.suffix,
  r.main AND row_number() OVER (PARTITION BY e.id, r.main ORDER BY r.suffix) = 1,
  r.name, r.address, r.postal, '', '', NULL, 'register', %(at)s, %(by)s, NULL
FROM directory_enterprise e JOIN register_establishment r ON r.neq = e.neq
ON CONFLICT (enterprise_id, suffix) DO UPDATE SET
  main = excluded.main, name = excluded.name, address = excluded.address, postal = excluded.postal, closed_on = NULL,
  at = excluded.at, by = excluded.by
WHERE (directory_establishment.main, directory_establishment.name, directory_establishment.address,
       directory_establishment.postal, directory_establishment.closed_on)
  IS DISTINCT FROM (excluded.main, excluded.name, excluded.address, excluded.postal, NULL::date)
"""

SAME = """
WITH RECURSIVE up AS (
  SELECT e.id, e.neq::text AS neq, 0 AS step FROM directory_enterprise e WHERE e.neq IS NOT NULL
  UNION ALL
  SELECT up.id, s.survivor, step + 1 FROM up JOIN register_succession s ON s.absorbed = up.neq WHERE step < 50
), today AS (SELECT DISTINCT ON (id) id, neq FROM up ORDER BY id, step DESC)
SELECT t.id, coalesce(k.id, min(t.id) OVER (PARTITION BY t.neq)) AS kept
FROM today t LEFT JOIN directory_enterprise k ON k.neq = t.neq
WHERE t.neq IN (SELECT neq FROM today GROUP BY neq HAVING count(*) > 1)
ORDER BY t.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What changed here: facts and names written, places written or closed, records merged."""

    facts: int
    names: int
    places: int
    merged: int


def follow_register(viewer: Viewer) -> Followed:
    """Bring what the register says to every enterprise with a NEQ; saying it again changes nothing.

    A merger undone by a person stays undone: the register proposes once.
    """
    told: dict[str, Any] = {
        "at": timezone.now(),
        "on": timezone.localdate(),
        "by": viewer.by,
        "current": CURRENT_NAME,
        "legal": LEGAL_NAME,
    }
    written = {}
    with connection.cursor() as cursor:
        for name, statement in (("facts", FACTS), ("names", NAMES), ("gone", GONE), ("places", PLACES)):
            cursor.execute(statement, told)
            written[name] = cursor.rowcount
        cursor.execute(SAME)
        groups = cursor.fetchall()
    merged = sum(_merge(viewer, one, kept) for one, kept in groups if one != kept)
    return Followed(
        facts=written["facts"], names=written["names"], places=written["gone"] + written["places"], merged=merged
    )


def _merge(viewer: Viewer, absorbed: int, kept: int) -> bool:
    known = Merge.objects.for_operation().filter(absorbed=absorbed, kept=kept, source=MergeSource.REGISTER)
    if known.exists() or Enterprise.objects.for_operation().filter(pk=absorbed, claimed_at=None).exists():
        return False
    try:
        merge_enterprises(viewer, kept_id=kept, absorbed_id=absorbed, reason="register", source=MergeSource.REGISTER)
    except (AlreadyOne, WorldsApart):
        return False
    return True
