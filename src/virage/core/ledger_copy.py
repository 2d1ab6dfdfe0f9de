"""Check a copy of the ledger on its own: digests, balances and limits, and each payment against what it rests on.

A copy is files by name: CSV with a first line of names, and ``manifest.json``, which gives the SHA-256 of each.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from decimal import Decimal
from hashlib import sha256

from virage.core import kept
from virage.core.answers import Answer
from virage.core.approvals import ThresholdTable
from virage.core.kept_books import Books, told_in
from virage.core.ledger import broken_limit
from virage.core.replay_origin import replay

MANIFEST, ENTRIES, BALANCES = "manifest.json", "entries.csv", "balances.csv"
ZERO = Decimal(0)


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Say the SHA-256 of each file.

    >>> recheck({"manifest.json": manifest({}), "more.csv": b""}).faults[:2]
    ('more.csv: not in the manifest', 'balances.csv: missing')
    """
    digests = {name: sha256(body).hexdigest() for name, body in sorted(files.items())}
    return json.dumps({"sha256": digests}, indent=1).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecked:
    """What does not hold in a copy; payments checked again; checks that nobody can make again; its digest.

    ``digest`` is the SHA-256 of the manifest: the trail of the installation keeps the same, of each copy taken.
    """

    faults: tuple[str, ...]
    payments: int = 0
    unknown: int = 0
    digest: str = ""


def recheck(files: Mapping[str, bytes], *, tables: Sequence[ThresholdTable] = (), zone: tzinfo = UTC) -> Rechecked:
    """Check a copy: digests, balances, what each row names, invoices, analyses, aids, each check of each payment.

    Args:
        files: by name.
        tables: the thresholds of approval, as a pack gives them; without them, approvals are not checked again.
        zone: where the days of the programme begin.
    """
    told: Mapping[str, str] = json.loads(files[MANIFEST])["sha256"] if MANIFEST in files else {}
    given = {name: sha256(body).hexdigest() for name, body in files.items() if name != MANIFEST}
    faults = [f"{name}: not in the manifest" for name in sorted(given.keys() - told.keys())]
    wanted = dict.fromkeys((*sorted(told), BALANCES, *kept.FILES))
    faults += [f"{name}: missing" for name in wanted if name not in given]
    faults += [f"{name}: changed" for name in sorted(given.keys() & told.keys()) if given[name] != told[name]]
    digest = sha256(files[MANIFEST]).hexdigest() if MANIFEST in files else ""
    if not given.keys() >= wanted.keys():
        return Rechecked(faults=tuple(faults), digest=digest)
    try:
        books = Books(files)
    except ValueError as fault:
        return Rechecked(faults=(*faults, str(fault)), digest=digest)
    faults += [
        *_sums(files[ENTRIES], files[BALANCES]),
        *books.strays(),
        *books.twice(),
        *books.unanalysed(),
        *books.overgiven(),
    ]
    checks = [(file.payment.id, replay(file)) for file in books.payments(tables=tables, zone=zone)]
    faults += [
        f"payment {number}, {one.id}: {one.reason.en}"
        for number, made in checks
        for one in made
        if one.answer is Answer.NO
    ]
    unknown = sum(one.answer is Answer.UNKNOWN for _number, made in checks for one in made)
    return Rechecked(faults=tuple(faults), payments=len(checks), unknown=unknown, digest=digest)


def _sums(entries: bytes, balances: bytes) -> list[str]:
    posted: dict[tuple[str, str], dict[str, Decimal]] = {}
    for row in told_in(entries):
        sums = posted.setdefault((row["envelope_id"], row["fiscal_year"]), {})
        sums[row["kind"]] = sums.get(row["kind"], ZERO) + Decimal(row["amount"])
    shown = {(row.pop("envelope_id"), row.pop("fiscal_year")): row for row in told_in(balances)}
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
