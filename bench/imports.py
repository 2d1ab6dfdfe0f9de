"""An import of 20 000 lines with 500 wrong ones: the wait for the preview, to enter it whole, to take it back.

The peer is openpyxl reading the same workbook, cell by cell, and doing nothing of it: the least a preview can cost.
The counts are checked before anything is timed; preview and peer are then taken in turn. Run: python -m bench.imports
"""

import os
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from tools import catalogues
from tools.testbase import TestBase

LINES, WRONG, ROUNDS = 20_000, 500, 5
BUDGET = 10.0


def main() -> None:
    """Measure in a database of its own."""
    base = TestBase("bench")
    os.environ.update(
        base.addresses(),
        DJANGO_SETTINGS_MODULE="virage.config.settings",
        VIRAGE_DEMO="1",
        VIRAGE_SECRET_KEY="only for the bench",  # noqa: S106
    )
    catalogues.compile_all()
    with base.server(), base.copy():
        import django
        from django.db import connections

        django.setup()
        try:
            measure()
        finally:
            connections.close_all()


def workbook() -> bytes:
    """Invented enterprises, one line in forty with a NEQ of nine digits."""
    from virage.base.tables.excel import write
    from virage.base.tables.model import Table
    from virage.stages.exchange.sheets import template

    every = LINES // WRONG
    rows = (
        (
            f"Atelier fictif {n}",
            f"99{n:08}"[: 9 if n % every == 0 else 10],
            f"contact{n}@atelier{n}.example",
            f"Personne fictive {n}",
            "418 555-0100",
            "français",
            f"G{n % 10}R {n // 10 % 10}B{n // 100 % 10}",
            f"{n % 17 + 1:02}",
            "Construction",
            n % 200 + 1,
            "Financement",
            "",
            "Rappeler",
            None,
            None,
        )
        for n in range(LINES)
    )
    return write(Table(title="Dossiers", columns=template().columns, rows=rows), "fr")


def measure() -> None:
    """Check, then time."""
    from tests.cast import assemble
    from tests.thread import project
    from virage.base.viewer import Role
    from virage.stages.exchange.operations import confirm_import, drop_import, preview_import, undo_import
    from virage.stages.exchange.queries import import_sheet

    cast = assemble()
    number, viewer, content = project(cast), cast.viewer(Role.PROMOTER), workbook()

    def preview() -> int:
        return preview_import(viewer, project_id=number, file_name="bench.xlsx", content=content)

    sent = preview()
    counts = import_sheet(viewer, import_id=sent, fate=None, page=1).counts
    if (counts.new, counts.wrong) != (LINES - WRONG, WRONG):
        raise SystemExit(f"unexpected: {counts}")
    drop_import(viewer, import_id=sent)
    walls: dict[str, list[tuple[float, float]]] = {"openpyxl alone": [], "preview": []}
    for _round in range(ROUNDS):
        walls["openpyxl alone"].append(timed(lambda: alone(content))[:2])
        wall, cpu, sent = timed(preview)
        walls["preview"].append((wall, cpu))
        if _round < ROUNDS - 1:
            drop_import(viewer, import_id=sent)
    print(f"{LINES} lines, {WRONG} wrong, {len(content) / 1e6:.1f} MB; load {os.getloadavg()[0]:.1f}")
    for name, figures in walls.items():
        wall, cpu = zip(*figures, strict=True)
        print(
            f"{name:16} wall median {statistics.median(wall):6.2f} s, min {min(wall):6.2f} s; "
            f"CPU of this process median {statistics.median(cpu):6.2f} s, min {min(cpu):6.2f} s"
        )
    print(f"preview within {BUDGET:.0f} s: {'yes' if min(w for w, _c in walls['preview']) <= BUDGET else 'no'}")
    for name, act in (("confirm", confirm_import), ("undo", undo_import)):
        wall, cpu, _found = timed(lambda act=act: act(viewer, import_id=sent))
        least = statistics.median(c for _w, c in walls["openpyxl alone"])
        print(f"{name:16} wall {wall:6.2f} s; CPU of this process {cpu:6.2f} s, {cpu / least:.2f} x openpyxl alone")
    if os.getloadavg()[0] > 1.5:
        print("warning: other processes are using this machine; the database checks its keys at the end of each")


def alone(content: bytes) -> int:
    """Read every cell and keep nothing."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    return sum(1 for row in book.worksheets[0].iter_rows(values_only=True) for _cell in row)


def timed(act: Callable[[], Any]) -> tuple[float, float, Any]:
    """Wall and CPU seconds, and what came back."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = act()
    return time.perf_counter() - wall, time.process_time() - cpu, found


if __name__ == "__main__":
    main()
