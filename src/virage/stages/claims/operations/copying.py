"""A copy of the ledger, and of all that its payments rest on, for the auditor: ``virage recheck`` reads it alone."""

import csv
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.core import kept
from virage.core.ledger_copy import BALANCES, MANIFEST, manifest
from virage.stages.claims.models import Claim, ClaimLine, SignalAnswer
from virage.stages.claims.queries.signals import signals_of
from virage.stages.claims.rows import TABLES, told
from virage.stages.claims.states import ClaimState
from virage.stages.ledger.models import Balance
from virage.stages.ledger.states import EntryKind

NAMED = ("envelope_id", "fiscal_year", *(kind.value for kind in EntryKind))


@operation
def copy_ledger(viewer: Viewer) -> bytes:
    """Every row that the auditor sees, as a ZIP; people are keys. About one query a file.

    What a promoter still writes is not in it. The trail keeps the digest of the manifest.
    """
    if not viewer.has(Role.AUDITOR):
        raise Forbidden
    files = {name: _signals(viewer) if kind is kept.Signal else _of(viewer, kind) for name, kind in kept.FILES.items()}
    balances = Balance.objects.visible_to(viewer).order_by("pk")
    files[BALANCES] = _csv(NAMED, balances.values_list(*NAMED).iterator(chunk_size=2000))
    said = manifest(files)
    body = BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as made:
        for name, content in {**files, MANIFEST: said}.items():
            made.writestr(name, content)
    record(viewer, "ledger.copied", kind="ledger", id="all", manifest=sha256(said).hexdigest())
    return body.getvalue()


def _of(viewer: Viewer, kind: type[kept.Row]) -> bytes:
    model: Any = TABLES[kind]
    rows = model.objects.visible_to(viewer)
    if model is Claim:
        rows = rows.exclude(state=ClaimState.DRAFT)
    elif model in {ClaimLine, SignalAnswer}:
        rows = rows.exclude(**{f"{'line__' if model is SignalAnswer else ''}claim__state": ClaimState.DRAFT})
    columns = {f"as_{name}": said for name, said in told(kind).items()}
    return _csv(kept.columns(kind), rows.order_by("pk").values_list(*columns.values()).iterator(chunk_size=2000))


def _signals(viewer: Viewer) -> bytes:
    """As worked out today; answers stand in a file of their own."""
    lines = ClaimLine.objects.visible_to(viewer).exclude(claim__state=ClaimState.DRAFT)
    seen = signals_of(list(lines.select_related("claim__agreement__promoter")), language=viewer.language)
    rows = [(line, one.kind.value, one.reason) for line, found in sorted(seen.items()) for one in found]
    return _csv(kept.columns(kept.Signal), ((rank, *row) for rank, row in enumerate(rows, 1)))


def _csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(columns)
    lines.writerows(rows)
    return text.getvalue().encode()
