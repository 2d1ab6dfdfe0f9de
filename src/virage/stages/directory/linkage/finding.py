"""Look for records that may be one enterprise: among ours, and between ours and the register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import Viewer
from virage.core.linkage import Pair
from virage.stages.directory.linkage.engine import likely_pairs
from virage.stages.directory.linkage.records import LinkRecord
from virage.stages.directory.operations.doubles import keep_pairs
from virage.stages.directory.policies import can_load_register

OURS = """
SELECT e.id, e.neq IS NOT NULL, e.fictitious, e.name, coalesce(c.phone, ''), coalesce(c.email, ''),
  coalesce(p.address, ''), coalesce(p.postal, ''), coalesce(e.bn, '')
FROM directory_enterprise e
LEFT JOIN directory_contact c ON c.enterprise_id = e.id
LEFT JOIN LATERAL (
  SELECT address, postal FROM directory_establishment p WHERE p.enterprise_id = e.id AND p.closed_on IS NULL
  ORDER BY p.main DESC, p.provenance = 'owner' DESC, p.id LIMIT 1
) p ON true
WHERE e.claimed_at IS NOT NULL AND e.canonical_id IS NULL AND e.name <> ''
ORDER BY e.id
"""

NEAR = """
SELECT n.neq, n.line, n.name, coalesce(nullif(r.address, ''), p.address, ''),
  coalesce(nullif(r.postal, ''), p.postal, '')
FROM register_name n
JOIN register_enterprise r ON r.neq = n.neq
LEFT JOIN LATERAL (
  SELECT address, postal FROM register_establishment p WHERE p.neq = n.neq AND p.postal <> ''
  ORDER BY main DESC, suffix LIMIT 1
) p ON true
WHERE n.words = ANY (%(words)s)
   OR (n.start = ANY (%(starts)s) AND left(coalesce(nullif(r.postal, ''), p.postal), 3) = ANY (%(areas)s))
"""
"""Lines of the register worth comparing: the same words, or a like beginning in the same postal area."""


class MayNotLink(Forbidden):
    """A job of the installation, or its operator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Records compared, lines of the register met, pairs likely, and those new to the queue."""

    records: int
    register: int
    pairs: int
    new: int


@operation
def find_doubles(viewer: Viewer) -> Found:
    """Compare every enterprise that speaks for itself, and put the likely pairs in the queue; nobody is merged."""
    if not can_load_register(viewer):
        raise MayNotLink
    real, invented = _ours(fictitious=False), _ours(fictitious=True)
    near = list(_near(real))
    alone = [one for one in real if not one.numbered]
    pairs = [*likely_pairs(real), *likely_pairs(invented), *_with_register(alone, near)]
    new = keep_pairs(viewer, pairs=pairs)
    found = Found(records=len(real) + len(invented), register=len(near), pairs=len(pairs), new=new)
    record(viewer, "doubles.sought", kind="directory", id="queue", records=found.records, pairs=found.pairs)
    return found


def _ours(*, fictitious: bool) -> list[LinkRecord]:
    with connection.cursor() as cursor:
        cursor.execute(OURS)
        return [
            LinkRecord.of(
                id=f"e{pk}",
                numbered=numbered,
                name=name,
                phone=phone,
                email=email,
                street=address.partition("\n")[0],
                postal=postal,
                bn=bn,
            )
            for pk, numbered, invented, name, phone, email, address, postal, bn in cursor
            if invented == fictitious
        ]


def _near(ours: Sequence[LinkRecord]) -> Iterator[LinkRecord]:
    alone = [one for one in ours if not one.numbered]
    if not alone:
        return
    asked = {
        "words": [one.words for one in alone],
        "starts": [one.start for one in alone if one.postal],
        "areas": sorted({one.postal[:3] for one in alone if one.postal}),
    }
    with connection.cursor() as cursor:
        cursor.execute(NEAR, asked)
        for neq, line, name, address, postal in cursor:
            yield LinkRecord.of(
                id=f"r{neq}#{line}", numbered=True, name=name, street=address.partition("\n")[0], postal=postal
            )


def _with_register(alone: Sequence[LinkRecord], near: Sequence[LinkRecord]) -> list[Pair]:
    """The best name of each NEQ; one record meets the whole register, however few of its lines were read."""
    if not near:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM register_enterprise")
        (population,) = cursor.fetchone() or (0,)
    best: dict[tuple[str, str], Pair] = {}
    for pair in likely_pairs([*alone, *near], population=population + len(alone)):
        if pair.left.startswith("e") and pair.right.startswith("r"):
            best.setdefault((pair.left, pair.right.partition("#")[0]), pair)
    return list(best.values())
