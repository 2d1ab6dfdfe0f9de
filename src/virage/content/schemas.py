"""JSON Schemas of every kind of file, for editors."""

from typing import Any

from virage.content.library import KINDS
from virage.content.pack import PackCard


def schemas() -> dict[str, dict[str, Any]]:
    """Give the schema of each kind, by name; `glob` says which files of a pack it is for."""
    kinds = {kind.name: {**kind.schema.model_json_schema(), "glob": kind.glob} for kind in KINDS}
    return {"pack": {**PackCard.model_json_schema(), "glob": "pack.yaml"}, **kinds}
