"""What a norm pays, said in one line: the ceiling, and the share of the cost. Nothing is said that no source gives."""

from dataclasses import dataclass
from decimal import Decimal

from virage.content.money import Ceiling, Money, Rate
from virage.core.words import Words

HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """The headline (« jusqu’à 50 000 $ ») and the line under it (« 50 % des dépenses admises »)."""

    amount: Words
    share: Words | None


UNPUBLISHED = Words(fr="montant non publié", en="amount not published")


def paid(money: Money) -> Paid:
    """Say what a norm pays, as far as its sources do.

    >>> paid(Money()).amount.fr
    'montant non publié'
    """
    amount = next((said for c in money.ceilings if (said := _ceiling(c)) is not None), None)
    share = _rate(money.rate) if money.rate else None
    if amount is None:
        return Paid(amount=share or UNPUBLISHED, share=UNPUBLISHED if share else None)
    return Paid(amount=amount, share=share)


def _ceiling(ceiling: Ceiling) -> Words | None:
    if ceiling.none:
        return Words(fr="sans maximum publié", en="no published maximum")
    if ceiling.amount is None:
        return None
    return Words(fr=f"jusqu’à {_dollars_fr(ceiling.amount)}", en=f"up to {_dollars_en(ceiling.amount)}")


def _rate(rate: Rate) -> Words | None:
    if rate.share is not None:
        fr, en = _percent(rate.share)
        most = ("jusqu’à ", "up to ") if rate.up_to else ("", "")
        return Words(fr=f"{most[0]}{fr} des dépenses admises", en=f"{most[1]}{en} of eligible costs")
    known = [rate.low, rate.high] if rate.low is not None and rate.high is not None else _table(rate)
    if not known:
        return None
    low, high = (_percent(share) for share in (min(known), max(known)))
    if low == high:
        return Words(fr=f"{low[0]} des dépenses admises", en=f"{low[1]} of eligible costs")
    return Words(
        fr=f"de {low[0]} à {high[0]} des dépenses admises, selon le cas",
        en=f"{low[1]} to {high[1]} of eligible costs, depending on the case",
    )


def _table(rate: Rate) -> list[Decimal]:
    numbers = [
        v for v in (rate.table or {}).values() if isinstance(v, int | float | Decimal) and not isinstance(v, bool)
    ]
    written = [Decimal(str(number)) for number in numbers]
    return [*(tier.rate for tier in rate.tiers), *(share for share in written if 0 < share <= 1)]


def _percent(share: Decimal) -> tuple[str, str]:
    number = f"{(share * HUNDRED).normalize():f}"
    return f"{number.replace('.', ',')}\u00a0%", f"{number}%"


def _dollars_fr(amount: Decimal) -> str:
    return f"{amount:,.0f}".replace(",", "\u00a0") + "\u00a0$"


def _dollars_en(amount: Decimal) -> str:
    return f"${amount:,.0f}"
