"""Distinct and gross counts side by side, their overlap, and the passage to the next stage; each opens to its list.

A member of the council reads the same counts; the lists behind them stay closed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.viewer import Viewer
from virage.core.periods import fiscal_year_name
from virage.core.proportions import Share
from virage.desks.ministry.door import DESK, reads_counts
from virage.desks.ministry.frame import Frame, frame
from virage.desks.ministry.words import region_name, sector_name
from virage.stages.accounts.queries import organisation_names
from virage.stages.insight.queries import (
    By,
    Count,
    DefinitionCard,
    Indicator,
    Passage,
    can_see_figures,
    counts as the_counts,
    definition,
    overlaps,
    passages,
)

SHOWN_PAIRS = 10
NARROWS = {By.PROMOTER: "organisme", By.SECTOR: "secteur", By.REGION: "region", By.YEAR: "exercice"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """One part: both counts, and of those who began there, the share that came to the next stage."""

    name: str
    distinct: int
    gross: int
    passage: Share | None
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One cut: the parts, the most numerous first, and what they add up to."""

    by: By
    title: str
    rows: tuple[CountRow, ...]

    @property
    def total(self) -> int:
        """The sum of distinct counts: more than the whole where parts overlap."""
        return sum(row.distinct for row in self.rows)

    @property
    def follows(self) -> bool:
        """Years have no passage: a cohort goes on through them."""
        return any(row.passage for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two promoters that count the same enterprises."""

    one: str
    other: str
    enterprises: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsPage:
    """One indicator over a period, cut four ways."""

    frame: Frame
    defined: DefinitionCard
    indicator: Indicator
    choices: tuple[Indicator, ...]
    next: Indicator | None
    whole: CountRow
    sections: tuple[Section, ...]
    pairs: tuple[Pair, ...]
    acts_href: str


@DESK.page("ministry/counts.html", admits=reads_counts)
def counts(request: ViewerRequest) -> CountsPage:
    viewer, asked = request.viewer, request.GET.get("etape", "")
    indicator = Indicator(asked) if asked in Indicator.values else Indicator.SENSITISED
    around = frame(request)
    since, until = around.period.since, around.period.until
    found = the_counts(viewer, since=since, until=until, indicators=[indicator])
    after = indicator.after
    came = passages(viewer, start=indicator, end=after, since=since, until=until) if after else ()
    name = namer(viewer, found)
    address = reverse("ministry:counted", args=[indicator]) if can_see_figures(viewer) else ""

    def href(**kept: str) -> str:
        return f"{address}?{around.period.query}&{urlencode(kept)}" if address else ""

    sections = tuple(section(by, found, came, name, href) for by in NARROWS)
    return CountsPage(
        frame=around,
        defined=definition(viewer, indicator=indicator),
        indicator=indicator,
        choices=tuple(Indicator),
        next=after,
        whole=whole(found, came, href()),
        sections=sections,
        pairs=tuple(
            Pair(
                one=name(By.PROMOTER, str(pair.one)),
                other=name(By.PROMOTER, str(pair.other)),
                enterprises=pair.enterprises,
                href=href(organisme=str(pair.one), avec=str(pair.other)),
            )
            for pair in overlaps(viewer, indicator=indicator, since=since, until=until)[:SHOWN_PAIRS]
        ),
        acts_href=f"{reverse('ministry:acts', args=[indicator])}?{around.period.query}" if address else "",
    )


def namer(viewer: Viewer, found: Iterable[Count]) -> Callable[[By, str], str]:
    """Words of a part, from its kind and key. One query, for the promoters."""
    promoters = organisation_names({int(each.key) for each in found if each.by is By.PROMOTER and each.key})

    def name(by: By, key: str) -> str:
        if not key:
            return _("Aucun organisme") if by is By.PROMOTER else _("Pas encore connu")
        match by:
            case By.PROMOTER:
                return promoters.get(int(key), key)
            case By.SECTOR:
                return sector_name(key, viewer)
            case By.REGION:
                return region_name(key, viewer)
            case _:
                return fiscal_year_name(int(key))

    return name


def section(
    by: By,
    found: Sequence[Count],
    came: Sequence[Passage],
    name: Callable[[By, str], str],
    href: Callable[..., str],
) -> Section:
    """The parts of one cut: years in order, the others by number."""
    shares = {each.key: each.share for each in came if each.by is by}
    parts = [each for each in found if each.by is by]
    parts.sort(key=lambda each: each.key if by is By.YEAR else (-each.distinct, each.key))
    titles = {
        By.PROMOTER: _("Par organisme porteur"),
        By.SECTOR: _("Par secteur"),
        By.REGION: _("Par région"),
        By.YEAR: _("Par exercice"),
    }
    return Section(
        by=by,
        title=titles[by],
        rows=tuple(
            CountRow(
                name=name(by, each.key),
                distinct=each.distinct,
                gross=each.gross,
                passage=shares.get(each.key),
                href=href(**{NARROWS[by]: each.key}) if each.key or by in {By.SECTOR, By.REGION} else "",
            )
            for each in parts
        ),
    )


def whole(found: Sequence[Count], came: Sequence[Passage], href: str) -> CountRow:
    """Everything, once."""
    every = next((each for each in found if each.by is By.WHOLE), None)
    return CountRow(
        name="",
        distinct=every.distinct if every else 0,
        gross=every.gross if every else 0,
        passage=next((each.share for each in came if each.by is By.WHOLE), None),
        href=href,
    )
