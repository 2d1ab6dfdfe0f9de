"""Money given on stays within its line, its cumulation and the word of somebody: what ``virage verify`` reads."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from virage.base.invariants import invariant
from virage.stages.regrants.models import Regrant
from virage.stages.regrants.states import COUNTED

_PROMISED = """
SELECT l.agreement_id, sum(l.amount) FROM regrants_regrantline l GROUP BY l.agreement_id
HAVING sum(l.amount) > agreements_promised(l.agreement_id, NULL) ORDER BY l.agreement_id
"""
_GIVEN = """
SELECT l.id, sum(r.amount) FROM regrants_regrantline l JOIN regrants_regrant r ON r.line_id = l.id
WHERE r.state IN ('granted', 'paid') GROUP BY l.id HAVING sum(r.amount) > l.amount ORDER BY l.id
"""
_UNANSWERED = """
SELECT id FROM regrants_regrant WHERE state IN ('granted', 'paid', 'refused')
  AND (decided_by = '' OR decided_by = proposed_by OR decided_on IS NULL
    OR (state = 'refused' AND enterprise_id IS NOT NULL AND settled = '')) ORDER BY id
"""
_UNTRACED = """
SELECT r.id FROM regrants_regrant r WHERE r.state IN ('granted', 'paid', 'refused') AND NOT EXISTS (
  SELECT FROM base_trailevent t WHERE t.subject_kind = 'regrant' AND t.subject_id = r.id::text
    AND t.by = r.decided_by AND t.verb IN ('regrant.granted', 'regrant.refused')) ORDER BY r.id
"""
_REWRITES = (
    "UPDATE regrants_regrantline SET amount = amount",
    "DELETE FROM regrants_regrantline",
    "DELETE FROM regrants_regrant",
)


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@invariant("regrants.lines", "Aucune entente ne redonne plus qu’elle ne promet, aucune somme prévue n’est dépassée.")
def lines_hold() -> Iterable[str]:
    """Lines against what was signed, regrants against their line."""
    for number, amount in _rows(_PROMISED):
        yield _("Entente %(id)s : %(amount)s prévus, plus que ce qui est signé.") % {"id": number, "amount": amount}
    for number, amount in _rows(_GIVEN):
        yield _("Somme prévue %(id)s : %(amount)s accordés, plus qu’elle ne donne.") % {"id": number, "amount": amount}


@invariant("regrants.cumulation", "Aucune aide accordée ne dépasse un plafond, ni ne laisse un doute sans raison.")
def ceilings_hold() -> Iterable[str]:
    """Each regrant against the reading kept with it, added up again. Those of a destroyed enterprise keep none."""
    rows = Regrant.objects.for_operation().filter(state__in=COUNTED, enterprise__isnull=False).order_by("pk")
    for row in rows.iterator(chunk_size=500):
        if not row.counted:
            yield _("Aide %(id)s : accordée sans cumul.") % {"id": row.pk}
        doubts = False
        for reading in row.counted:
            lines = reading["lines"]
            sure, most = sum(Decimal(one["least"]) for one in lines), [one["most"] for one in lines]
            limit = None if reading["limit"] is None else Decimal(reading["limit"])
            if limit is not None and sure > limit:
                yield _("Aide %(id)s : accordée au delà du plafond de « %(name)s ».") % {
                    "id": row.pk,
                    "name": reading["name"],
                }
            doubts |= limit is None or None in most or sum(Decimal(one) for one in most if one) > limit
        if doubts and not row.settled:
            yield _("Aide %(id)s : cumul à préciser, accordée sans raison écrite.") % {"id": row.pk}


@invariant(
    "regrants.decided", "Chaque aide accordée ou refusée l’est par une personne nommée, autre que qui la propose."
)
def someone_answers() -> Iterable[str]:
    """Decisions against their author, and against the trail."""
    for (number,) in _rows(_UNANSWERED):
        yield _("Aide %(id)s : sans personne qui en réponde, ou décidée par qui l’a proposée.") % {"id": number}
    for (number,) in _rows(_UNTRACED):
        yield _("Aide %(id)s : décidée sans ligne au journal.") % {"id": number}


@invariant("regrants.kept", "Une somme prévue ne change pas; une aide ne s’efface pas.")
def nothing_is_rewritten() -> Iterable[str]:
    """Try to, inside a transaction that is undone."""
    for sql in _REWRITES:
        try:
            with transaction.atomic():
                _rows(f"{sql} RETURNING id")
                transaction.set_rollback(True)
        except DatabaseError:
            continue
        yield _("La base accepte : %(sql)s") % {"sql": sql}
