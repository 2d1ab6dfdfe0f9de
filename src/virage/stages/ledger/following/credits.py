"""Where the money came from: announced, voted, authorised."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from virage.core.periods import fiscal_year_name
from virage.stages.ledger.following.links import Act, Link, Rows, act_of
from virage.stages.ledger.states import EntryKind

ANNOUNCING = (EntryKind.ANNOUNCED, EntryKind.REANNOUNCED)
CREDITING = (
    EntryKind.VOTED,
    EntryKind.SENT,
    EntryKind.RECEIVED,
    EntryKind.CARRIED_OUT,
    EntryKind.CARRIED_IN,
    EntryKind.LAPSED,
)


def announced(rows: Rows) -> Link:
    """What was said of the envelope, then of the agreement."""
    first = rows.agreements[0]
    wanted = {envelope for envelope, _year in rows.years}
    acts = [act_of(each) for each in rows.entries if each.kind in ANNOUNCING and each.envelope_id in wanted]
    missing = [] if acts else [_("Aucune annonce de l’enveloppe n’est inscrite.")]
    if first.announced_on:
        told = (("agreement", str(first.pk), verb, "") for verb in ("agreement.announced", "agreement.drafted"))
        subject = next(
            (one for one in told if one in rows.lines), ("agreement", str(first.pk), "agreement.drafted", "")
        )
        acts.append(Act(what=_("annonce de l’entente"), on=first.announced_on, subject=subject))
    else:
        missing.append(_("L’entente n’est pas annoncée : le public ne la voit pas."))
    return Link(id="annonce", title=_("Annonce"), acts=tuple(acts), missing=tuple(missing))


def voted(rows: Rows) -> Link:
    """Credits of the years in which it was committed, and what moved them."""
    acts = _of_years(rows, CREDITING)
    lacking = _years_without(rows, EntryKind.VOTED)
    missing = tuple(_("%(year)s : aucuns crédits votés inscrits.") % {"year": year} for year in lacking)
    return Link(id="vote", title=_("Crédits votés"), acts=acts, missing=missing)


def authorised(rows: Rows) -> Link:
    """What allowed the envelope to be spent in those years."""
    lacking = _years_without(rows, EntryKind.AUTHORISED)
    missing = tuple(_("%(year)s : aucune autorisation inscrite.") % {"year": year} for year in lacking)
    acts = _of_years(rows, (EntryKind.AUTHORISED,))
    return Link(id="autorisation", title=_("Autorisation"), acts=acts, missing=missing)


def _of_years(rows: Rows, kinds: Iterable[str]) -> tuple[Act, ...]:
    wanted, years = set(kinds), rows.years
    found = (each for each in rows.entries if each.kind in wanted and (each.envelope_id, each.fiscal_year) in years)
    return tuple(map(act_of, found))


def _years_without(rows: Rows, kind: EntryKind) -> list[str]:
    held = {(each.envelope_id, each.fiscal_year) for each in rows.entries if each.kind == kind}
    return sorted(fiscal_year_name(year) for _envelope, year in rows.years - held)
