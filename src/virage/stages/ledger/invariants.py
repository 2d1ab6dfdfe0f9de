"""The ledger's balances are a cache: what they say is what the entries say."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _

from virage.base.invariants import invariant
from virage.stages.ledger.models import Balance, Entry
from virage.stages.ledger.states import EntryKind


@invariant("ledger.balances", "Chaque solde est la somme de ses écritures.")
def balances_follow_entries() -> Iterable[str]:
    """Recompute every balance from the entries, kind by kind."""
    sums = {f"sum_{kind.value}": Sum("amount", filter=Q(kind=kind), default=0) for kind in EntryKind}
    rows = Entry.objects.for_operation().values("envelope_id", year=F("fiscal_year")).annotate(**sums)
    found: dict[tuple[int, int], Mapping[str, Any]] = {(row["envelope_id"], row["year"]): dict(row) for row in rows}
    kept = {(b.envelope_id, b.fiscal_year): b for b in Balance.objects.for_operation()}
    for place in sorted(found.keys() | kept.keys()):
        row, balance = found.get(place), kept.get(place)
        for kind in EntryKind:
            posted = row[f"sum_{kind.value}"] if row else 0
            shown = getattr(balance, kind.value) if balance else 0
            if posted != shown:
                yield _("Enveloppe %(envelope)s, exercice %(year)s, %(kind)s : %(shown)s au lieu de %(posted)s.") % {
                    "envelope": place[0],
                    "year": place[1],
                    "kind": kind.label,
                    "shown": shown,
                    "posted": posted,
                }
