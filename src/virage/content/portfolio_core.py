"""From the schema of the portfolio to the core's objects."""

from collections.abc import Callable, Iterable, Sequence

from virage.content import portfolio_files as schema
from virage.content.citations import Sources, cited
from virage.content.kinds import Shelf
from virage.content.quantities import QuantityEntry, money_or_none, span_or_none, words_or_none
from virage.core import portfolio as core
from virage.core.money import Money
from virage.core.promises import Observation, Pledge, Promise
from virage.core.published import Portfolio
from virage.core.remainders import RemainderRule
from virage.core.sourcing import Citation
from virage.core.spans import Span
from virage.core.words import Words

Cite = Callable[[Sources], tuple[Citation, ...]]


def portfolio(files: Sequence[schema.PortfolioFile], shelf: Shelf) -> Portfolio:
    """Merge the files of the packs; the programme of the last that gives one."""

    def cite(refs: Sources) -> tuple[Citation, ...]:
        return cited(refs, shelf)

    programme = next(f.programme for f in reversed(files) if f.programme is not None)
    return Portfolio(
        programme=_programme(programme, cite),
        measures={m.id: Words(fr=m.fr, en=m.en) for f in files for m in f.measures},
        envelope=tuple(_event(e, cite) for f in files for e in f.envelope),
        batches={b.id: _batch(b, cite) for f in files for b in f.batches},
        projects={p.id: _project(p, cite) for f in files for p in f.projects},
        remainder_rules=tuple(_rule(r) for f in files for r in f.remainders),
        contradictions={c.id: _contradiction(c, cite) for f in files for c in f.contradictions},
        promises={p.id: _promise(p, cite) for f in files for p in f.promises},
        target_sets=tuple(_target_set(t, cite) for f in files for t in f.target_sets),
    )


def _quantities(entries: Iterable[QuantityEntry]) -> tuple[core.Quantity, ...]:
    return tuple(entry.quantity for entry in entries)


def _programme(entry: schema.ProgrammeEntry, cite: Cite) -> core.Programme:
    return core.Programme(
        id=entry.id,
        name=entry.words,
        short=entry.short,
        funder=entry.funder.words,
        delivery=entry.delivery.words,
        launched=Span.of(entry.launched),
        pillars={p.id: p.words for p in entry.pillars},
        partners=entry.partners,
        sources=cite(entry.sources),
    )


def _event(entry: schema.EventEntry, cite: Cite) -> core.EnvelopeEvent:
    return core.EnvelopeEvent(
        id=entry.id,
        date=Span.of(entry.date),
        kind=entry.kind,
        statement=entry.statement.words,
        amount=money_or_none(entry.amount),
        cumulative=money_or_none(entry.cumulative),
        until=span_or_none(entry.until),
        sources=cite(entry.sources),
    )


def _batch(entry: schema.BatchEntry, cite: Cite) -> core.Batch:
    return core.Batch(
        id=entry.id,
        kind=entry.kind,
        date=Span.of(entry.date),
        date_words=words_or_none(entry.date_words),
        projects=entry.projects,
        organisations=entry.organisations,
        aid=money_or_none(entry.aid),
        aid_qualifier=entry.aid_qualifier,
        total_cost=money_or_none(entry.total_cost),
        total_cost_qualifier=entry.total_cost_qualifier,
        targets=_quantities(entry.targets),
        results=_quantities(entry.results),
        covers=entry.covers,
        derived=words_or_none(entry.derived),
        note=words_or_none(entry.note),
        sources=cite(entry.sources),
    )


def _rule(entry: schema.RemainderEntry) -> RemainderRule:
    return RemainderRule(
        id=entry.id,
        batch=entry.batch,
        total=entry.total,
        less=entry.less,
        covers=entry.covers,
        measures=frozenset(entry.measures),
        note=words_or_none(entry.note),
    )


