"""JSON Schemas of every kind of file, for editors."""

import ast
import inspect
from itertools import pairwise
from textwrap import dedent
from typing import Any

from virage.content.kinds import Model
from virage.content.library import KINDS
from virage.content.pack import PackCard


def schemas() -> dict[str, dict[str, Any]]:
    """Give the schema of each kind, by name; `glob` says which files of a pack it is for."""
    kinds = {kind.name: {**described(kind.schema), "glob": kind.glob} for kind in KINDS}
    return {"pack": {**described(PackCard), "glob": "pack.yaml"}, **kinds}


def described(schema: type[Any]) -> dict[str, Any]:
    """Give a model's schema, each key with the text that stands under it in the code."""
    written: dict[str, Any] = schema.model_json_schema()
    models = {model.__name__: model for model in _models(Model)}
    for name, part in {schema.__name__: written, **written.get("$defs", {})}.items():
        for key, text in _texts(models.get(name)).items():
            part.get("properties", {}).get(key, {}).setdefault("description", text)
    return written


def _models(base: type[Any]) -> list[type[Any]]:
    return [model for below in base.__subclasses__() for model in (below, *_models(below))]


def _texts(model: type[Any] | None) -> dict[str, str]:
    """Read the docstrings under the attributes of a class: only an editor needs them, so start-up does not pay."""
    if model is None:
        return {}
    body = ast.parse(dedent(inspect.getsource(model))).body[0]
    statements = body.body if isinstance(body, ast.ClassDef) else []
    found = {}
    for one, after in pairwise(statements):
        if isinstance(one, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(one.target, ast.Name):
            found[one.target.id] = str(getattr(after.value, "value", ""))
    return found
