"""Check a copy of the ledger on its own: the digest of each file, then every balance and limit from its entries.

A copy is files by name: CSV with a first line of names, and ``manifest.json``, which gives the SHA-256 of each.
"""

import csv
import json
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256

from virage.core.ledger import broken_limit

MANIFEST, ENTRIES, BALANCES = "manifest.json", "entries.csv", "balances.csv"
ZERO = Decimal(0)


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Say the SHA-256 of each file.

    >>> recheck({"manifest.json": manifest({}), "more.csv": b""})
    ('more.csv: not in the manifest', 'entries.csv: missing', 'balances.csv: missing')
    """
    digests = {name: sha256(body).hexdigest() for name, body in sorted(files.items())}
    return json.dumps({"sha256": digests}, indent=1).encode()


def recheck(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Name what does not hold in a copy; nothing when it matches."""
    told: Mapping[str, str] = json.loads(files[MANIFEST])["sha256"] if MANIFEST in files else {}
    given = {name: sha256(body).hexdigest() for name, body in files.items() if name != MANIFEST}
    faults = [f"{name}: not in the manifest" for name in sorted(given.keys() - told.keys())]
    faults += [f"{name}: missing" for name in dict.fromkeys((*sorted(told), ENTRIES, BALANCES)) if name not in given]
    faults += [f"{name}: changed" for name in sorted(given.keys() & told.keys()) if given[name] != told[name]]
    if ENTRIES in given and BALANCES in given:
        faults += _sums(files[ENTRIES], files[BALANCES])
    return tuple(faults)


def _sums(entries: bytes, balances: bytes) -> list[str]:
    posted: dict[tuple[str, str], dict[str, Decimal]] = {}
    for row in _rows(entries):
        sums = posted.setdefault((row["envelope"], row["fiscal_year"]), {})
        sums[row["kind"]] = sums.get(row["kind"], ZERO) + Decimal(row["amount"])
    shown = {(row.pop("envelope"), row.pop("fiscal_year")): row for row in _rows(balances)}
    faults = []
    for place in sorted(posted.keys() | shown.keys()):
        kinds = {kind: Decimal(amount) for kind, amount in shown.get(place, {}).items()}
        mine, where = posted.get(place, {}), "/".join(place)
        faults += [
            f"{where} {kind}: {kinds.get(kind, ZERO)}, entries say {mine.get(kind, ZERO)}"
            for kind in sorted(kinds.keys() | mine.keys())
            if kinds.get(kind, ZERO) != mine.get(kind, ZERO)
        ]
        if limit := broken_limit(mine):
            faults.append(f"{where}: {limit}")
    return faults


def _rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(body.decode().splitlines()))
