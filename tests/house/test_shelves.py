"""Packs are data: what may change without a programmer."""

from pathlib import PurePosixPath

from tests.house.files import tracked

DATA = {".yaml", ".csv", ".geojson", ".md", ".svg"}


def test_packs_hold_data_only():
    shelved = [PurePosixPath(name) for name in tracked() if name.startswith("src/virage/packs/")]
    assert {path.suffix for path in shelved} - DATA == set()
