"""A copy of the ledger for the auditor: CSV files and the digest of each, which ``virage recheck`` reads alone."""

import csv
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.core.ledger_copy import BALANCES, ENTRIES, MANIFEST, manifest
from virage.stages.agreements.models import Agreement, Approval, Contribution, Payable
from virage.stages.ledger.models import Balance, Entry
from virage.stages.ledger.states import EntryKind

COLUMNS: dict[str, tuple[Any, dict[str, str]]] = {
    ENTRIES: (
        Entry,
        {
            "id": "id", "envelope": "envelope_id", "fiscal_year": "fiscal_year", "kind": "kind", "amount": "amount",
            "on": "on", "agreement": "agreement_id", "payable": "payable_id", "about": "about_id",
            "corrects": "corrects_id", "counterparty": "counterparty", "evidence": "evidence", "need": "need",
            "proven_need": "proven_need", "posted_at": "posted_at", "posted_by": "posted_by",
        },
    ),
    BALANCES: (
        Balance,
        {"envelope": "envelope_id", "fiscal_year": "fiscal_year"} | {kind.value: kind.value for kind in EntryKind},
    ),
    "agreements.csv": (
        Agreement,
        {name: name for name in ("id", "reference", "number", "amends_id", "project_id", "promoter_id", "route")}
        | {name: name for name in ("authorisation", "state", "begins_on", "ends_on", "signed_on", "announced_on")},
    ),
    "contributions.csv": (
        Contribution,
        {name: name for name in ("id", "agreement_id", "kind", "nature", "amount", "own")},
    ),
    "payables.csv": (
        Payable,
        {name: name for name in ("id", "agreement_id", "kind", "amount", "tranche_id", "reference", "evidence")}
        | {name: name for name in ("need", "proven_need", "released_on", "made_at", "made_by")},
    ),
    "approvals.csv": (
        Approval,
        {name: name for name in ("id", "agreement_id", "turn", "rank", "table", "step", "asked_by", "asked_at")}
        | {name: name for name in ("given_on", "given_by", "given_at", "act")},
    ),
}  # fmt: skip


@operation
def copy_ledger(viewer: Viewer) -> bytes:
    """Every row that the auditor sees, as a ZIP; people are keys. One query a file."""
    if not viewer.has(Role.AUDITOR):
        raise Forbidden
    files = {name: _csv(model.objects.visible_to(viewer), columns) for name, (model, columns) in COLUMNS.items()}
    body = BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as kept:
        for name, content in {**files, MANIFEST: manifest(files)}.items():
            kept.writestr(name, content)
    record(viewer, "ledger.copied", kind="ledger", id="all")
    return body.getvalue()


def _csv(rows: Any, columns: dict[str, str]) -> bytes:
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(columns)
    lines.writerows(rows.order_by("pk").values_list(*columns.values()).iterator(chunk_size=2000))
    return text.getvalue().encode()
