"""« Même entreprise » : one record speaks for another; and the way back."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Viewer
from virage.stages.directory.models import Enterprise, LinkPair, Merge
from virage.stages.directory.policies import can_merge
from virage.stages.directory.states import MergeSource, PairState


class NotToMerge(Forbidden):
    """Not this viewer's to decide."""

    sentence = _("Cette décision n’est pas de votre ressort.")


class AlreadyOne(Refusal):
    """Nothing to do."""

    sentence = _("Ces deux fiches sont déjà réunies.")


class WorldsApart(Refusal):
    """Real and invented never touch."""

    sentence = _("Une fiche réelle et une fiche fictive ne se réunissent pas.")


class AlreadyUndone(Refusal):
    """Someone was quicker."""

    sentence = _("Ces deux fiches sont déjà séparées.")


@operation
def merge_enterprises(
    viewer: Viewer, *, kept_id: int, absorbed_id: int, reason: str, source: MergeSource = MergeSource.PERSON
) -> int:
    """Say that two records are one enterprise; gives the number of the merge.

    Nothing that hangs on either moves, and no right widens: whoever held a key or a grant on one still sees that one.
    Each record stands for all those it already speaks for.
    """
    kept, absorbed = locked_roots(kept_id, absorbed_id)
    if not can_merge(viewer, kept, absorbed):
        raise NotToMerge
    if kept == absorbed:
        raise AlreadyOne
    if kept.fictitious != absorbed.fictitious:
        raise WorldsApart
    merge = Merge.objects.create(
        absorbed=absorbed, kept=kept, source=source, reason=reason, at=timezone.now(), by=viewer.by
    )
    record(
        viewer,
        "enterprise.merged",
        kind="enterprise",
        id=kept.pk,
        reason=reason,
        absorbed=absorbed.pk,
        merge=merge.pk,
        source=source.value,
    )
    return merge.pk


@operation
def undo_merge(viewer: Viewer, *, merge_id: int) -> int:
    """Make two records of one again, as each stands: what was done meanwhile stays where it was done.

    Gives the number of the record that spoke for the other. The pair they were, if any, waits to be decided again.
    """
    merge = Merge.objects.for_operation().select_for_update(of=("self",)).filter(pk=merge_id).first()
    if merge is None or not can_merge(viewer, merge.kept, merge.absorbed):
        raise NotToMerge
    if merge.undone_at is not None:
        raise AlreadyUndone
    list(Enterprise.objects.for_operation().select_for_update().filter(pk__in=[merge.kept_id, merge.absorbed_id]))
    merge.undone_at, merge.undone_by = timezone.now(), viewer.by
    merge.save()
    ends = [merge.kept_id, merge.absorbed_id]
    LinkPair.objects.for_operation().filter(state=PairState.SAME, left__in=ends, right__in=ends).update(
        state=PairState.WAITING, decided_at=None, decided_by=""
    )
    record(
        viewer, "enterprise.unmerged", kind="enterprise", id=merge.kept_id, absorbed=merge.absorbed_id, merge=merge.pk
    )
    return merge.kept_id


def locked_roots(*ids: int) -> list[Enterprise]:
    """The records that speak for these today, locked in the order of their numbers, given in the order asked."""
    rows = Enterprise.objects.for_operation().filter(pk__in=ids)
    speaking = {row.pk: row.canonical_id or row.pk for row in rows}
    if len(speaking) < len(set(ids)):
        raise NotToMerge
    list(
        Enterprise.objects.for_operation().select_for_update().filter(pk__in={*ids, *speaking.values()}).order_by("pk")
    )
    now = dict(rows.values_list("pk", "canonical_id"))
    held = Enterprise.objects.for_operation().in_bulk([now[pk] or pk for pk in ids])
    return [held[now[pk] or pk] for pk in ids]
