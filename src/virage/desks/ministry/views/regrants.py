"""What agreements give for enterprises, by project: amounts alone, without a name."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from virage.base.door import ViewerRequest
from virage.desks.ministry.door import DESK, drafts_agreements
from virage.desks.ministry.frame import Frame, frame
from virage.stages.ledger.queries import AgreementLine, agreements
from virage.stages.regrants.queries import LineCard, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class RegrantsPage:
    """Every line with its sums, in dollars; ``silent``: agreements under which the viewer may open one."""

    frame: Frame
    lines: tuple[LineCard, ...]
    silent: tuple[AgreementLine, ...]

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.lines), Decimal(0))

    @property
    def granted(self) -> Decimal:
        return sum((one.granted for one in self.lines), Decimal(0))


@DESK.page("ministry/regrants.html")
def listed(request: ViewerRequest) -> RegrantsPage:
    cards = lines(request.viewer)
    held = {one.agreement_id for one in cards}
    own = agreements(request.viewer, on=timezone.localdate()) if drafts_agreements(request.viewer) else ()
    silent = tuple(one for one in own if not one.number and one.state == "signed" and one.id not in held)
    return RegrantsPage(frame=frame(request), lines=cards, silent=silent)
