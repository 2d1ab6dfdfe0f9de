"""The envelope: each year, the postings behind each figure, and one posting followed both ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page
from django.http import Http404
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import number_in
from virage.base.paging import Shown, rest_of, shown
from virage.base.viewer import Role
from virage.core.ledger import FIGURES
from virage.desks.ministry.door import DESK, keeps_the_books
from virage.desks.ministry.frame import Frame, frame
from virage.stages.ledger.queries import (
    EntryLine,
    EntrySheet,
    EnvelopeCard,
    SharedProject,
    entry as the_entry,
    entry_page,
    shared_count,
    shared_projects,
)
from virage.stages.ledger.states import EntryKind

ZERO = Decimal(0)
ALL = {kind.value: 1 for kind in EntryKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a filter."""

    value: str
    words: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """One envelope of an initiative, or all of them, over some years, in dollars: figures that never add up."""

    name: str
    funder: str
    own: bool
    announced: Decimal
    again: Decimal
    voted: Decimal
    moved: Decimal
    authorised: Decimal
    committed: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopePage:
    """One envelope, the others that may be looked at, and its initiative whole: envelopes, then projects.

    ``year`` is what the projects and the initiative are shown of; every year when it is None.
    """

    frame: Frame
    others: tuple[EnvelopeCard, ...]
    year: int | None
    years: tuple[Choice, ...]
    rows: tuple[Sums, ...]
    whole: Sums | None
    projects: tuple[SharedProject, ...]
    shown: Shown
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesPage:
    """Postings that make the figure ``total``; ``signed`` when it takes some of them away."""

    frame: Frame
    figures: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    years: tuple[Choice, ...]
    lines: Page[EntryLine] | None
    total: Decimal | None
    signed: bool
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """One posting; ``follows`` for the auditor, who follows its dollars from end to end."""

    frame: Frame
    sheet: EntrySheet
    correctable: bool
    follows: bool


@DESK.page("ministry/envelope.html")
def envelope(request: ViewerRequest) -> EnvelopePage:
    around, asked = frame(request), request.GET.get("exercice", "")
    card = around.envelope
    beside = [each for each in around.envelopes if card and each.initiative_id == card.initiative_id]
    names = {str(year.year): year.name for each in beside for year in each.years}
    year = int(asked) if asked in names else None
    initiative = card.initiative_id if card else 0
    place = shown(request.GET, shared_count(request.viewer, initiative_id=initiative))
    return EnvelopePage(
        frame=around,
        others=tuple(each for each in around.envelopes if each != card),
        year=year,
        years=_choices({"": _("tous"), **dict(sorted(names.items(), reverse=True))}, str(year or "")),
        rows=tuple(_summed(each.name, each.funder, [each], year) for each in beside),
        whole=_summed("", "", beside, year) if beside else None,
        projects=shared_projects(request.viewer, initiative_id=initiative, rows=place.rows, year=year),
        shown=place,
        opens=keeps_the_books(request.viewer),
    )


def _summed(name: str, funder: str, cards: Sequence[EnvelopeCard], year: int | None) -> Sums:
    years = [each for card in cards for each in card.years if year in {None, each.year}]
    figures = ("announced", "again", "voted", "moved", "authorised", "committed", "paid")
    told = {figure: sum((getattr(each, figure) for each in years), ZERO) for figure in figures}
    return Sums(name=name, funder=funder, own=any(card.own for card in cards), **told)


@DESK.page("ministry/entries.html")
def entries(request: ViewerRequest) -> EntriesPage:
    around = frame(request)
    card = around.envelope
    nature, year = request.GET.get("nature", ""), request.GET.get("exercice", "")
    agreement = number_in(request.GET.get("entente"))
    signs = FIGURES.get(nature) or ({nature: 1} if nature in ALL else ALL)
    found = card and entry_page(
        request.viewer,
        envelope_id=None if agreement else card.id,
        agreement_id=agreement,
        signs=signs,
        year=int(year) if year.isdecimal() else None,
        page=request.GET.get("page", ""),
    )
    return EntriesPage(
        frame=around,
        figures=_choices(figure_words(), nature),
        kinds=_choices({kind.value: str(kind.label) for kind in EntryKind if kind not in FIGURES}, nature),
        years=_choices({str(y.year): y.name for y in (card.years if card else ())}, year),
        lines=found.lines if found else None,
        total=found.total if found and signs is not ALL else None,
        signed=-1 in signs.values(),
        query=rest_of(request.GET),
    )


@DESK.page("ministry/entry.html")
def entry(request: ViewerRequest, entry_id: int) -> EntryPage:
    return around_entry(request, entry_id)


def around_entry(request: ViewerRequest, entry_id: int) -> EntryPage:
    """One posting, its envelope, and whether the viewer may correct it."""
    sheet = the_entry(request.viewer, entry_id=entry_id)
    if sheet is None:
        raise Http404
    around = frame(request, envelope_id=sheet.envelope_id)
    card = around.envelope
    own = card is not None and card.own
    still_open = card is not None and any(y.year == sheet.line.year and not y.closed for y in card.years)
    correctable = own and still_open and sheet.line.corrects_id is None
    return EntryPage(frame=around, sheet=sheet, correctable=correctable, follows=request.viewer.has(Role.AUDITOR))


def figure_words() -> dict[str, str]:
    """Each figure of a year, in words."""
    return {
        "announced": _("annoncé"),
        "voted": _("voté"),
        "moved": _("transferts, reports et périmés"),
        "credits": _("crédits de l’exercice"),
        "authorised": _("autorisé"),
        "committed": _("engagé"),
        "paid": _("versé"),
        "held": _("retenu"),
        "unpaid": _("engagé, à verser"),
        "uncommitted": _("crédits non engagés"),
        "unallotted": _("autorisé, non engagé"),
    }


def _choices(named: dict[str, str], current: str) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, words=words, current=value == current) for value, words in named.items())
