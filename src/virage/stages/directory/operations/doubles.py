"""The queue of pairs: linkage proposes, a person decides."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Viewer
from virage.core.linkage import Pair
from virage.stages.directory.models import Enterprise, LinkPair
from virage.stages.directory.operations.merging import AlreadyOne, merge_enterprises
from virage.stages.directory.policies import can_decide, can_load_register
from virage.stages.directory.states import PairState

OPEN = (PairState.WAITING, PairState.LATER)


class UnknownPair(Forbidden):
    """No such pair, or not this viewer's."""

    sentence = _("Cette paire n’existe plus, ou n’est pas de votre ressort.")


class AlreadyDecided(Refusal):
    """Someone was quicker."""

    sentence = _("Quelqu’un a déjà décidé de cette paire.")


@operation
def decide_pair(viewer: Viewer, *, pair_id: int, same: bool) -> None:
    """« Même entreprise » or « Entreprises différentes ». The same: the records are merged, or the NEQ is given.

    Different is remembered: the pair is not proposed again.
    """
    pair = _open_pair(viewer, pair_id)
    pair.state = PairState.SAME if same else PairState.DIFFERENT
    pair.decided_at, pair.decided_by = timezone.now(), viewer.by
    pair.save()
    if same and pair.right_id:
        _unite(viewer, pair.left_id, pair.right_id)
    elif same:
        _give_neq(viewer, pair.left_id, pair.neq)
    record(viewer, "pair.decided", kind="enterprise", id=pair.left_id, pair=pair.pk, same=same)


@operation
def postpone_pair(viewer: Viewer, *, pair_id: int) -> None:
    """« Plus tard » : the pair goes behind those that nobody has looked at."""
    pair = _open_pair(viewer, pair_id)
    pair.state, pair.later_at = PairState.LATER, timezone.now()
    pair.save()
    record(viewer, "pair.postponed", kind="enterprise", id=pair.left_id, pair=pair.pk)


def _open_pair(viewer: Viewer, pair_id: int) -> LinkPair:
    pair = LinkPair.objects.for_operation().select_for_update().filter(pk=pair_id).first()
    if pair is None or not can_decide(viewer, pair):
        raise UnknownPair
    if pair.state not in OPEN:
        raise AlreadyDecided
    return pair


def _unite(viewer: Viewer, left: int, right: int) -> None:
    """The record with a NEQ speaks for the other; else the older one."""
    rows = Enterprise.objects.for_operation().filter(pk__in=[left, right])
    kept, absorbed = sorted(rows, key=lambda row: (row.neq is None, row.started_at, row.pk))
    try:
        merge_enterprises(viewer, kept_id=kept.pk, absorbed_id=absorbed.pk, reason="pair")
    except AlreadyOne:  # united since, through a third record
        return


def _give_neq(viewer: Viewer, enterprise_id: int, neq: str) -> None:
    holder = Enterprise.objects.for_operation().filter(neq=neq).values_list("pk", flat=True).first()
    if holder is not None:
        _unite(viewer, enterprise_id, holder)
    else:
        Enterprise.objects.for_operation().filter(pk=enterprise_id).update(neq=neq)


@operation
def keep_pairs(viewer: Viewer, *, pairs: Iterable[Pair]) -> int:
    """Make the queue what linkage found: how many pairs are new.

    A pair still open takes its new score, or leaves the queue when it is not found again; a decided one is left alone,
    and so is a number that two records claim.
    """
    if not can_load_register(viewer):
        raise UnknownPair
    found = {_ends(pair): pair for pair in pairs}
    known = {
        (row.left_id, row.right_id, row.neq): row
        for row in LinkPair.objects.for_operation().filter(left__in={left for left, _right, _neq in found})
    }
    now = timezone.now()
    fresh = [
        LinkPair(
            left_id=ends[0],
            right_id=ends[1],
            neq=ends[2],
            probability=_rounded(pair),
            levels=dict(pair.levels),
            found_at=now,
        )
        for ends, pair in found.items()
        if ends not in known
    ]
    LinkPair.objects.bulk_create(fresh, batch_size=1000)
    open_still = [row for ends, row in known.items() if ends in found and row.state in OPEN]
    for row in open_still:
        pair = found[row.left_id, row.right_id, row.neq]
        row.probability, row.levels = _rounded(pair), dict(pair.levels)
    LinkPair.objects.bulk_update(open_still, ["probability", "levels"], batch_size=1000)
    gone = LinkPair.objects.for_operation().filter(state__in=OPEN).exclude(levels__in=[{"neq": 0}, {"bn": 0}])
    gone.exclude(pk__in=[row.pk for row in (*fresh, *open_still)]).delete()
    record(viewer, "pairs.found", kind="directory", id="queue", new=len(fresh))
    return len(fresh)


def propose_same_number(viewer: Viewer, one: int, other: int, scheme: str) -> None:
    """Two records claim one number: what is rare enough to be certain, and still decided by a person."""
    left, right = sorted((one, other))
    LinkPair.objects.for_operation().get_or_create(
        left_id=left,
        right_id=right,
        neq="",
        defaults={"probability": Decimal(1), "levels": {scheme: 0}, "found_at": timezone.now()},
    )
    record(viewer, "pair.proposed", kind="enterprise", id=left, other=right, scheme=scheme)


def _ends(pair: Pair) -> tuple[int, int | None, str]:
    """Enterprises are « e12 », lines of the register « r1140030355#7 » (``linkage.records``)."""
    if pair.right.startswith("r"):
        return int(pair.left[1:]), None, pair.right[1:].partition("#")[0]
    left, right = sorted((int(pair.left[1:]), int(pair.right[1:])))
    return left, right, ""


def _rounded(pair: Pair) -> Decimal:
    return round(Decimal(pair.probability), 4)
