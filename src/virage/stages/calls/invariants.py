"""What must hold of calls on a live or a restored database, whoever wrote in its tables."""

from collections.abc import Iterable

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from virage.base.invariants import invariant
from virage.stages.calls.choosing import answered
from virage.stages.calls.models import Selection

_TERMS = """
SELECT c.id FROM calls_call c
WHERE c.published_on IS NOT NULL AND c.terms_digest <> calls_terms_digest(c) AND c.id = coalesce(%s, c.id) ORDER BY c.id
"""
_SUMS = """
SELECT p.id FROM calls_proposal p LEFT JOIN calls_budgetline l ON l.proposal_id = p.id WHERE p.submitted_at IS NOT NULL
GROUP BY p.id HAVING coalesce(sum(l.amount), 0) <> p.total
  OR coalesce(sum(l.amount) FILTER (WHERE l.source = 'asked'), 0) <> p.asked ORDER BY p.id
"""
_CONFLICTS = """
SELECT s.id FROM calls_score s JOIN calls_review r ON r.id = s.review_id JOIN calls_proposal p ON p.id = r.proposal_id
WHERE r.conflict IS DISTINCT FROM false OR r.proposal_id <> s.proposal_id OR s.by <> 'person:' || r.reviewer_id
  OR EXISTS (SELECT FROM accounts_membership m WHERE m.person_id = r.reviewer_id AND m.organisation_id = p.promoter_id
    AND s.at::date BETWEEN m.since AND coalesce(m.until, s.at::date))
ORDER BY s.id
"""
_ELSEWHERE = """
SELECT s.id FROM calls_score s JOIN calls_piece f ON f.id = s.piece_id
WHERE f.proposal_id <> s.proposal_id ORDER BY s.id
"""
_UNSETTLED = """
SELECT d.proposal_id FROM calls_decision d JOIN calls_proposal p ON p.id = d.proposal_id
WHERE d.chosen AND (p.submitted_at IS NULL OR EXISTS (SELECT FROM calls_criterion c
  WHERE c.call_id = p.call_id AND NOT EXISTS (SELECT FROM calls_score s
    WHERE s.criterion_id = c.id AND s.proposal_id = p.id AND s.review_id IS NULL)))
ORDER BY d.proposal_id
"""
_JUDGED = """
SELECT d.proposal_id FROM calls_decision d JOIN calls_review r
  ON r.proposal_id = d.proposal_id AND 'person:' || r.reviewer_id = d.by ORDER BY d.proposal_id
"""
_BEYOND = """
SELECT c.id, sum(d.amount) FROM calls_call c JOIN calls_proposal p ON p.call_id = c.id
  JOIN calls_decision d ON d.proposal_id = p.id
WHERE c.amount IS NOT NULL GROUP BY c.id HAVING sum(d.amount) > c.amount OR bool_or(d.amount > p.asked) ORDER BY c.id
"""
_DEPARTURES = """
SELECT d.proposal_id FROM calls_decision d LEFT JOIN calls_selection s ON s.id = d.selection_id
WHERE d.departure = '' AND (d.computed <> d.chosen
  OR (s.answered->'findings'->d.proposal_id::text->>'chosen')::boolean <> d.chosen) ORDER BY d.proposal_id
"""
_UNDECIDED = """
SELECT p.id FROM calls_proposal p JOIN calls_call c ON c.id = p.call_id
WHERE c.announced_at IS NOT NULL AND p.submitted_at IS NOT NULL
  AND NOT EXISTS (SELECT FROM calls_decision d WHERE d.proposal_id = p.id) ORDER BY p.id
"""
_UNTOLD = """
SELECT d.proposal_id FROM calls_decision d JOIN calls_proposal p ON p.id = d.proposal_id
  JOIN calls_call c ON c.id = p.call_id
WHERE (c.announced_at IS NOT NULL OR p.direct) AND (btrim(d.reason) = '' OR NOT EXISTS (SELECT FROM base_trailevent t
  WHERE t.subject_kind = 'proposal' AND t.subject_id = p.id::text AND t.verb = 'proposal.told')) ORDER BY d.proposal_id
"""
_CALLED_OFF = """
WITH cancelled AS (SELECT id, cancelled_at FROM calls_call WHERE cancelled_at IS NOT NULL),
  files AS (SELECT p.id, p.call_id, p.begun_at, p.submitted_at
    FROM calls_proposal p JOIN cancelled c ON c.id = p.call_id),
  acts AS (
    SELECT call_id, begun_at AS at FROM files UNION ALL SELECT call_id, submitted_at FROM files
    UNION ALL SELECT f.call_id, d.at FROM calls_draft d JOIN files f ON f.id = d.proposal_id
    UNION ALL SELECT f.call_id, greatest(r.assigned_at, r.declared_at, r.submitted_at)
      FROM calls_review r JOIN files f ON f.id = r.proposal_id
    UNION ALL SELECT f.call_id, s.at FROM calls_score s JOIN files f ON f.id = s.proposal_id
    UNION ALL SELECT f.call_id, d.at FROM calls_decision d JOIN files f ON f.id = d.proposal_id
    UNION ALL SELECT s.call_id, s.at FROM calls_selection s JOIN cancelled c ON c.id = s.call_id)
SELECT c.id, bool_or(a.at > c.cancelled_at) IS TRUE, EXISTS (SELECT FROM calls_decision d
    JOIN calls_proposal p ON p.id = d.proposal_id WHERE p.call_id = c.id AND p.direct AND d.chosen),
  NOT EXISTS (SELECT FROM base_trailevent t
    WHERE t.subject_kind = 'call' AND t.subject_id = c.id::text AND t.verb = 'call.cancelled')
FROM cancelled c LEFT JOIN acts a ON a.call_id = c.id GROUP BY c.id ORDER BY c.id
"""
_REWRITES = (
    "UPDATE calls_call SET summary = summary || '.' WHERE published_on IS NOT NULL",
    "DELETE FROM calls_criterion WHERE call_id IN (SELECT id FROM calls_call WHERE published_on IS NOT NULL)",
    "UPDATE calls_proposal SET asked = asked WHERE submitted_at IS NOT NULL",
    "UPDATE calls_draft SET said = said",
    "UPDATE calls_score SET value = value WHERE review_id IS NOT NULL",
    "UPDATE calls_selection SET at = at",
    "UPDATE calls_decision SET chosen = chosen",
    "DELETE FROM calls_decision",
)


