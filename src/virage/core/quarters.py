"""Calendar quarters, the step of a plan."""

from dataclasses import dataclass
from datetime import date

MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter of a calendar year, numbered 1 to 4."""

    year: int
    number: int

    def __add__(self, quarters: int) -> "Quarter":
        """The quarter so many quarters later.

        >>> Quarter(2026, 4) + 1
        Quarter(year=2027, number=1)
        """
        years, index = divmod(self.number - 1 + quarters, 4)
        return Quarter(self.year + years, index + 1)

    def until(self, other: "Quarter") -> int:
        """Quarters from this one to another, negative when the other is earlier.

        >>> Quarter(2026, 4).until(Quarter(2027, 2))
        2
        """
        return 4 * (other.year - self.year) + other.number - self.number

    @property
    def opens(self) -> date:
        """First day.

        >>> Quarter(2027, 2).opens
        datetime.date(2027, 4, 1)
        """
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)


def quarter_of(on: date) -> Quarter:
    """The quarter that holds a day.

    >>> quarter_of(date(2026, 11, 22))
    Quarter(year=2026, number=4)
    """
    return Quarter(on.year, (on.month - 1) // MONTHS + 1)


def quarter_after(on: date) -> Quarter:
    """The next quarter to open, where a plan drawn on that day begins.

    >>> quarter_after(date(2026, 11, 22))
    Quarter(year=2027, number=1)
    """
    return quarter_of(on) + 1
