"""Make again, from what is kept, each check that a payment went through: it held, it did not, or nobody can tell now.

Nothing here is taken on trust from a state or a cache: signatures, approvals, deposits, lines and entries are read
again, as they stood when the payment was posted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from decimal import Decimal

from virage.core import ledger
from virage.core.answers import Answer, all_of
from virage.core.approvals import ThresholdTable, in_force
from virage.core.formats import dollars
from virage.core.kept import (
    Agreement,
    Approval,
    Claim,
    ClaimLine,
    ClaimTerms,
    Closing,
    Contribution,
    Deliverable,
    Deposit,
    Entry,
    Payable,
    Row,
    Signature,
    Tranche,
)
from virage.core.spans import day_en, day_fr
from virage.core.words import Words

ZERO = Decimal(0)
SIDES = frozenset({"promoter", "ministry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check made again: yes, no or unknown, why in a sentence, and the rows that it read."""

    id: str
    answer: Answer
    reason: Words
    used: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What is kept about one payment.

    ``agreements``: the agreement and its amendments; ``entries``: of its project, up to the payment; ``year``: sums of
    its envelope and fiscal year by kind, the payment included; ``twins``: lines elsewhere that bear the same invoice.
    """

    payment: Entry
    payable: Payable | None
    agreements: Sequence[Agreement]
    contributions: Sequence[Contribution] = ()
    tranches: Sequence[Tranche] = ()
    deliverables: Sequence[Deliverable] = ()
    deposits: Sequence[Deposit] = ()
    approvals: Sequence[Approval] = ()
    signatures: Sequence[Signature] = ()
    entries: Sequence[Entry] = ()
    year: Mapping[str, Decimal] = field(default_factory=dict)
    closings: Sequence[Closing] = ()
    claim: Claim | None = None
    lines: Sequence[ClaimLine] = ()
    twins: Sequence[ClaimLine] = ()
    terms: ClaimTerms | None = None
    tables: Sequence[ThresholdTable] = ()
    zone: tzinfo

    @property
    def posted_on(self) -> date:
        """The day it was written down."""
        return self.payment.posted_at.astimezone(self.zone).date()

    @property
    def signed(self) -> list[Agreement]:
        """The agreement and the amendments recorded as signed, by both sides, when the payment was posted."""
        return [one for one in self.agreements if self.sides(one) == SIDES and one.signed_on]

    def sides(self, row: Agreement) -> set[str]:
        """Who had signed a row when the payment was posted."""
        return {one.side for one in self.signatures_of(row) if one.recorded_at <= self.payment.posted_at}

    def signatures_of(self, row: Agreement) -> list[Signature]:
        """Its signatures."""
        return [one for one in self.signatures if one.agreement_id == row.id]


def checks_of_agreement(file: File) -> Iterator[Check]:
    """Signed by both sides, approved as the table asked, nothing late in return."""
    yield _signed(file)
    yield from (_approved(file, row) for row in file.signed)
    yield _nothing_late(file)


def checks_of_money(file: File) -> Iterator[Check]:
    """Owed, found so by somebody else, within its commitment, its year, its need."""
    yield _owed(file)
    yield _hands(file)
    if file.payment.kind == "advanced":
        yield _need(file)
    if ledger.in_last_days(file.payment.on):
        yield _year_end(file)
    yield _balance(file)
    yield _open(file)


def told(check: str, held: bool | None, words: Words, *used: Row | None) -> Check:
    """One check, with its sentence in both languages."""
    rows = tuple(one for one in used if one is not None)
    return Check(id=check, answer=Answer.of(held), reason=words, used=rows)


def _signed(file: File) -> Check:
    root = next((one for one in file.agreements if not one.number), None)
    if root is None or root.signed_on is None:
        return told(
            "signed",
            False,
            Words(fr="L’entente n’est pas gardée comme signée.", en="No signed agreement is kept."),
            root,
        )
    sides = file.sides(root)
    held = sides == SIDES and root.signed_on <= file.payment.on
    words = Words(
        fr=f"Signée le {day_fr(root.signed_on)}, {len(sides)} signatures sur 2 inscrites avant le versement.",
        en=f"Signed on {day_en(root.signed_on)}, {len(sides)} signatures of 2 recorded before the payment.",
    )
    return told("signed", held, words, root, *file.signatures_of(root))


def _approved(file: File, row: Agreement) -> Check:
    given = sorted((a for a in file.approvals if a.agreement_id == row.id and a.turn == row.turn), key=_rank)
    shares = _promised(file, row)
    amount = sum((one.amount for one in shares), ZERO)
    named = _named(row)
    if not given:
        none = Words(fr=f"{named.fr} : aucune approbation gardée.", en=f"{named.en}: no approval is kept.")
        return told("approved", False, none, row, *shares)
    table = next((one for one in file.tables if one.id == given[0].table), None)
    asked = given[0].asked_at.astimezone(file.zone).date()
    by_hand = all(one.given_on and one.given_by and one.given_by != one.asked_by for one in given)
    recorded = min((one.recorded_at for one in file.signatures_of(row)), default=None)
    in_time = recorded is not None and all(one.given_at and one.given_at <= recorded for one in given)
    if table is None:
        held = None if by_hand and in_time else False
        words = Words(
            fr=f"{named.fr} : la table « {given[0].table} » n’est plus dans le bloc; ses seuils ne se relisent pas.",
            en=f"{named.en}: the table “{given[0].table}” is no longer in the pack; its thresholds cannot be read "
            "again.",
        )
        return told("approved", held, words, row, *given, *shares)
    steps = table.chain(route=row.route, amount=amount)
    dated = in_force(file.tables, asked)
    right = [step.id for step in steps] == [one.step for one in given] and dated is not None and dated.id == table.id
    done = sum(1 for one in given if one.given_on)
    words = Words(
        fr=f"{named.fr} : pour {dollars(amount).fr}, demandé le {day_fr(asked)}, la table « {table.id} » exige : "
        f"{', '.join(step.name.fr for step in steps)}. Approbations gardées : {done} sur {len(given)}.",
        en=f"{named.en}: for {dollars(amount).en}, asked on {day_en(asked)}, the table “{table.id}” asks for: "
        f"{', '.join(step.name.en for step in steps)}. Approvals kept: {done} of {len(given)}.",
    )
    return told("approved", right and by_hand and in_time, words, row, *given, *shares)


def _nothing_late(file: File) -> Check:
    """A deliverable due before the day of the payment, or of its posting, was accepted by then.

    The day of an answer is kept, not its hour: accepted on the very day of the posting, nobody can tell.
    """
    day = max(file.payment.on, file.posted_on)
    rows = {one.id for one in file.signed}
    due = [one for one in file.deliverables if one.agreement_id in rows and one.due_on < day]
    answers, used = [], list[Row]()
    for one in due:
        accepted = [d for d in file.deposits if d.deliverable_id == one.id and d.accepted and d.answered_on]
        first = min(accepted, key=lambda d: (d.answered_on or day, d.id), default=None)
        used += [one, *([first] if first else [])]
        on = first.answered_on if first else None
        answers.append(
            Answer.NO if on is None or on > file.posted_on else Answer.of(None if on == file.posted_on else True)
        )
    late = answers.count(Answer.NO)
    words = Words(
        fr=f"Attendus avant le {day_fr(day)} : {len(due)}; acceptés d’ici là : {len(due) - late}.",
        en=f"Due before {day_en(day)}: {len(due)}; accepted by then: {len(due) - late}.",
    )
    held = {Answer.YES: True, Answer.NO: False, Answer.UNKNOWN: None}[all_of(answers)]
    if held is None:
        words = Words(
            fr=words.fr + " Un d’eux l’a été le jour même : l’heure n’est pas gardée.",
            en=words.en + " One of them on the very day: the hour is not kept.",
        )
    return told("nothing_late", held, words, *used)


def _owed(file: File) -> Check:
    due, paid = file.payable, file.payment
    if due is None:
        return told(
            "owed", False, Words(fr="Rien ne dit que cette somme était due.", en="Nothing says that it was owed."), paid
        )
    entries = [one for one in file.entries if one.payable_id == due.id]
    total = sum((one.amount for one in entries), ZERO)
    held = (
        due.agreement_id == paid.agreement_id
        and (due.kind == "advance") == (paid.kind == "advanced")
        and due.released_on <= paid.on
        and due.made_at <= paid.posted_at
        and total <= due.amount
    )
    words = Words(
        fr=f"{dollars(due.amount).fr} dus depuis le {day_fr(due.released_on)}; {dollars(total).fr} versés en tout, "
        "ce versement compris.",
        en=f"{dollars(due.amount).en} owed since {day_en(due.released_on)}; {dollars(total).en} paid in all, this "
        "payment included.",
    )
    return told("owed", held, words, due, *entries)


def _hands(file: File) -> Check:
    due, claim, payer = file.payable, file.claim, file.payment.posted_by
    found = [one for one in (due.made_by if due else "", claim.answered_by if claim else "") if one]
    claimed = claim.submitted_by if claim else ""
    held = bool(found) and payer not in found and claimed not in {*found, payer}
    who = ", ".join(dict.fromkeys(found)) or "?"
    words = Words(fr=f"Vérifié par {who}; versé par {payer}.", en=f"Verified by {who}; paid by {payer}.")
    if claimed:
        words = Words(fr=f"Réclamé par {claimed}. {words.fr}", en=f"Claimed by {claimed}. {words.en}")
    return told("hands", held, words, file.payment, due, claim)


def _need(file: File) -> Check:
    paid, due = file.payment, file.payable
    kinds = {one.id: one.kind for one in file.entries}
    waiting, used = ZERO, list[Row]()
    for one in file.entries:
        if one.kind == "advanced":
            waiting += one.amount
        elif one.kind in {"settled", "recovered"} and kinds.get(one.about_id or 0) == "advanced":
            waiting -= one.amount
        else:
            continue
        used.append(one)
    proven = paid.proven_need or ZERO
    proved = due is not None and due.proven_need is not None and proven <= due.proven_need
    words = Words(
        fr=f"Besoin démontré : {dollars(proven).fr} (« {paid.need} »); avances du projet à justifier, celle-ci "
        f"comprise : {dollars(waiting).fr}.",
        en=f"Need proven: {dollars(proven).en} (“{paid.need}”); the project’s advances to be justified, this one "
        f"included: {dollars(waiting).en}.",
    )
    return told("need", bool(paid.need) and proved and waiting <= proven, words, due, *used)


def _year_end(file: File) -> Check:
    need = file.payment.need
    words = Words(fr=f"Besoin écrit : « {need} ».", en=f"Need stated: “{need}”.")
    return told(
        "year_end", bool(need), words if need else Words(fr="Aucun besoin écrit.", en="No need stated."), file.payment
    )


def _balance(file: File) -> Check:
    paid = file.payment
    first = next((one for one in file.entries if one.id == paid.about_id), None)
    if first is None:
        return told("balance", False, Words(fr="L’engagement n’est pas gardé.", en="The commitment is not kept."), paid)
    after = [one for one in file.entries if one.about_id == first.id]
    corrections = [one for one in file.entries if one.corrects_id == first.id]
    followed: dict[str, Decimal] = {}
    for one in after:
        followed[one.kind] = followed.get(one.kind, ZERO) + one.amount
    left = ledger.left_of(first.amount, corrected=sum((one.amount for one in corrections), ZERO), followed=followed)
    broken = ledger.broken_limit(file.year)
    unpaid = ledger.figure(file.year, "unpaid")
    words = Words(
        fr=f"Après ce versement : {dollars(left).fr} restent de l’engagement, {dollars(unpaid).fr} engagés et non "
        "versés dans l’exercice de l’enveloppe.",
        en=f"After this payment: {dollars(left).en} left of the commitment, {dollars(unpaid).en} committed and unpaid "
        "in the envelope’s year.",
    )
    held = left >= 0 and broken is None and first.kind == "committed" and first.agreement_id == paid.agreement_id
    return told("balance", held, words, first, *corrections, *after)


def _open(file: File) -> Check:
    shut = any(one.closed_at < file.payment.posted_at for one in file.closings)
    words = Words(fr="L’exercice était ouvert.", en="The year was open.")
    if shut:
        words = Words(fr="L’exercice était clos.", en="The year was closed.")
    return told("open", not shut, words, *(file.closings or (file.payment,)))


def _promised(file: File, row: Agreement) -> list[Contribution]:
    """All that a row and those signed before it promise from the initiative, as read when it was submitted."""
    asked = [one.asked_at for one in file.approvals if one.agreement_id == row.id and one.turn == row.turn]
    day = min(asked, default=None)
    before = {
        one.id
        for one in file.agreements
        if one.id == row.id
        or (day is not None and any(s.recorded_at <= day for s in file.signatures if s.agreement_id == one.id))
    }
    return [one for one in file.contributions if one.own and one.agreement_id in before]


def _named(row: Agreement) -> Words:
    return (
        Words(fr=f"Avenant {row.number}", en=f"Amendment {row.number}")
        if row.number
        else Words(fr="Entente", en="Agreement")
    )


def _rank(one: Approval) -> int:
    return one.rank
