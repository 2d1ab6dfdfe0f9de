"""What an agreement pays, as ``core.claims`` reads it."""

from virage.core.claims import Terms
from virage.stages.agreements.models import Agreement
from virage.stages.claims.models import ClaimTerms


def rules(terms: ClaimTerms, agreement: Agreement) -> Terms:
    """Categories, period, share, holdback."""
    return Terms(
        categories=frozenset(terms.categories),
        begins_on=agreement.begins_on,
        ends_on=agreement.ends_on,
        rate=terms.rate,
        holdback=terms.holdback,
    )