def _project(entry: schema.ProjectEntry, cite: Cite) -> core.Project:
    regions = () if entry.regions == "all" else entry.regions
    return core.Project(
        id=entry.id,
        relation=entry.relation,
        batch=entry.batch,
        date=span_or_none(entry.date),
        promoter=entry.promoter,
        partners=entry.partners,
        name=entry.name,
        phase=entry.phase,
        follows=entry.follows,
        summary=words_or_none(entry.summary),
        need_words={"fr": entry.need_words.fr, "en": entry.need_words.en} if entry.need_words else {},
        sectors=entry.sectors,
        regions=regions,
        region_words=words_or_none(entry.region_words),
        aid=money_or_none(entry.aid),
        aid_qualifier=entry.aid_qualifier,
        aid_note=words_or_none(entry.aid_note),
        aid_form=entry.aid_form,
        joint_aid=Money(entry.joint_aid.amount) if entry.joint_aid else None,
        joint_with=(entry.joint_aid.with_,) if entry.joint_aid else (),
        contributions=tuple(_contribution(c) for c in entry.contributions),
        total_public=money_or_none(entry.total_public),
        total_cost=money_or_none(entry.total_cost),
        total_cost_qualifier=entry.total_cost_qualifier,
        expected_economic_impact=money_or_none(entry.expected_economic_impact),
        targets=_quantities(entry.targets),
        results=_quantities(entry.results),
        offer=_offer(entry.offer, cite),
        note=words_or_none(entry.note),
        sources=cite(entry.sources),
    )


def _contribution(entry: schema.ContributionEntry) -> core.Contribution:
    return core.Contribution(id=entry.id, name=entry.name.words, kind=entry.kind, amount=Money(entry.amount))


def _offer(entry: schema.OfferEntry | None, cite: Cite) -> core.Offer | None:
    if entry is None:
        return None
    return core.Offer(
        statement=entry.statement.words,
        conditions=entry.conditions,
        conditions_note=words_or_none(entry.conditions_note),
        sources=cite(entry.sources),
    )


def _contradiction(entry: schema.ContradictionEntry, cite: Cite) -> core.Contradiction:
    return core.Contradiction(
        id=entry.id,
        title=entry.title.words,
        claims=tuple(_claim(value, cite) for value in entry.values),
        reading=entry.reading.words,
        reading_sources=cite(entry.reading_sources),
    )


def _claim(entry: schema.ClaimEntry, cite: Cite) -> core.Claim:
    return core.Claim(
        label=entry.label.words,
        value=entry.value,
        unit=entry.unit,
        qualifier=entry.qualifier,
        as_of=span_or_none(entry.as_of),
        target_set=entry.target_set,
        sources=cite(entry.sources),
    )


def _promise(entry: schema.PromiseEntry, cite: Cite) -> Promise:
    return Promise(
        id=entry.id,
        statement=entry.statement.words,
        speaker=words_or_none(entry.speaker),
        announced_on=entry.announced_on,
        due=entry.due,
        pledges=tuple(
            Pledge(measure=p.measure, value=p.value, unit=p.unit, qualifier=p.qualifier) for p in entry.pledges
        ),
        observations=tuple(_observation(o, cite) for o in entry.observations),
        sources=cite(entry.sources),
    )


def _observation(entry: schema.ObservationEntry, cite: Cite) -> Observation:
    return Observation(
        as_of=Span.of(entry.as_of),
        as_of_words=words_or_none(entry.as_of_words),
        measure=entry.measure,
        value=entry.value,
        qualifier=entry.qualifier,
        bears_on=entry.bears_on,
        bearing=entry.bearing,
        how=entry.how.words,
        sources=cite(entry.sources),
    )


def _target_set(entry: schema.TargetSetEntry, cite: Cite) -> core.TargetSet:
    return core.TargetSet(
        id=entry.id,
        as_of=Span.of(entry.as_of),
        scope=entry.scope.words,
        projects=entry.projects,
        targets=_quantities(entry.targets),
        sources=cite(entry.sources),
    )
