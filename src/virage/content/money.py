"""What a norm pays: structured where a source gives it, null where none does. Shares are 0 to 1, amounts dollars."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from virage.content.conditions import Condition
from virage.content.kinds import Model
from virage.content.texts import AsWritten, SourceRef, Text

Share = Annotated[Decimal, Field(ge=0, le=1)]
Dollars = Annotated[Decimal, Field(ge=0)]
Table = dict[str, Any]
"""Closed key → share or amount; a key the engine cannot read stays words."""

CATEGORIES = Literal[
    "digital_audit",
    "digital_plan",
    "solution_selection",
    "feasibility_study",
    "consultant",
    "software_licence",
    "software_development",
    "integration",
    "equipment",
    "it_hardware",
    "robotics",
    "cybersecurity",
    "training",
    "wages_new_graduate",
    "wages_staff",
    "website_ecommerce",
    "travel",
    "market_development",
    "rd_subcontract",
    "working_capital",
]


PURPOSES = Literal[
    "plan",
    "digital",
    "management",
    "productivity",
    "online",
    "security",
    "training",
    "ai",
    "research",
    "study",
    "market",
    "hiring",
    "business",
]
"""What money is for. An aid and an action meet when they share one; `business` is a general fund, for any project."""


class Tier(Model):
    """A rate on a slice of the eligible cost (marginal: each slice has its own)."""

    up_to: Dollars | None = None
    above: Dollars | None = None
    rate: Share


class Bonus(Model):
    """Points added to the rate, for whom: a condition when it is evaluable, words otherwise."""

    points: Share
    when: Condition | None = None
    words: Text | None = None
    original: Text | None = None
    source: SourceRef | str | None = None


class Rate(Model):
    """The public share of eligible cost: `share`, `table` (with `by`), `tiers`, `low`/`high`; none: unpublished.

    `by` is one of: rank (keys "1", "2", "3+"), zone (low, intermediate, high), category (keys of the expense
    categories), tax_year (keys "2026", "2028+"), unit (keys: the unit's dollars), other (keys in words).
    """

    share: Share | None = None
    by: Literal["rank", "zone", "category", "tax_year", "unit", "scian", "legal_form", "other"] | None = None
    by_words: Text | None = None
    """What the table is ruled by."""
    table: Table | None = None
    tiers: tuple[Tier, ...] = ()
    low: Share | None = None
    high: Share | None = None
    """A range given by the source: « 30 to 50 % »; `up_to` when only a maximum is known."""
    up_to: bool = False
    bonus: tuple[Bonus, ...] = ()
    refundable: bool | Text | None = None
    interest: Decimal | None = None
    """Yearly interest of a loan, in share: 0 is interest-free."""
    note: Text | None = None
    source: SourceRef | str | None = None
    data: Table | None = None
    """What else the source says of the rate, as it says it."""


class Ceiling(Model):
    """At most so much, per what. `amount` null with `none: true` says that there is no maximum."""

    amount: Dollars | None = None
    per: (
        Literal[
            "project",
            "programme_life",
            "enterprise",
            "12_months",
            "employee",
            "person",
            "agreement",
            "establishment",
            "related_group",
            "year",
            "call",
            "other",
        ]
        | None
    ) = None
    unit: Text | None = None
    """The « per », where the source says more: « intern, 4 months full time »."""
    none: bool = False
    by: Literal["scian", "category", "legal_form", "revenue", "other"] | None = None
    table: Table | None = None
    all_streams: Dollars | None = None
    share_cap_per_partner: Share | None = None
    limit_on_expenses: Table | None = None
    when: Condition | None = None
    exception: Text | None = None
    note: Text | None = None
    source: SourceRef | str | None = None
    data: Table | None = None


class Floor(Model):
    """First dollars that do not count, or spending below which nothing is paid."""

    amount: Dollars | None = None
    per: Literal["project", "property", "tax_year", "employee"] | None = None
    effect: Literal["nothing_under", "only_excess_counts"] | None = None
    """`nothing_under`: the project must reach it; `only_excess_counts`: first dollars excluded."""
    effect_words: Text | None = None
    table: Table | None = None
    """Amount by expense category."""
    formula: str | None = None
    note: Text | None = None
    source: SourceRef | str | None = None
    data: Table | None = None


class Weights(Model):
    """What share of each sort of aid counts towards a ceiling; null is not published."""

    non_repayable: Share | None = None
    repayable: Share | None = None


class Cumulation(Model):
    """How much public money together; `nets_other_aid: true` says that other aid is taken off the base."""

    ceiling: Share | None = None
    weights: Weights | None = None
    counts_tax_credits: bool | None = None
    base: Literal["gross", "net_of_other_aid", "gross_with_taxes"] | None = None
    nets_other_aid: bool | None = None
    note: Text | None = None
    source: SourceRef | str | None = None
    data: Table | None = None


class PrivateShare(Model):
    """The least that private money must carry."""

    share: Share | None = None
    by: Literal["mrc", "legal_form", "other"] | None = None
    table: Table | None = None
    note: Text | None = None
    source: SourceRef | str | None = None


class Expense(Model):
    """One category of expense: `included` true, false, or null when no source says."""

    category: CATEGORIES | None = None
    """Null when the source's words match no category."""
    included: bool | None = None
    original: Text | None = None
    """The aid's own words, when they differ from the category."""
    share_counted: Share | None = None
    """Part of the cost that counts: half of a subcontract."""
    note: Text | None = None
    source: SourceRef | str | None = None


class Timing(Model):
    """What must happen when. Months are counted from the application unless the note says otherwise."""

    apply_before_spending: bool | None = None
    decision_days: Any = None
    spend_by: AsWritten | None = None
    claim_months: Decimal | None = None
    claimed: Text | None = None
    project_starts_within_months: Decimal | None = None
    project_ends_within_months: Decimal | None = None
    order: Text | None = None
    note: Text | None = None
    data: Table | None = None
    """Moratorium, amortisation, guarantee…: as the source says it."""


class Money(Model):
    """Everything about amounts, in one place."""

    rate: Rate | None = None
    ceilings: tuple[Ceiling, ...] = ()
    """Each maximum; empty: not published."""
    minimum_aid: Dollars | None = None
    """The smallest aid granted."""
    floor: Floor | None = None
    private_min: PrivateShare | None = None
    cumulation: Cumulation | None = None
    timing: Timing | None = None
    expenses: tuple[Expense, ...] = ()
    envelope: Any = None
    """The programme's own budget, as given."""
    data: Table | None = None
    """Parts, units, tiers of loans and other money terms with no slot above, as the source gives them."""
