"""Who may open what: one line for each route, written by hand. A route without a line fails the walk.

To add a route: one line in the table of its desk; if its address takes arguments, name a builder of ``samples``.
"""

from tests.house.rights.public import DEMONSTRATION, MACHINE, PUBLIC, SIGNING_IN, SME
from tests.house.rights.staff import ADVISER, AUDITOR, MINISTRY, PARTNER, PROMOTER
from tests.house.rights.words import LOGIN, OWNER, STRANGER, VIEWERS, Outcome, Right

__all__ = ["DEMONSTRATION", "LOGIN", "OWNER", "PUBLIC", "RIGHTS", "SME", "STRANGER", "VIEWERS", "Outcome", "Right"]

RIGHTS: dict[str, Right] = {
    **MACHINE,
    **PUBLIC,
    **SME,
    **MINISTRY,
    **PROMOTER,
    **ADVISER,
    **PARTNER,
    **AUDITOR,
    **DEMONSTRATION,
    **SIGNING_IN,
}
