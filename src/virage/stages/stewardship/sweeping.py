"""What an enterprise leaves where the database does not follow it; the rest goes with its row, by foreign keys."""

from collections.abc import Collection

from virage.stages.accounts.models import PrivateLink
from virage.stages.awareness.models import Lead, Registration
from virage.stages.casefiles.operations import forget_digests
from virage.stages.directory.models import Enterprise
from virage.stages.exchange.models import Export, ImportLine
from virage.stages.exchange.states import ExportState, ImportState
from virage.stages.messages.operations import hold_addresses


def sweep(enterprises: Collection[int]) -> None:
    """Before enterprises are destroyed: their private links go, and what was typed of them in imported sheets.

    Long lists already written are written again without them; digests of next moves that name them go.
    """
    if not enterprises:
        return
    keys = Enterprise.objects.for_operation().filter(pk__in=enterprises).values_list("key")
    places = Registration.objects.for_operation().filter(enterprise__in=enterprises).values_list("key")
    met = Lead.objects.for_operation().filter(request__enterprise__in=enterprises).values_list("key")
    PrivateLink.objects.filter(subject__in=keys.union(places, met)).delete()
    lines = ImportLine.objects.for_operation().filter(enterprise__in=enterprises)
    lines.filter(sheet__state=ImportState.READ).delete()
    lines.update(cells=[], values={}, problems=[], mark="")
    Export.objects.for_operation().filter(state=ExportState.READY).update(
        state=ExportState.WAITING, content=None, ready_at=None, attempts=0
    )
    hold_addresses(enterprises)
    forget_digests(enterprises)
