"""Open an envelope; close one of its years."""

from django.db import transaction
from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.ledger.models import Closing, Envelope
from virage.stages.ledger.operations.refusals import PhaseOfAnother, in_words
from virage.stages.ledger.operations.writing import check, lock_envelopes
from virage.stages.programme.models import Initiative


@operation
def open_envelope(
    viewer: Viewer, *, initiative_id: int, name: str, funder_id: int | None = None, phase_id: int | None = None
) -> int:
    """Open an envelope of an initiative, held by its ministry or by another that funds it. Returns its number.

    ``phase_id``: a phase of the same initiative, or none.
    """
    initiative = Initiative.objects.get(pk=initiative_id)
    funder = initiative.ministry_id if funder_id is None else funder_id
    check(viewer, funder)
    if phase_id is not None and not initiative.phases.filter(pk=phase_id).exists():
        raise PhaseOfAnother
    envelope = Envelope.objects.create(initiative=initiative, funder_id=funder, name=name, phase_id=phase_id)
    record(viewer, "envelope.opened", kind="envelope", id=envelope.pk, organisation_id=funder)
    return envelope.pk


@operation
def close_year(viewer: Viewer, *, envelope_id: int, year: int, evidence: str) -> None:
    """Close a fiscal year of an envelope, once every dollar of it is paid, lapsed or carried over. For good."""
    envelope = lock_envelopes(viewer, (envelope_id,))[envelope_id]
    with in_words(), transaction.atomic():
        Closing.objects.create(
            envelope=envelope, fiscal_year=year, evidence=evidence, closed_at=timezone.now(), closed_by=viewer.by
        )
    record(
        viewer, "envelope.year_closed", kind="envelope", id=envelope.pk, organisation_id=envelope.funder_id, year=year
    )
