"""Calls as everyone reads them: their terms, then their results, never before they are announced."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.stages.calls.admissibility import requirements
from virage.stages.calls.models import Call, Criterion, Decision, Extension
from virage.stages.calls.states import CallState, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCard:
    """A call, in the viewer's language; without days and amount, the grid of direct proposals."""

    id: int
    title: str
    summary: str
    initiative_id: int
    initiative: str
    fictitious: bool
    ministry_id: int
    ministry: str
    amount: Decimal | None
    opens_on: date | None
    closes_on: date | None
    results_on: date | None
    published_on: date | None
    state: CallState
    cancelled_on: date | None
    cancelled_because: str

    @property
    def takes_proposals(self) -> bool:
        """A draft may be opened."""
        return self.state in {CallState.PUBLISHED, CallState.OPEN, CallState.STANDING}

    @property
    def is_open(self) -> bool:
        """A proposal may be submitted."""
        return self.state in {CallState.OPEN, CallState.STANDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLine:
    """A criterion; ``weight`` in hundredths."""

    id: int
    name: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorLine:
    """A least amount wished, for a sector and a region in words; ``price`` in points by missing dollar."""

    about: str
    amount: Decimal
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """What was chosen; ``departure`` where the decision differs from the calculation."""

    title: str
    promoter: str
    amount: Decimal
    departure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionLine:
    """A day of closing moved later, when, and why."""

    on: date
    former: date
    closes_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
    """A call and its terms; ``results`` once announced, with how many decisions differ from the calculation."""

    card: CallCard
    criteria: tuple[CriterionLine, ...]
    requirements: tuple[str, ...]
    pieces: tuple[str, ...]
    floors: tuple[FloorLine, ...]
    extensions: tuple[ExtensionLine, ...]
    results: tuple[ResultLine, ...] | None
    given: Decimal
    departures: int


def calls(viewer: Viewer) -> tuple[CallCard, ...]:
    """Calls the viewer may read, the last to open first, the grids of direct proposals after. One query."""
    rows = Call.objects.visible_to(viewer).select_related("initiative__ministry")
    cards = [card_of(row, viewer) for row in rows.order_by("-opens_on", "pk")]
    return tuple(sorted(cards, key=lambda one: one.opens_on is None))


def call(viewer: Viewer, *, call_id: int) -> CallSheet | None:
    """One call, or None. Four queries."""
    row = Call.objects.visible_to(viewer).select_related("initiative__ministry").filter(pk=call_id).first()
    if row is None:
        return None
    told = row.announced_at is not None
    decided = Decision.objects.visible_to(viewer).filter(proposal__call=row, chosen=True) if told else ()
    results = [
        ResultLine(
            title=one.proposal.title,
            promoter=one.proposal.promoter.name,
            amount=one.amount or Decimal(0),
            departure=one.departure,
        )
        for one in (decided and decided.select_related("proposal__promoter").order_by("-amount", "pk"))
    ]
    return CallSheet(
        card=card_of(row, viewer),
        criteria=criteria_lines(row, viewer),
        requirements=tuple(one.words for one in requirements(row.requirements, viewer.language)),
        pieces=tuple(one["en" if viewer.language == "en" else "fr"] for one in row.pieces),
        floors=tuple(floor_lines(row, viewer)),
        extensions=tuple(
            ExtensionLine(
                on=timezone.localdate(one.at), former=one.former_closes_on, closes_on=one.closes_on, reason=one.reason
            )
            for one in Extension.objects.visible_to(viewer).filter(call=row).order_by("pk")
        ),
        results=tuple(results) if told else None,
        given=sum((one.amount for one in results), Decimal(0)),
        departures=sum(bool(one.departure) for one in results),
    )


def criteria_lines(row: Call, viewer: Viewer) -> tuple[CriterionLine, ...]:
    """The criteria of a call already shown, in order. One query."""
    found = Criterion.objects.for_operation().filter(call=row).order_by("rank")
    english = viewer.language == "en"
    return tuple(
        CriterionLine(id=one.pk, name=one.name_en if english else one.name, weight=one.weight) for one in found
    )


def floor_lines(row: Call, viewer: Viewer) -> list[FloorLine]:
    """The floors of a call already shown, in words."""
    shelf = library()
    found = []
    for one in row.floors:
        named = (shelf.sectors.get(one["sector"]), shelf.regions.get(one["region"]))
        about = " – ".join(each.name.say(viewer.language) for each in named if each)
        found.append(FloorLine(about=about, amount=Decimal(one["amount"]), price=one["price"]))
    return found


def card_of(row: Call, viewer: Viewer) -> CallCard:
    """The card of a row already scoped."""
    english = viewer.language == "en"
    return CallCard(
        id=row.pk,
        title=row.title_en if english else row.title,
        summary=row.summary_en if english else row.summary,
        initiative_id=row.initiative_id,
        initiative=row.initiative.name,
        fictitious=row.initiative.fictitious,
        ministry_id=row.initiative.ministry_id,
        ministry=row.initiative.ministry.name,
        amount=row.amount,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        results_on=row.results_on,
        published_on=row.published_on,
        state=state_of(
            published_on=row.published_on,
            opens_on=row.opens_on,
            closes_on=row.closes_on,
            announced_at=row.announced_at,
            cancelled_at=row.cancelled_at,
            on=timezone.localdate(),
        ),
        cancelled_on=timezone.localdate(row.cancelled_at) if row.cancelled_at else None,
        cancelled_because=row.cancelled_because_en if english else row.cancelled_because,
    )