def _found(sql: str, *values: int | None) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def terms_hold(call_id: int) -> bool:
    """Of one published call, its terms are those of its publication."""
    return not _found(_TERMS, call_id)


@invariant("calls.terms", "Un appel publié a les termes, les critères et les poids du jour de sa publication.")
def terms_are_those_published() -> Iterable[str]:
    """Compute the digest of every published call again."""
    for (number,) in _found(_TERMS, None):
        yield _("Appel %(id)s : ses termes ne sont plus ceux qui ont été publiés.") % {"id": number}


@invariant("calls.sums", "Une proposition déposée demande ce que disent ses lignes de budget.")
def sums_are_those_of_the_lines() -> Iterable[str]:
    """Add the lines of every submitted proposal again."""
    for (number,) in _found(_SUMS):
        yield _("Proposition %(id)s : son budget ne fait plus sa somme.") % {"id": number}


@invariant("calls.conflicts", "Ne note que qui a dit n’avoir aucun conflit d’intérêts; qui a noté ne décide pas.")
def scores_are_of_the_unconflicted() -> Iterable[str]:
    """Scores against what their reviewer declared, where they worked that day, whose file; and who decided."""
    for (number,) in _found(_CONFLICTS):
        yield _("Note %(id)s : donnée par une personne qui ne pouvait pas noter.") % {"id": number}
    for (number,) in _found(_ELSEWHERE):
        yield _("Note %(id)s : appuyée sur le fichier d’une autre proposition.") % {"id": number}
    for (number,) in _found(_JUDGED):
        yield _("Proposition %(id)s : décidée par une personne qui l’a analysée.") % {"id": number}


@invariant(
    "calls.decisions", "Ce qui est retenu est noté en entier, tient dans l’enveloppe; un écart au calcul se dit."
)
def decisions_hold() -> Iterable[str]:
    """Decisions against scores, against the call's amount, against the calculation as it was kept."""
    for (number,) in _found(_UNSETTLED):
        yield _("Proposition %(id)s : retenue sans toutes ses notes.") % {"id": number}
    for number, given in _found(_BEYOND):
        yield _("Appel %(id)s : %(given)s retenus, plus que l’enveloppe ou que l’aide demandée.") % {
            "id": number,
            "given": given,
        }
    for (number,) in _found(_DEPARTURES):
        yield _("Proposition %(id)s : la décision s’écarte du calcul gardé sans dire pourquoi.") % {"id": number}


@invariant("calls.answers", "Chaque proposition d’un appel annoncé a sa décision et sa lettre, avec la raison.")
def everyone_is_answered() -> Iterable[str]:
    """Decisions against submitted proposals, letters against the trail, which outlives them."""
    for (number,) in _found(_UNDECIDED):
        yield _("Proposition %(id)s : son appel est annoncé, elle n’a pas de décision.") % {"id": number}
    for (number,) in _found(_UNTOLD):
        yield _("Proposition %(id)s : décidée sans que son organisme en ait reçu la raison.") % {"id": number}


@invariant("calls.cancelled", "Après l’annulation d’un appel, rien ne s’y écrit, ne s’y note ni ne s’y décide.")
def cancelled_calls_rest() -> Iterable[str]:
    """Instants of what belongs to a cancelled call, answers already sent, and who said so, in the trail."""
    for number, written, told, unsaid in _found(_CALLED_OFF):
        if written:
            yield _("Appel %(id)s : quelque chose y est écrit après son annulation.") % {"id": number}
        if told:
            yield _("Appel %(id)s : annulé alors qu’une réponse favorable était partie.") % {"id": number}
        if unsaid:
            yield _("Appel %(id)s : annulé sans que le journal dise par qui.") % {"id": number}


@invariant("calls.replayed", "Chaque sélection gardée, calculée de nouveau, donne la même réponse.")
def selections_run_again() -> Iterable[str]:
    """Run every calculation on what was kept."""
    for row in Selection.objects.for_operation().order_by("pk").iterator():
        if answered(row.given) != row.answered:
            yield _("Sélection %(id)s : calculée de nouveau, elle ne donne pas ce qui a été gardé.") % {"id": row.pk}


@invariant("calls.frozen", "Ce qui est publié, déposé, noté, calculé ou décidé ne se modifie ni ne s’efface.")
def nothing_is_rewritten() -> Iterable[str]:
    """Try to, inside a transaction that is undone."""
    for sql in _REWRITES:
        try:
            with transaction.atomic():
                written = _found(f"{sql} RETURNING id")
                transaction.set_rollback(True)
        except DatabaseError:
            continue
        if written:
            yield _("La base accepte : %(sql)s") % {"sql": sql}
