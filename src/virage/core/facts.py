"""The facts that may be known of an enterprise and its project."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from virage.core.conditions import Node
from virage.core.values import Scalar
from virage.core.words import Words


class FactType(StrEnum):
    """How a fact is written. Integers, decimals and shares may be `{min, max}`; a code may be its beginning."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    SHARE = "share"
    DATE = "date"
    MONTH_DAY = "month_day"
    CODE = "code"
    REGION = "region"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One entry of the catalogue."""

    id: str
    type: FactType
    question: Words | None = None
    unit: Words | None = None
    unit_one: Words | None = None
    values: Mapping[str, Words] = field(default_factory=dict)
    subject: Words | None = None
    phrases: Mapping[str, Words] = field(default_factory=dict)
    derived_by: str | None = None
    derived_from: str | None = None
    money: bool = False
    may_be_negative: bool = False
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Implication:
    """When the condition holds, these facts follow: a cooperative by its form is a cooperative."""

    when: Node
    then: Mapping[str, Scalar]
