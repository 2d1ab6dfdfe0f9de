"""The envelope, posting by posting."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.desks.ministry.door import DESK
from virage.desks.ministry.frame import Frame, frame
from virage.stages.ledger.queries import EntryLine, entries
from virage.stages.ledger.states import EntryKind

BY_PAGE = 50
UNCOMMITTED = "non-engage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a filter."""

    value: str
    words: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopePage:
    """Postings that add up to ``total``; ``signed`` when commitments are taken away from credits."""

    frame: Frame
    kinds: tuple[Choice, ...]
    years: tuple[Choice, ...]
    lines: Page[EntryLine]
    total: Decimal | None
    signed: bool
    query: str


@DESK.page("ministry/envelope.html")
def envelope(request: ViewerRequest) -> EnvelopePage:
    around = frame(request)
    card = around.envelope
    kind, year = request.GET.get("nature", ""), request.GET.get("exercice", "")
    found = entries(request.viewer, envelope_id=card.id, year=int(year) if year.isdecimal() else None) if card else ()
    kept = tuple(line for line in found if _is_kept(line, kind))
    return EnvelopePage(
        frame=around,
        kinds=_kinds(kind),
        years=tuple(
            Choice(value=str(y.year), words=f"{y.year}-{y.year + 1}", current=str(y.year) == year)
            for y in (card.years if card else ())
        ),
        lines=Paginator(kept, BY_PAGE).get_page(request.GET.get("page")),
        total=_total(kept, kind),
        signed=kind == UNCOMMITTED,
        query=_query(request.GET),
    )


def _is_kept(line: EntryLine, kind: str) -> bool:
    wanted = (EntryKind.VOTED, EntryKind.COMMITTED) if kind == UNCOMMITTED else (kind or line.kind,)
    return line.kind in wanted


def _kinds(kind: str) -> tuple[Choice, ...]:
    named = [(each.value, str(each.label)) for each in EntryKind]
    return tuple(
        Choice(value=value, words=words, current=value == kind)
        for value, words in (*named, (UNCOMMITTED, _("voté moins engagé")))
    )


def _total(lines: tuple[EntryLine, ...], kind: str) -> Decimal | None:
    """No sum over different kinds: five different things are not added up."""
    if not kind:
        return None
    return sum(
        (-line.amount if kind == UNCOMMITTED and line.kind == EntryKind.COMMITTED else line.amount for line in lines),
        Decimal(0),
    )


def _query(given: QueryDict) -> str:
    kept = given.copy()
    kept.pop("page", None)
    return f"&{kept.urlencode()}" if kept else ""
