"""The charts of the programme's pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from virage.base.charts import bars, steps, tiles
from virage.base.charts.model import Chart, Said, Table
from virage.base.charts.targets import Published, targets
from virage.core.portfolio import Quantity, TargetSet, versions_of
from virage.core.published import Portfolio
from virage.core.spans import Span
from virage.core.territory import Region
from virage.desks.public.programme import money
from virage.desks.public.programme.results import results_of, whole
from virage.desks.public.programme.wording import batch_name, bounded, host, language, middle, plain, say, when


def envelope(portfolio: Portfolio, until: date, finding: str) -> Chart:
    """The envelope as announced and added to, above the running totals of aid."""
    upper = [
        steps.Rise(
            on=middle(step.event.date),
            total=step.total.amount,
            when=when(step.event.date),
            source=", ".join(host(s) for s in step.event.sources),
        )
        for step in money.envelope_by_steps(portfolio)
    ]
    lower = [
        steps.Rise(
            on=middle(step.batch.date),
            total=step.total.amount,
            when=say(step.batch.date_words) or when(step.batch.date),
            source=", ".join(host(s) for s in step.batch.sources),
        )
        for step in money.aid_by_steps(portfolio)
    ]
    called = steps.Words(
        upper=_("enveloppe annoncée, puis augmentée"),
        lower=_("aide à des projets : annonces additionnées, puis totaux publiés"),
    )
    said = Said(name="enveloppe", title=_("Enveloppe et aide aux projets"), finding=finding, language=language())
    return steps.envelope(upper, lower, until, said, called)


def remainders(portfolio: Portfolio, finding: str) -> Chart:
    """Each announcement: aid to named projects, and the remainder, dashed."""
    lines = [line for line in money.announced(portfolio) if line.named_aid or line.rest]
    sums = [
        bars.Sum(label=when(line.date, short=True), named=line.named_aid.amount, rest=line.rest.amount)
        for line in lines
    ]
    said = Said(
        name="annonces", title=_("Aide annoncée, nommée et non identifiée"), finding=finding, language=language()
    )
    return bars.remainders(sums, said)


def unknown_map(regions: Mapping[str, Region], finding: str) -> Chart:
    """Every region with a question mark: no source gives the aid by region. Each tile opens the region's page."""
    drawn = [
        tiles.Tile(
            code=r.code,
            name=say(r.name),
            column=r.column,
            row=r.row,
            count=None,
            href=reverse("public:region", args=[r.code]),
        )
        for r in regions.values()
    ]
    said = Said(name="regions", title=_("Aide par région"), finding=finding, language=language())
    scale = tiles.Scale(cuts=(1, 2, 3, 4), unit=_("aide non publiée"))
    return replace(tiles.tile_map(drawn, scale, said), legend=())


def targets_and_results(portfolio: Portfolio, measure: str, finding: str) -> Chart:
    """Every set of targets for the whole programme, at the date it was stated, beside the published results."""
    sets = [s for s in portfolio.target_sets if whole(s, portfolio)]
    wanted = _labelled([(s.as_of, q) for s, q in versions_of(measure, sets)])
    reached = _labelled([(r.batch.date, r.quantity) for r in results_of(measure, portfolio)])
    title = _("Cibles et résultats publiés : %(what)s") % {"what": say(portfolio.measures[measure])}
    said = Said(name=f"cibles-{measure}", title=title, finding=finding, language=language())
    return replace(targets(wanted, reached, said), table=_table(measure, sets, portfolio, title))


def _labelled(found: Sequence[tuple[Span, Quantity]]) -> list[Published]:
    """Each value at its date; two values of one date share a label, so that neither hides the other."""
    dated: dict[date, list[Quantity]] = {}
    for span, quantity in found:
        dated.setdefault(middle(span), []).append(quantity)
    return [point for on, together in dated.items() for point in _together(on, together)]


def _together(on: date, found: list[Quantity]) -> list[Published]:
    values = {quantity.value: bounded(quantity.qualifier, plain(quantity.value)) for quantity in found}
    near = len(values) > 1 and max(values) < 2 * min(values)
    shared = (" " + _("ou") + " ").join(values.values())
    said = [shared if near and first else "" if near else words for first, words in _first(values.values())]
    return [Published(on=on, count=int(value), words=words, what="") for value, words in zip(values, said, strict=True)]


def _first(items: Iterable[str]) -> Iterator[tuple[bool, str]]:
    return ((rank == 0, item) for rank, item in enumerate(items))


def _table(measure: str, sets: Iterable[TargetSet], portfolio: Portfolio, title: str) -> Table:
    """The chart's own table would give a day to dates that are known in part."""
    rows: list[tuple[date, Sequence[str]]] = [
        (s.as_of.last, [_("cible"), say(s.scope), when(s.as_of), bounded(q.qualifier, plain(q.value))])
        for s, q in versions_of(measure, sets)
    ]
    rows += [
        (
            r.batch.date.last,
            [
                _("résultat"),
                batch_name(r.batch) if r.batch.projects else _("programme entier"),
                say(r.batch.date_words) or when(r.batch.date),
                bounded(r.quantity.qualifier, plain(r.quantity.value)),
            ],
        )
        for r in results_of(measure, portfolio)
    ]
    ordered = [cells for _on, cells in sorted(rows, key=lambda row: row[0])]
    head = [_("Quoi"), _("De qui"), _("Publié"), _("Nombre")]
    return Table(caption=title, head=head, rows=ordered, numeric=False)
