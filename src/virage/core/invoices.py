"""An invoice as one compares it, in whichever claim it stands."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from virage.core.enterprise_names import plain_name
from virage.core.text import fold

_GROUP = re.compile(r"[a-z]+|[0-9]+")
SAID_BEFORE = frozenset(["facture", "fact", "invoice", "inv", "no", "num", "numero", "number"])
"""Words that say that a number follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """One line of a claim: who billed, under which number, when, how much in dollars, for which expense."""

    id: int
    project: int
    supplier: str
    number: str
    on: date
    amount: Decimal
    category: str = ""


def number_key(number: str) -> str:
    """Write an invoice number without what typing changes: capitals, spaces, signs, « facture », leading zeros.

    Groups of digits stay apart: 1-11 and 11-1 are two invoices.

    >>> number_key("Facture no 00-12 a"), number_key("INV0012A"), number_key("F-012")
    ('12-a', '12-a', 'f-12')
    >>> number_key("1-11") == number_key("11-1")
    False
    """
    groups = [group.lstrip("0") for group in _GROUP.findall(fold(number))]
    return "-".join(group for group in groups if group and group not in SAID_BEFORE) or fold(number).strip()


def supplier_key(supplier: str) -> str:
    """Write a supplier’s name without its legal form, accents nor small words.

    >>> supplier_key("Les Logiciels Fictifs inc.") == supplier_key("LOGICIELS FICTIFS")
    True
    """
    return plain_name(supplier)
