"""Which rules of cumulation apply: the agreement's own, that of each other aid; and to which records."""

from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from virage.base.library import library
from virage.content.money import Cumulation
from virage.core.cumulation import AidKind, Ceiling
from virage.core.norms import in_force
from virage.stages.directory.models import Enterprise
from virage.stages.regrants.models import RegrantLine

KINDS = {
    "grant": AidKind.GRANT,
    "repayable": AidKind.REPAYABLE,
    "loan": AidKind.REPAYABLE,
    "tax_credit": AidKind.TAX_CREDIT,
}


def own_rule(line: RegrantLine, *, name: str) -> Ceiling:
    """What the agreement says: a grant counts whole."""
    said = {AidKind.REPAYABLE: line.repayable, AidKind.TAX_CREDIT: line.tax_credit}
    weights = {AidKind.GRANT: Decimal(1)} | {kind: weight for kind, weight in said.items() if weight is not None}
    return Ceiling(name=name, share=line.ceiling, weights=weights, source=line.clause)


def published_rule(aid: str, *, name: str, on: date) -> Ceiling:
    """The rule of the norm in force on the day the aid was decided; without a share where no source gives one."""
    written = library().aids.get(aid)
    if written is None:
        return Ceiling(name=name, share=None, source=_("aucune source lue"))
    norm = in_force(library().norms[aid], {}, on)
    terms = next(each for each in written.norms if each.id == norm.id)
    rule = terms.money.cumulation or Cumulation()
    read = max((term.read_on for term in terms.rules if term.read_on), default=None)
    where = next((source.url for source in terms.sources), "")
    return Ceiling(
        name=name,
        share=None if rule.nets_other_aid or rule.base == "net_of_other_aid" else rule.ceiling,
        weights=_weights(rule),
        source=_("%(where)s, lu le %(day)s") % {"where": where, "day": read} if read else where,
    )


def kind_of(aid: str) -> AidKind | None:
    """The sort of an aid that the pack describes, where it is of one sort only."""
    written = library().aids.get(aid)
    kinds = {KINDS.get(kind) for kind in written.kinds} if written else set()
    return kinds.pop() if len(kinds) == 1 else None


def same_enterprise(row: Enterprise) -> Q:
    """Records of the same enterprise, since a merge."""
    root = row.canonical_id or row.pk
    return Q(pk=root) | Q(canonical_id=root)


def _weights(rule: Cumulation) -> dict[AidKind, Decimal]:
    given = rule.weights
    said = {
        AidKind.GRANT: given.non_repayable if given else None,
        AidKind.REPAYABLE: given.repayable if given else None,
        AidKind.TAX_CREDIT: None if rule.counts_tax_credits is None else Decimal(rule.counts_tax_credits),
    }
    return {kind: Decimal(weight) for kind, weight in said.items() if weight is not None}
