"""How long each kind of personal information is kept: `retention.yaml`."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field, model_validator

from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.texts import SourceRef, Text


class Kept(Model):
    """One kind of information: what, why, who sees it, how long."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    what: Text
    why: Text
    who: Text
    """Who may read it."""
    days: Annotated[int, Field(gt=0)] | None = None
    """Days after `since`; null when it is kept as long as the programme answers for it."""
    since: Text
    """What starts the clock, or why there is none."""
    end: Text
    """What happens then: destroyed, or made anonymous."""
    sources: tuple[SourceRef, ...] = ()


class RetentionFile(Model):
    """The retention schedule of a pack."""

    items: Annotated[tuple[Kept, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> "RetentionFile":
        seen: set[str] = set()
        for item in self.items:
            if item.id in seen:
                msg = f"« {item.id} » figure deux fois"
                raise ValueError(msg)
            seen.add(item.id)
        return self


def _build(files: Sequence[Loaded[RetentionFile]], _shelf: Shelf) -> Mapping[str, Kept]:
    return {item.id: item for file in files for item in file.content.items}


RETENTION = Kind(name="retention", glob="retention.yaml", schema=RetentionFile, build=_build)
