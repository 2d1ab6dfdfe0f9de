"""Linking 50 000 records without NEQ: time, precision and recall on labelled data that a seed invents.

The peer is the exact comparison people do first: same plain name and same postal code or telephone.
Run: python -m bench.linkage [COUNT] ; with --estimate it prints the shares that ``core.linkage`` holds.
"""

import os
import sys
import time
from collections import defaultdict

from bench.labelled import Raw, as_records, labelled, true_pairs
from virage.core.linkage import COMPARISONS, FLOORS
from virage.stages.directory.linkage.engine import likely_pairs

COUNT, SEED = 50_000, 20261122


def main() -> None:
    count = int(next((word for word in sys.argv[1:] if word.isdigit()), COUNT))
    raws = labelled(count, seed=SEED)
    truth = true_pairs(raws)
    began, spent = time.perf_counter(), time.process_time()
    found = likely_pairs(as_records(raws))
    wall, cpu = time.perf_counter() - began, time.process_time() - spent
    print(f"{count} records that we invented, {len(truth)} pairs that we made, seed {SEED}: not what real records give")
    print(f"linkage: {wall:.1f} s wall, {cpu:.1f} s cpu, load {os.getloadavg()[0]:.1f}")
    for name, floor in FLOORS.items():
        told("linkage, " + name, {(p.left, p.right) for p in found if p.probability >= floor}, truth)
    began = time.perf_counter()
    exact = exact_pairs(raws)
    print(f"exact: {time.perf_counter() - began:.1f} s wall")
    told("exact", exact, truth)


def told(name: str, found: set[tuple[str, str]], truth: set[tuple[str, str]]) -> None:
    right = len(found & truth)
    print(f"{name}: {len(found)} pairs, precision {right / max(len(found), 1):.4f}, recall {right / len(truth):.4f}")


def exact_pairs(raws: list[Raw]) -> set[tuple[str, str]]:
    blocks = defaultdict(list)
    for record in as_records(raws):
        for other in (record.postal, record.phone):
            if other:
                blocks[record.name, other].append(record.id)
    return {(a, b) for ids in blocks.values() for i, a in enumerate(sorted(ids)) for b in sorted(ids)[i + 1 :]}


def estimate() -> None:
    """Shares of each level, among true pairs and among pairs drawn at random, on another seed than the test's."""
    import duckdb
    import pyarrow as pa

    from virage.stages.directory.linkage.engine import CONDITIONS, SILENT, LinkRecord, fields

    raws = labelled(40_000, seed=SEED + 1)
    held = list(as_records(raws))
    table = pa.table({f.name: [getattr(r, f.name) for r in held] for f in fields(LinkRecord)})
    base = duckdb.connect()
    base.register("records", table)
    pairs = sorted(true_pairs(raws))
    base.register("pairs", pa.table({"a": [p[0] for p in pairs], "b": [p[1] for p in pairs]}))
    same = "FROM pairs JOIN records l ON l.id = a JOIN records r ON r.id = b"
    other = (
        "FROM (SELECT * FROM records USING SAMPLE 3000 ROWS (reservoir, 1)) l,"
        " (SELECT * FROM records USING SAMPLE 3000 ROWS (reservoir, 2)) r WHERE l.id < r.id"
    )
    for name, levels in COMPARISONS.items():
        if name not in CONDITIONS or name == "bn":
            continue
        case = " ".join(
            f"WHEN {dotted(CONDITIONS[name][level.id])} THEN '{level.id}'"
            for level in levels
            if level.id in CONDITIONS[name]
        )
        case = f"CASE WHEN {dotted(SILENT.format(name))} THEN NULL {case} ELSE 'other' END"
        m, u = (dict(base.sql(f"SELECT {case} AS k, count(*) {part} GROUP BY 1").fetchall()) for part in (same, other))
        for level in levels:
            shares = [t.get(level.id, 0) / sum(n for k, n in t.items() if k) for t in (m, u)]
            print(f"{name:8} {level.id:12} m={shares[0]:.5f} u={shares[1]:.8f}")


def dotted(condition: str) -> str:
    import re

    return re.sub(r"\b(\w+)_([lr])\b", r"\2.\1", condition)


if __name__ == "__main__":
    estimate() if "--estimate" in sys.argv else main()
