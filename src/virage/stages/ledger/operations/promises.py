"""Keep what an initiative promised in public, with its deadline. Nobody writes what became of it."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.ledger.models import Entry, Promise
from virage.stages.ledger.operations.refusals import in_words
from virage.stages.ledger.operations.writing import check
from virage.stages.ledger.states import EntryKind, Measure
from virage.stages.programme.models import Initiative


class NotAnnounced(Refusal):
    """Money is promised of an announcement of the same initiative, and no more than it said."""

    sentence = _("Une somme promise vient d’une annonce de la même initiative, et ne la dépasse pas.")
    field = "value"


@operation
def make_promise(
    viewer: Viewer,
    *,
    initiative_id: int,
    name: tuple[str, str],
    speaker: str,
    source: str,
    announced_on: date,
    due_on: date,
    measure: Measure,
    value: Decimal,
    indicator: str = "",
    announcement_id: int | None = None,
) -> int:
    """Keep a promise; ``name`` in French then English. Rights: the finances of its ministry. Returns its number.

    ``value`` in dollars of what was announced (``announcement_id``), or a number of agreements or of enterprises.
    """
    initiative = Initiative.objects.get(pk=initiative_id)
    check(viewer, initiative.ministry_id)
    if announcement_id is not None and value > _announced(initiative_id, announcement_id):
        raise NotAnnounced
    with in_words():
        promise = Promise.objects.create(
            initiative=initiative,
            name=name[0],
            name_en=name[1],
            speaker=speaker,
            source=source,
            announced_on=announced_on,
            due_on=due_on,
            measure=measure,
            indicator=indicator,
            value=value,
            announcement_id=announcement_id,
        )
    record(viewer, "promise.made", kind="promise", id=promise.pk, organisation_id=initiative.ministry_id)
    return promise.pk


def _announced(initiative_id: int, number: int) -> Decimal:
    """What an announcement says, less what corrected it; nothing when it is not of this initiative."""
    said = Entry.objects.for_operation().filter(kind=EntryKind.ANNOUNCED, envelope__initiative_id=initiative_id)
    parts = said.filter(pk=number), said.filter(corrects=number)
    return sum((rows.aggregate(sum=Sum("amount"))["sum"] or Decimal(0) for rows in parts), Decimal(0))
