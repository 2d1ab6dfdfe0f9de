"""What a claim gives right to: each line against the terms, then the share, the advance justified, the holdback."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from virage.core.formats import NBSP
from virage.core.money import CENT
from virage.core.spans import day_en, day_fr
from virage.core.words import Words

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an agreement pays: expense categories (all when empty), from a day to a day, a share, a part kept back.

    ``rate`` and ``holdback`` are shares, from 0 to 1.
    """

    categories: Collection[str] = ()
    begins_on: date
    ends_on: date
    rate: Decimal = Decimal(1)
    holdback: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What an amount accepted becomes, in dollars: ``share`` = ``justifies`` + ``held`` + ``payable``, to the cent."""

    accepted: Decimal
    share: Decimal
    justifies: Decimal
    held: Decimal
    payable: Decimal


def objections(*, category: str, on: date, terms: Terms) -> tuple[Words, ...]:
    """Why an expense is outside the terms; none when it is within.

    >>> terms = Terms(categories={"training"}, begins_on=date(2026, 4, 1), ends_on=date(2027, 3, 31))
    >>> objections(category="training", on=date(2026, 4, 1), terms=terms)
    ()
    >>> [w.en for w in objections(category="travel", on=date(2026, 3, 31), terms=terms)][0]
    'The agreement does not pay this kind of expense.'
    """
    found = []
    if terms.categories and category not in terms.categories:
        found.append(
            Words(
                fr="L’entente ne paie pas ce genre de dépense.", en="The agreement does not pay this kind of expense."
            )
        )
    if not terms.begins_on <= on <= terms.ends_on:
        found.append(
            Words(
                fr=f"La dépense est du {day_fr(on)}; la période va du {day_fr(terms.begins_on)} au "
                f"{day_fr(terms.ends_on)}.",
                en=f"The expense is of {day_en(on)}; the period runs from {day_en(terms.begins_on)} to "
                f"{day_en(terms.ends_on)}.",
            )
        )
    return tuple(found)


def due(accepted: Iterable[Decimal], *, terms: Terms, unjustified: Decimal) -> Due:
    """Turn what was accepted into what is due: advances still to be justified first, then the holdback, then money.

    >>> year = {"begins_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31)}
    >>> terms = Terms(rate=Decimal("0.5"), holdback=Decimal("0.1"), **year)
    >>> made = due([Decimal(1000)], terms=terms, unjustified=Decimal(100))
    >>> int(made.share), int(made.justifies), int(made.held), int(made.payable)
    (500, 100, 40, 360)
    """
    total = sum(accepted, ZERO)
    share = cents(total * terms.rate)
    justifies = min(share, max(ZERO, unjustified))
    held = cents((share - justifies) * terms.holdback)
    return Due(accepted=total, share=share, justifies=justifies, held=held, payable=share - justifies - held)


def cents(amount: Decimal) -> Decimal:
    """Round to the cent, halves to the even one.

    >>> cents(Decimal("1.005")), cents(Decimal("1.015"))
    (Decimal('1.00'), Decimal('1.02'))
    """
    return amount.quantize(CENT, rounding=ROUND_HALF_EVEN)


def percent(share: Decimal) -> Words:
    """Write a share.

    >>> percent(Decimal("0.5")).en
    '50%'
    """
    said = f"{(share * 100).normalize():f}"
    return Words(fr=said.replace(".", ",") + f"{NBSP}%", en=f"{said}%")
