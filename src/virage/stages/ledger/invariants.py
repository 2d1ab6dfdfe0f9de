"""The ledger's balances are a cache: what they say is what the entries say, and every limit holds today."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from virage.base.invariants import invariant
from virage.core.ledger import broken_limit, may_close
from virage.core.periods import fiscal_year_name
from virage.stages.ledger.models import Balance, Closing, Entry
from virage.stages.ledger.states import EntryKind

Place = tuple[int, int]
ZERO = Decimal(0)
_OVERDRAWN = (
    "SELECT id, ledger_left(id) FROM ledger_entry WHERE corrects_id IS NULL AND ledger_left(id) < 0 ORDER BY id"
)
_HALVES = """
SELECT id FROM ledger_entry WHERE kind IN ('sent', 'carried_out') AND corrects_id IS NULL AND ledger_left(id) <> 0
ORDER BY id
"""
_UNTRACED = """
SELECT e.id, count(t.id) FROM ledger_entry e LEFT JOIN base_trailevent t
  ON t.subject_kind = 'entry' AND t.subject_id = e.id::text AND t.verb = 'entry.posted'
GROUP BY e.id HAVING count(t.id) <> 1 ORDER BY e.id
"""
_UNKEPT = """
SELECT t.subject_id FROM base_trailevent t
WHERE t.subject_kind = 'entry' AND t.verb = 'entry.posted'
  AND NOT EXISTS (SELECT FROM ledger_entry e WHERE e.id::text = t.subject_id) ORDER BY t.id
"""
_UNOWED = """
SELECT p.id FROM agreements_payable p JOIN ledger_entry e ON e.payable_id = p.id GROUP BY p.id
HAVING sum(e.amount) > p.amount OR bool_or(e.agreement_id <> p.agreement_id) OR bool_or(e.posted_by = p.made_by)
ORDER BY p.id
"""
_UNPROMISED = """
SELECT e.agreement_id, sum(CASE e.kind WHEN 'committed' THEN e.amount ELSE -e.amount END)
FROM ledger_entry e JOIN ledger_envelope v ON v.id = e.envelope_id
WHERE e.kind IN ('committed', 'released') GROUP BY e.agreement_id, v.funder_id
HAVING sum(CASE e.kind WHEN 'committed' THEN e.amount ELSE -e.amount END)
  > agreements_promised(e.agreement_id, v.funder_id) ORDER BY e.agreement_id
"""
_REWRITES = (
    "DELETE FROM agreements_agreement",
    "UPDATE agreements_payable SET amount = amount",
    "UPDATE ledger_entry SET amount = amount",
    "DELETE FROM ledger_entry",
    "DELETE FROM ledger_closing",
    "UPDATE ledger_balance SET voted = voted",
)


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _where(place: Place) -> dict[str, object]:
    return {"envelope": place[0], "year": fiscal_year_name(place[1])}


def _posted() -> Mapping[Place, Mapping[str, Decimal]]:
    found: dict[Place, dict[str, Decimal]] = {}
    rows = Entry.objects.for_operation().values_list("envelope_id", F("fiscal_year"), "kind").annotate(Sum("amount"))
    for envelope, year, kind, amount in rows:
        found.setdefault((envelope, year), {})[kind] = amount
    return found


@invariant("ledger.balances", "Chaque solde est la somme de ses écritures.")
def balances_follow_entries() -> Iterable[str]:
    """Recompute every balance from the entries, kind by kind."""
    found = _posted()
    kept = {(b.envelope_id, b.fiscal_year): b.sums for b in Balance.objects.for_operation()}
    for place in sorted(found.keys() | kept.keys()):
        for kind in EntryKind:
            posted, shown = (sums.get(place, {}).get(kind.value, ZERO) for sums in (found, kept))
            if posted != shown:
                yield _("Enveloppe %(envelope)s, exercice %(year)s, %(kind)s : %(shown)s au lieu de %(posted)s.") % {
                    **_where(place),
                    "kind": kind.label,
                    "shown": shown,
                    "posted": posted,
                }


@invariant("ledger.limits", "Aucun exercice, aucune écriture ne dépasse sa limite.")
def limits_hold() -> Iterable[str]:
    """Compute again, from the entries alone, every limit that the constraints hold."""
    for place, sums in sorted(_posted().items()):
        if limit := broken_limit(sums):
            yield _("Enveloppe %(envelope)s, exercice %(year)s : %(limit)s.") % {**_where(place), "limit": limit}
    for number, left in _rows(_OVERDRAWN):
        yield _("Écriture %(id)s : ce qui la suit la dépasse; reste %(left)s.") % {"id": number, "left": left}


@invariant("ledger.movements", "Ce qui sort d’une enveloppe ou d’un exercice entre dans une autre, au cent près.")
def movements_are_whole() -> Iterable[str]:
    """Both halves of each transfer and carry-over."""
    for (number,) in _rows(_HALVES):
        yield _("Écriture %(id)s : son autre moitié manque ou diffère.") % {"id": number}


@invariant("ledger.closed", "Un exercice clos ne doit plus rien à personne et ne prend plus rien.")
def closed_years_stay_closed() -> Iterable[str]:
    """Every closing against its balance and its entries."""
    sums = _posted()
    closings = {(c.envelope_id, c.fiscal_year) for c in Closing.objects.for_operation()}
    shut = {(b.envelope_id, b.fiscal_year) for b in Balance.objects.for_operation().filter(closed=True)}
    for place in sorted(shut ^ closings):
        yield _("Enveloppe %(envelope)s, exercice %(year)s : clos d’un côté, ouvert de l’autre.") % _where(place)
    for place in sorted(closings):
        if not may_close(sums.get(place, {})):
            yield _("Enveloppe %(envelope)s, exercice %(year)s : clos, et il y reste de l’argent.") % _where(place)


@invariant("ledger.traced", "Chaque écriture a sa ligne au journal des actes, et une seule.")
def entries_are_traced() -> Iterable[str]:
    """Entries against the trail, both ways."""
    for number, lines in _rows(_UNTRACED):
        yield _("Écriture %(id)s : %(n)s ligne au journal au lieu d’une.") % {"id": number, "n": lines}
    for (number,) in _rows(_UNKEPT):
        yield _("Écriture %(id)s : inscrite au journal, absente du grand livre.") % {"id": number}


@invariant("ledger.owed", "Chaque versement paie une somme due d’une entente signée, vérifiée par quelqu’un d’autre.")
def payments_pay_what_is_owed() -> Iterable[str]:
    """Payments against what was found owed, commitments against what was signed."""
    for (number,) in _rows(_UNOWED):
        yield _("Somme due %(id)s : versée au delà de son montant, à une autre entente ou par qui l’a vérifiée.") % {
            "id": number
        }
    for number, bound in _rows(_UNPROMISED):
        yield _("Entente %(id)s : %(bound)s engagés, plus que ce qui est signé.") % {"id": number, "bound": bound}


@invariant("ledger.append_only", "Une écriture ne se modifie ni ne s’efface.")
def entries_are_never_rewritten() -> Iterable[str]:
    """Try to, inside a transaction that is undone; the application has not even the right."""
    for sql in _REWRITES:
        try:
            with transaction.atomic():
                _rows(f"{sql} RETURNING id")
                transaction.set_rollback(True)
        except DatabaseError:
            continue
        yield _("La base accepte : %(sql)s") % {"sql": sql}
