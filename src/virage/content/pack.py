"""A pack's own card: `pack.yaml`."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from virage.content.kinds import Model
from virage.content.texts import PartialDate, SourceRef, Text


class PackCard(Model):
    """Who the pack is for, its version and its licence."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    version: str
    name: Text
    licence: str
    read_on: PartialDate | None = None
    """The date on which its sources were read, unless an item says otherwise."""
    sources: tuple[SourceRef, ...] = ()


def shipped() -> Path:
    """Give the folder of the pack that comes with the product."""
    return Path(__file__).resolve().parent.parent / "packs" / "quebec"
