"""What was typed in sheets, destroyed when its time is over."""

from datetime import datetime

from virage.base.retention import purges
from virage.stages.exchange.models import Export, Import, ImportLine
from virage.stages.exchange.states import ImportState


@purges("imports")
def purge_imports(before: datetime) -> int:
    """Sheets that were only read go whole; of the others, what was typed goes and which file came of it stays."""
    read = Import.objects.for_operation().filter(at__lt=before, state=ImportState.READ)
    lines = ImportLine.objects.for_operation().filter(sheet__at__lt=before).exclude(cells=[])
    emptied = lines.update(cells=[], values={}, problems=[], mark="")
    return emptied + read.delete()[0]


@purges("exports")
def purge_exports(before: datetime) -> int:
    """Lists prepared to be fetched, file and filters alike; the trail keeps that they left."""
    return Export.objects.for_operation().filter(at__lt=before).delete()[0]
