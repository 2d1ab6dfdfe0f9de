"""One dollar followed: what each link of the chain holds, and what it lacks, from rows already read."""

from dataclasses import replace

from django.utils.translation import ngettext

from virage.stages.ledger.following.credits import ANNOUNCING, CREDITING, announced, authorised, voted
from virage.stages.ledger.following.links import Act, Link, Rows, Subject
from virage.stages.ledger.following.payments import owed, paid, proved
from virage.stages.ledger.following.promises import agreed, committed
from virage.stages.ledger.following.proposals import proposed

__all__ = ["ANNOUNCING", "CREDITING", "Act", "Link", "Rows", "Subject", "links_of"]


def links_of(rows: Rows) -> tuple[Link, ...]:
    """Every link, from the announcement to the evidence; each act with its line in the trail."""
    money = (announced(rows), voted(rows), authorised(rows))
    built = (*money, proposed(rows), agreed(rows), committed(rows), owed(rows), paid(rows))
    return tuple(_traced(rows, link) for link in (*built, proved(rows)))


def _traced(rows: Rows, link: Link) -> Link:
    acts = tuple(replace(act, line=rows.lines.get(act.subject)) for act in link.acts)
    silent = sum(act.line is None for act in acts)
    said = ngettext(
        "%(n)s acte n’a pas sa ligne au journal.", "%(n)s actes n’ont pas leur ligne au journal.", silent
    ) % {"n": silent}
    return replace(link, acts=acts, missing=(*link.missing, said) if silent else link.missing)
