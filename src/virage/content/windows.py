"""When a norm takes applications, as far as its sources say."""

from pydantic import model_validator

from virage.content.conditions import Condition
from virage.content.kinds import Model
from virage.content.texts import AsWritten, PartialDate, SourceRef, Text


class Bound(Model):
    """One end of a window. Give `on` for what the source states, or `by` / `after` for what it lets one infer.

    `on: 2024` is some day of 2024; `on: 2022-03` some day of that month; `by: 2024` the end of 2024 at the latest
    (a source saw it closed in 2024); `after: 2024-05` not before May 2024; `never: true`, for a closing, says that
    the text has no end date (a tax credit in the law, a continuous intake).
    """

    on: PartialDate | None = None
    by: PartialDate | None = None
    after: PartialDate | None = None
    never: bool = False
    reason: Text | None = None
    """Why it opened or closed."""
    suspended: bool = False
    """For a closing: the source says intake suspended, which is not closed for good."""
    time: str | None = None
    """The hour, when a source gives one."""
    source: SourceRef | str | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Bound":
        if sum((self.on is not None, self.by is not None or self.after is not None, self.never)) != 1:
            msg = "une borne donne « on », ou « by » et/ou « after », ou « never: true »"
            raise ValueError(msg)
        return self


class Sighting(Model):
    """A day (month, year) when a source saw the aid open."""

    on: PartialDate
    source: SourceRef | str | None = None
    note: str | None = None


class Case(Model):
    """Another opening or closing, for those whom the condition covers.

    `weeks_later` moves the common closing: four more weeks for remote regions. `also: true` adds days of their own to
    the common ones, which stay open to them.
    """

    when: Condition
    opens: Bound | None = None
    closes: Bound | None = None
    weeks_later: int | None = None
    also: bool = False
    source: SourceRef | str | None = None
    note: Text | None = None


class Window(Model):
    """Opening and closing, each three-valued; null means that no source says it."""

    opens: Bound | None = None
    closes: Bound | None = None
    seen_open: tuple[Sighting, ...] = ()
    """Dates on which a source showed it open: certain between two sightings, unconfirmed after the last."""
    cases: tuple[Case, ...] = ()
    """Openings that depend on a fact; the first case that holds wins over the common dates, or adds to them."""
    applies_to: Text | None = None
    """What the dates bear on, when not the application: « date of acquisition and of the expense »."""
    precision: AsWritten | None = None
    source: SourceRef | str | None = None
    note: Text | None = None
