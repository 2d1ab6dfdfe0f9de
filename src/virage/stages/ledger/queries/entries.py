"""The postings behind a figure, and one posting followed both ways."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django.core.paginator import Page, Paginator
from django.db.models import Max, Q, Sum
from django.db.models.functions import TruncMonth

from virage.base.paging import BY_PAGE
from virage.base.viewer import Viewer
from virage.core.ledger import left_of
from virage.core.periods import fiscal_year_name
from virage.stages.ledger.models import Entry, MoneyQuerySet
from virage.stages.ledger.states import EntryKind

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One posting; ``counts`` is its amount as the figure shown counts it: less than zero where it takes away."""

    id: int
    kind: EntryKind
    kind_words: str
    amount: Decimal
    counts: Decimal
    year: int
    on: date
    project: str
    agreement: str
    agreement_id: int | None
    counterparty: str
    evidence: str
    about_id: int | None
    corrects_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSum:
    """What was posted of one kind in a month, in dollars, and the last day that something was."""

    kind: str
    amount: Decimal
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """One page of postings; ``total`` is the figure they make, all pages together."""

    lines: Page[EntryLine]
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySheet:
    """One posting with everything it hangs on: the entry it follows or corrects, and what followed or corrected it.

    ``left`` is what may still follow it, or be taken from it.
    """

    line: EntryLine
    envelope_id: int
    envelope: str
    funder: str
    initiative: str
    fictitious: bool
    funder_id: int
    need: str
    proven_need: Decimal | None
    posted_at: datetime
    posted_by: str
    before: EntryLine | None
    after: tuple[EntryLine, ...]
    left: Decimal

    @property
    def year_name(self) -> str:
        """« 2026-2027 »."""
        return fiscal_year_name(self.line.year)


def by_month(viewer: Viewer, *, envelope_id: int, kinds: Collection[str]) -> tuple[MonthSum, ...]:
    """Sums of an envelope by month and kind, oldest first. One query, as many rows as months and kinds."""
    rows = _wanted(viewer, envelope_id, kinds, None).order_by().annotate(month=TruncMonth("on"))
    sums = rows.values_list("month", "kind").annotate(Sum("amount"), Max("on")).order_by("month", "kind")
    return tuple(MonthSum(kind=kind, amount=amount, until=until) for _month, kind, amount, until in sums)


def entry_page(  # noqa: D417
    viewer: Viewer,
    *,
    signs: Mapping[str, int],
    year: int | None,
    page: str,
    envelope_id: int | None = None,
    agreement_id: int | None = None,
) -> EntryPage:
    """One page of the postings behind a figure, of an envelope or of an agreement. Three queries, however many.

    Args:
        signs: what the figure adds (1) and takes away (-1); a kind not named is left out.
    """
    rows = _wanted(viewer, envelope_id, signs.keys(), year)
    if agreement_id is not None:
        rows = rows.filter(agreement_id=agreement_id)
    sums = rows.order_by().values_list("kind").annotate(Sum("amount"))
    shown = Paginator(rows, BY_PAGE).get_page(page)
    lines = [line_of(row, signs) for row in shown.object_list]
    return EntryPage(
        lines=Page(lines, shown.number, cast("Paginator[EntryLine]", shown.paginator)),
        total=sum((amount * signs[kind] for kind, amount in sums), ZERO),
    )


def entry(viewer: Viewer, *, entry_id: int) -> EntrySheet | None:
    """One posting, followed both ways; None for whoever may not see it. Two queries."""
    rows = Entry.objects.visible_to(viewer).select_related("project", "agreement")
    around = ("about__project", "about__agreement", "corrects__project", "corrects__agreement")
    row = rows.select_related("envelope__initiative", "envelope__funder", *around)
    found = row.filter(pk=entry_id).first()
    if found is None:
        return None
    after = list(rows.filter(Q(about=found) | Q(corrects=found)).order_by("on", "pk"))
    followed: dict[str, Decimal] = {}
    for each in after:
        if each.about_id == found.pk:
            followed[each.kind] = followed.get(each.kind, ZERO) + each.amount
    corrected = sum((each.amount for each in after if each.corrects_id == found.pk), ZERO)
    before = found.corrects or found.about
    return EntrySheet(
        line=line_of(found),
        envelope_id=found.envelope_id,
        envelope=found.envelope.name,
        funder=found.envelope.funder.name,
        funder_id=found.envelope.funder_id,
        initiative=found.envelope.initiative.name,
        fictitious=found.envelope.initiative.fictitious,
        need=found.need,
        proven_need=found.proven_need,
        posted_at=found.posted_at,
        posted_by=found.posted_by,
        before=line_of(before) if before else None,
        after=tuple(line_of(each) for each in after),
        left=left_of(found.amount, corrected=corrected, followed=followed),
    )


def _wanted(viewer: Viewer, envelope_id: int | None, kinds: Collection[str], year: int | None) -> MoneyQuerySet[Entry]:
    rows = Entry.objects.visible_to(viewer).select_related("project", "agreement")
    if envelope_id is not None:
        rows = rows.filter(envelope_id=envelope_id)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if year is not None:
        rows = rows.filter(fiscal_year=year)
    return rows.order_by("on", "pk")


def line_of(row: Entry, signs: Mapping[str, int] | None = None) -> EntryLine:
    """A row read with its project and agreement; ``signs`` say how a figure counts it."""
    return EntryLine(
        id=row.pk,
        kind=EntryKind(row.kind),
        kind_words=str(EntryKind(row.kind).label),
        amount=row.amount,
        counts=row.amount * (signs[row.kind] if signs else 1),
        year=row.fiscal_year,
        on=row.on,
        project=row.project.name if row.project else "",
        agreement=row.agreement.reference if row.agreement else "",
        agreement_id=row.agreement_id,
        counterparty=row.counterparty,
        evidence=row.evidence,
        about_id=row.about_id,
        corrects_id=row.corrects_id,
    )
