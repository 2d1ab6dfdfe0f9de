"""What was owed, what was paid, and what proves it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from virage.stages.agreements.states import PayableKind
from virage.stages.ledger.following.links import Act, Link, Rows, act_of
from virage.stages.ledger.following.promises import BINDING
from virage.stages.ledger.states import PAYING, EntryKind

ZERO = Decimal(0)


def owed(rows: Rows) -> Link:
    """What was found owed, by whom and on what; what is due and nobody found so."""
    acts = tuple(
        Act(
            what=f"{PayableKind(each.kind).label} – {each.reference or _due(rows, each.tranche)}",
            on=each.released_on,
            at=each.made_at,
            by=each.made_by,
            amount=each.amount,
            proof=each.evidence,
            subject=("payable", str(each.pk), "payable.released", ""),
        )
        for each in rows.payables
    )
    late = [each for each in rows.unowed if each.due_on and each.due_on <= rows.today]
    missing = tuple(
        _("Tranche de %(amount)s, due le %(day)s : personne n’a encore constaté qu’elle est due.")
        % {"amount": rows.money(each.amount), "day": rows.day(each.due_on)}
        for each in late
    )
    total = sum((each.amount for each in rows.payables), ZERO)
    return Link(id="du", title=_("Sommes dues"), acts=acts, missing=missing, amount=total)


def paid(rows: Rows) -> Link:
    """What left, what was kept back, what came back."""
    entries = [each for each in rows.own if each.kind not in BINDING]
    out = {each.payable_id: ZERO for each in entries}
    for each in entries:
        out[each.payable_id] += each.amount
    missing = [
        _("Due depuis le %(day)s : %(amount)s ne sont pas versés.")
        % {"amount": rows.money(each.amount - out.get(each.pk, ZERO)), "day": rows.day(each.released_on)}
        for each in rows.payables
        if each.amount > out.get(each.pk, ZERO)
    ]
    advanced = sum((each.amount for each in entries if each.kind == EntryKind.ADVANCED), ZERO)
    told = (EntryKind.SETTLED, EntryKind.RECOVERED)
    settled = sum((each.amount for each in entries if each.kind in told and _of_advance(each)), ZERO)
    if advanced > settled:
        missing.append(_("%(amount)s d’avances ne sont pas justifiés.") % {"amount": rows.money(advanced - settled)})
    total = sum((each.amount for each in entries if each.kind in PAYING), ZERO)
    acts = tuple(map(act_of, entries))
    return Link(id="versement", title=_("Versements"), acts=acts, missing=tuple(missing), amount=total)


def proved(rows: Rows) -> Link:
    """What the promoter handed in, and what it still owes."""
    acts = [_deposit(each) for each in rows.deposits if each["deposits__id"]]
    accepted = {each["id"] for each in rows.deposits if each["deposits__accepted"]}
    due = {each["id"]: each for each in rows.deposits if each["due_on"] < rows.today and each["id"] not in accepted}
    missing = tuple(
        _("%(title)s, attendu le %(day)s : pas accepté. Aucun versement d’ici là.")
        % {"title": each["title"], "day": rows.day(each["due_on"])}
        for each in due.values()
    )
    return Link(id="preuve", title=_("Preuves remises"), acts=tuple(acts), missing=missing)


def _due(rows: Rows, tranche: Any) -> str:
    return _("due le %(day)s") % {"day": rows.day(tranche.due_on)} if tranche.due_on else tranche.condition


def _of_advance(each: Any) -> bool:
    return bool(each.about_kind == EntryKind.ADVANCED)


def _deposit(each: Mapping[str, Any]) -> Act:
    accepted = each["deposits__accepted"]
    answers = {None: _("remis, à lire"), True: _("accepté"), False: _("retourné")}
    done = {None: "handed_in", True: "accepted", False: "returned"}[accepted]
    return Act(
        what=f"{each['title']} – {answers[accepted]}",
        on=each["deposits__answered_on"] or each["deposits__received_on"],
        at=each["deposits__at"],
        by=each["deposits__answered_by"] or each["deposits__by"],
        proof=f"sha256 {each['deposits__document__content_id'][:16]}…",
        subject=("agreement", str(each["agreement_id"]), f"deliverable.{done}", str(each["deposits__id"])),
    )
