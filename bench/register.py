"""Load a register of a million invented lines: time against a plain COPY of the same files, and the memory it takes.

Run: python -m bench.register [ROWS]; it makes its own database, as the tests do.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from bench.register_files import invent
from tools.testbase import TestBase

ROWS, SEED = 1_000_000, 20261122


def main() -> None:
    rows = int(next((word for word in sys.argv[1:] if word.isdigit()), ROWS))
    base = TestBase("bench")
    os.environ.update(
        base.addresses(),
        DJANGO_SETTINGS_MODULE="virage.config.settings",
        VIRAGE_DEMO="1",
        VIRAGE_SECRET_KEY="bench only",  # noqa: S106
    )
    with base.server(), base.copy():
        measure(rows)


def measure(rows: int) -> None:
    import django

    django.setup()
    from virage.base.viewer import Viewer
    from virage.stages.directory.register.loading import load_register
    from virage.stages.directory.register.reading import register_sheet

    with tempfile.TemporaryDirectory() as folder:
        written = invent(Path(folder), rows=rows, seed=SEED)
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
        plain = copied(Path(folder))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        began, spent = time.perf_counter(), time.process_time()
        done = load_register(Viewer.system("register"), place=Path(folder))
        wall, cpu = time.perf_counter() - began, time.process_time() - spent
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if sum(done.rows.values()) != written or register_sheet("1100000000") is None:
        sys.exit("what was loaded is not what was written")
    print(f"{written} lines, {size:.0f} MB, load {os.getloadavg()[0]:.1f}")
    print(f"loaded, checked, indexed and swapped: {wall:.1f} s wall, {cpu:.1f} s cpu of this process")
    print(f"plain COPY of the same bytes as text: {plain:.1f} s wall; ratio {wall / plain:.1f}")
    print(f"memory: {before:.0f} MB before, {after:.0f} MB at most")
    began = time.perf_counter()
    for n in range(200):
        register_sheet(f"11{n * 3:08}")
    print(f"one NEQ shown: {(time.perf_counter() - began) * 5:.1f} ms")


def copied(folder: Path) -> float:
    """The floor: every line as one text, unchecked, without an index."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute("CREATE TEMPORARY TABLE plain (line text) ON COMMIT DROP")
        for path in sorted(folder.glob("*.csv")):
            with cursor.copy("COPY plain FROM STDIN (FORMAT csv, DELIMITER e'\\x01', QUOTE e'\\x02')") as copy:
                copy.write(path.read_bytes())
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
