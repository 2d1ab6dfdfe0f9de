"""What every page of the ministry begins with: the envelope, the period, and whether all of it is invented."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from virage.base.door import ViewerRequest
from virage.core.periods import fiscal_year
from virage.desks.ministry.periods import Period, period
from virage.stages.ledger.queries import EnvelopeCard, envelopes
from virage.stages.programme.queries import first_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """``envelope`` is nothing until one is opened."""

    envelope: EnvelopeCard | None
    period: Period
    envelopes: tuple[EnvelopeCard, ...]

    @property
    def fictitious(self) -> bool:
        """A demonstration says so on each page."""
        return self.envelope is not None and self.envelope.fictitious

    @property
    def initiative(self) -> str:
        """Whose figures these are."""
        return self.envelope.initiative if self.envelope else ""


def frame(request: ViewerRequest, *, envelope_id: int | None = None) -> Frame:
    """Two queries, one more where there is no envelope to see.

    Unless an envelope is named, the first that the viewer holds the finances of, or the first.
    """
    cards = envelopes(request.viewer)
    asked = str(envelope_id) if envelope_id else request.GET.get("enveloppe", "")
    first = next((card for card in cards if card.own), next(iter(cards), None))
    envelope = next((card for card in cards if str(card.id) == asked), first)
    years = [year.year for year in envelope.years] if envelope else []
    began_on = date(min(years), 4, 1) if years else first_day(request.viewer)  # money is not shown to all
    whole = began_on or date(fiscal_year(timezone.localdate()), 4, 1)
    return Frame(envelope=envelope, period=period(request.GET, began_on=whole), envelopes=cards)
