"""What was promised: the agreement and its amendments, and the money bound to them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from virage.stages.agreements.states import Side
from virage.stages.ledger.following.links import Act, Link, Rows, act_of
from virage.stages.ledger.states import EntryKind

ZERO = Decimal(0)
BINDING = (EntryKind.COMMITTED, EntryKind.RELEASED)


def agreed(rows: Rows) -> Link:
    """Drafted, submitted, approved, signed: the agreement, then each amendment."""
    acts: list[Act] = []
    missing: list[str] = []
    for row in rows.agreements:
        key = ("agreement", str(row.pk))
        named = _("avenant %(n)s") % {"n": row.number} if row.number else _("entente")
        drafted = _("%(row)s : brouillon") % {"row": named}
        proof = f"{row.get_route_display()}, {row.authorisation}" if row.authorisation else row.get_route_display()
        at, by = row.drafted_at, row.drafted_by
        acts.append(Act(what=drafted, on=at.date(), at=at, by=by, proof=proof, subject=(*key, "agreement.drafted", "")))
        given = [one for one in row.approvals_said if one["turn"] == row.turn]
        acts += [_approval(one, named, key) for one in given if one["given_on"]]
        missing += [
            _("%(row)s : une approbation n’est pas donnée.") % {"row": named} for one in given if not one["given_on"]
        ]
        acts += [_signature(one, named, key) for one in row.signatures_said]
        sides = {one["side"] for one in row.signatures_said}
        missing += [
            _("%(row)s : signature manquante, %(side)s.") % {"row": named, "side": side.label}
            for side in Side
            if side.value not in sides
        ]
        if not given:
            missing.append(_("%(row)s : aucune approbation n’est demandée.") % {"row": named})
        if row.unanalysed:
            missing.append(
                _("%(row)s : un critère de l’analyse n’a pas sa note, sa raison ou son document.") % {"row": named}
            )
    return Link(id="entente", title=_("Entente"), acts=tuple(acts), missing=tuple(missing), amount=_share(rows))


def committed(rows: Rows) -> Link:
    """What was bound to it, less what was released."""
    entries = [each for each in rows.own if each.kind in BINDING]
    net = sum((each.amount if each.kind == EntryKind.COMMITTED else -each.amount for each in entries), ZERO)
    ever = sum((each.amount for each in entries if each.kind == EntryKind.COMMITTED), ZERO)
    rest = _share(rows) - ever
    missing = (_("%(amount)s promis ne sont pas encore engagés.") % {"amount": rows.money(rest)},) if rest > 0 else ()
    return Link(id="engagement", title=_("Engagements"), acts=tuple(map(act_of, entries)), missing=missing, amount=net)


def _share(rows: Rows) -> Decimal:
    return sum((row.share for row in rows.agreements if row.signed_on), ZERO)


def _approval(one: Mapping[str, Any], named: str, key: tuple[str, str]) -> Act:
    return Act(
        what=_("%(row)s : approbation") % {"row": named},
        on=date.fromisoformat(one["given_on"]),
        at=datetime.fromisoformat(one["given_at"]),
        by=one["given_by"],
        proof=one["act"],
        subject=(*key, "agreement.approved", one["step"]),
    )


def _signature(one: Mapping[str, Any], named: str, key: tuple[str, str]) -> Act:
    return Act(
        what=_("%(row)s : signature, %(side)s") % {"row": named, "side": Side(one["side"]).label},
        on=date.fromisoformat(one["signed_on"]),
        at=datetime.fromisoformat(one["recorded_at"]),
        by=one["recorded_by"],
        proof=f"{one['name']}, {one['title']}",
        subject=(*key, "agreement.signed", ""),
    )
