"""How an agreement is locked: without its key, which every posting holds for an instant when it commits."""

from virage.stages.agreements.models import Agreement


def lock(agreement_id: int) -> Agreement:
    """The row, with its project and initiative, until the transaction ends."""
    rows = Agreement.objects.for_operation().select_for_update(no_key=True, of=("self",))
    return rows.select_related("project__initiative").get(pk=agreement_id)
