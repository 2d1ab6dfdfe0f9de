"""How often one visitor may ask for what costs something to others."""

from allauth.core import ratelimit
from django.http import HttpRequest


def within_limit(request: HttpRequest, action: str) -> bool:
    """Whether this visitor may still do this; counts it. The rates are in ``ACCOUNT_RATE_LIMITS``.

    Counted by network address, in the memory of each process, and forgotten after an hour: nothing of it is kept.
    """
    return bool(ratelimit.consume(request, action=action))
