"""Where the agreement came from: the proposal, what its readers concluded, what was decided."""

from django.utils.translation import gettext as _

from virage.stages.ledger.following.links import Act, Link, Rows


def proposed(rows: Rows) -> Link:
    """The proposal as it was submitted, and the decision; nothing for an agreement that came otherwise."""
    one, named = rows.proposal, _("Proposition")
    if one is None:
        return Link(id="proposition", title=named, acts=())
    key, decision = ("proposal", str(one.pk)), one.decision
    acts = [
        Act(
            what=_("proposition déposée – %(title)s") % {"title": one.title},
            on=rows.local(one.submitted_at),
            at=one.submitted_at,
            by=one.submitted_by,
            amount=one.asked,
            proof=one.call.title,
            subject=(*key, "proposal.submitted", ""),
        ),
        Act(
            what=_("décision : retenue"),
            on=rows.local(decision.at),
            at=decision.at,
            by=decision.by,
            amount=decision.amount,
            proof=" – ".join(filter(None, (decision.reason, decision.departure))),
            subject=(*key, "proposal.decided", ""),
        ),
    ]
    unscored = one.unscored
    missing = (_("Un critère de l’appel n’a pas sa note discutée."),) if unscored else ()
    return Link(id="proposition", title=named, acts=tuple(acts), missing=missing, amount=decision.amount)
