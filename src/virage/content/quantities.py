"""Small schemas that the published facts share: days known in part, amounts, quantities."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from virage.content.kinds import Model
from virage.content.texts import AsWritten, Text
from virage.core.money import Money
from virage.core.portfolio import Quantity
from virage.core.sourcing import Qualifier
from virage.core.spans import Span
from virage.core.words import Words


def _span(value: str) -> str:
    Span.of(value)
    return value


SpanText = Annotated[AsWritten, AfterValidator(_span)]
"""A year, a month, a day, or two of them joined by two dots: `2021-04..2021-12`."""


def _number(value: object) -> object:
    if isinstance(value, bool | float):
        raise ValueError(f"un nombre exact est attendu; reçu : {value}")  # noqa: TRY004 - pydantic reads ValueError
    return value


Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Dollars = Annotated[Number, Field(ge=0)]


class QuantityEntry(Model):
    """So many of a measure."""

    measure: str
    value: Number
    qualifier: Qualifier | None = None
    as_of: SpanText | None = None

    @property
    def quantity(self) -> Quantity:
        """Give the core's form."""
        return Quantity(
            measure=self.measure, value=self.value, qualifier=self.qualifier, as_of=span_or_none(self.as_of)
        )


def span_or_none(text: str | None) -> Span | None:
    """Read a span, or nothing."""
    return None if text is None else Span.of(text)


def money_or_none(amount: Decimal | None) -> Money | None:
    """Make dollars, or nothing."""
    return None if amount is None else Money(amount)


def words_or_none(text: Text | None) -> Words | None:
    """Give words for people, or nothing."""
    return None if text is None else text.words
