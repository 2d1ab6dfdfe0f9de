"""Why the money was owed, checked again: the condition of a tranche, or the lines of a claim and their arithmetic."""

from collections.abc import Iterator
from decimal import Decimal

from virage.core.claims import Terms, cents, objections
from virage.core.formats import dollars
from virage.core.kept import Claim, ClaimLine, ClaimTerms, Tranche
from virage.core.replay import Check, File, checks_of_agreement, checks_of_money, told
from virage.core.spans import day_en, day_fr
from virage.core.words import Words

ZERO = Decimal(0)


def replay(file: File) -> tuple[Check, ...]:
    """Every check of a payment, in the order in which money goes: promised, returned, owed, why, paid."""
    return (*checks_of_agreement(file), *checks_of_origin(file), *checks_of_money(file))


def checks_of_origin(file: File) -> Iterator[Check]:
    """The condition of the tranche; or the lines, the sums and the invoices of the claim."""
    due = file.payable
    if due is None:
        return
    if due.kind != "claim":
        yield _condition(file, next((one for one in file.tranches if one.id == due.tranche_id), None))
    elif file.claim is None or file.terms is None:
        words = Words(fr="La réclamation n’est pas gardée.", en="The claim is not kept.")
        yield told("lines", None, words, due)
    else:
        yield _lines(file, file.claim, file.terms)
        yield _sums(file, file.claim, file.terms)
        yield _once(file)


def _condition(file: File, part: Tranche | None) -> Check:
    """A day is compared; a condition in words, and what was said to meet it, are shown: a text is not replayed."""
    due = file.payable
    if part is None or due is None:
        return told("condition", False, Words(fr="La tranche n’est pas gardée.", en="The tranche is not kept."), due)
    root = {one.id: one for one in file.signed}
    if part.agreement_id not in root or part.amount != due.amount or part.advance != (due.kind == "advance"):
        words = Words(
            fr=f"La tranche signée est de {dollars(part.amount).fr}; {dollars(due.amount).fr} trouvés dus.",
            en=f"The tranche signed is {dollars(part.amount).en}; {dollars(due.amount).en} found owed.",
        )
        return told("condition", False, words, part, due)
    late = part.due_on is not None and due.released_on < part.due_on
    if part.due_on is not None:
        words = Words(
            fr=f"Due le {day_fr(part.due_on)}, constatée le {day_fr(due.released_on)} sur « {due.evidence} ».",
            en=f"Due on {day_en(part.due_on)}, found so on {day_en(due.released_on)} on “{due.evidence}”.",
        )
    if part.condition:
        words = Words(
            fr=f"Condition écrite : « {part.condition} ». {due.made_by} l’a dite remplie le {day_fr(due.released_on)}, "
            f"sur « {due.evidence} ». Un texte ne se rejoue pas : lisez la pièce.",
            en=f"Condition in words: “{part.condition}”. {due.made_by} said it was met on {day_en(due.released_on)}, "
            f"on “{due.evidence}”. A text is not replayed: read the evidence.",
        )
    return told("condition", False if late else None if part.condition else True, words, part, due)


def _lines(file: File, claim: Claim, terms: ClaimTerms) -> Check:
    """Each invoice decided, with its evidence, within the terms written before; by someone who did not claim it."""
    root = next((one for one in file.agreements if not one.number), None)
    if root is None:
        return told("lines", None, Words(fr="L’entente n’est pas gardée.", en="The agreement is not kept."), claim)
    rules = Terms(categories=terms.categories.split(), begins_on=root.begins_on, ends_on=root.ends_on)
    wrong = [
        one
        for one in file.lines
        if one.accepted is None
        or one.accepted > one.amount
        or (one.accepted and (one.content is None or objections(category=one.category, on=one.on, terms=rules)))
        or (one.accepted < one.amount and not one.why)
    ]
    written = claim.submitted_at is not None and terms.written_at <= claim.submitted_at
    on = claim.answered_at.astimezone(file.zone).date() if claim.answered_at else None
    when = Words(fr=f" le {day_fr(on)}", en=f" on {day_en(on)}") if on else Words(fr="", en="")
    who = claim.answered_by or "?"
    words = Words(
        fr=f"Lignes vérifiées par {who}{when.fr} : {len(file.lines)}. Hors des termes, sans pièce ou sans raison : "
        f"{len(wrong)}.",
        en=f"Lines verified by {who}{when.en}: {len(file.lines)}. Outside the terms, without evidence or without a "
        f"reason: {len(wrong)}.",
    )
    held = bool(file.lines) and not wrong and written and claim.state == "verified"
    return told("lines", held, words, claim, terms, *file.lines)


def _sums(file: File, claim: Claim, terms: ClaimTerms) -> Check:
    """Accepted, share, justified, held and payable follow from the lines, to the cent."""
    due = file.payable
    accepted = sum((one.accepted or ZERO for one in file.lines), ZERO)
    share, justifies, held = cents(accepted * terms.rate), claim.justifies or ZERO, claim.held or ZERO
    rest = share - justifies - held
    owed = held if due is not None and due.id == claim.released_id else rest
    right = (
        (claim.accepted, claim.share) == (accepted, share)
        and justifies <= share
        and held == cents((share - justifies) * terms.holdback)
        and due is not None
        and owed == due.amount
    )
    words = Words(
        fr=f"{dollars(accepted).fr} acceptés; part de l’entente : {dollars(share).fr}, dont {dollars(justifies).fr} "
        f"d’avances justifiées et {dollars(held).fr} retenus; restent {dollars(rest).fr}.",
        en=f"{dollars(accepted).en} accepted; the agreement’s share: {dollars(share).en}, of which "
        f"{dollars(justifies).en} of advances justified and {dollars(held).en} held back; {dollars(rest).en} left.",
    )
    return told("sums", right, words, claim, terms, due)


def _once(file: File) -> Check:
    mine = {(one.supplier_key, one.number_key): one for one in file.lines if one.accepted}
    again: list[ClaimLine] = [
        one for one in file.twins if (one.supplier_key, one.number_key) in mine and one.accepted != ZERO
    ]
    repeated = len(mine) < sum(1 for one in file.lines if one.accepted)
    words = Words(
        fr=f"Factures acceptées, cherchées dans toutes les réclamations : {len(mine)}; réclamées ailleurs : "
        f"{len(again)}.",
        en=f"Invoices accepted, looked for in all claims: {len(mine)}; claimed elsewhere: {len(again)}.",
    )
    return told("once", not again and not repeated, words, *mine.values(), *again)
