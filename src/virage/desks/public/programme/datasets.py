"""The open data: rows straight from the packs, the same for CSV and JSON, each with its sources."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from virage.base.library import library
from virage.content.money_words import paid
from virage.core.money import Money
from virage.core.portfolio import Project, Quantity
from virage.core.sourcing import Citation, Qualifier
from virage.core.spans import Span
from virage.core.words import Words

Cell = str | int | Decimal | None | list[str]
Row = dict[str, Cell]
Value = tuple[Words | None, str | None, Decimal | None, str]


def _both(name: str, said: Words | None) -> Row:
    return {f"{name}_fr": said.fr if said else None, f"{name}_en": said.en if said else None}


def _days(name: str, span: Span | None) -> Row:
    """A date known in part is two days, between which it falls."""
    first = span.first.isoformat() if span else None
    last = span.last.isoformat() if span else None
    return {f"{name}_from": first, f"{name}_to": last}


def _amount(money: Money | None) -> Decimal | None:
    return money.amount if money else None


def _word(qualifier: Qualifier | None) -> str | None:
    return qualifier.value if qualifier else None


def _urls(cited: Iterable[Citation]) -> list[str]:
    return [source.url or (source.note.fr if source.note else source.kind) for source in cited]


def _counts(found: Iterable[Quantity]) -> list[str]:
    return [":".join(filter(None, (q.measure, _word(q.qualifier), str(q.value)))) for q in found]


def projects() -> Iterable[Row]:
    """Every named project, and the neighbours (`relation`)."""
    return (_project(p) for p in library().portfolio.projects.values())


def _project(project: Project) -> Row:
    regions = project.regions
    return {
        "id": project.id,
        "relation": project.relation,
        **_days("announced", project.date),
        "promoter": project.promoter,
        "partners": list(project.partners),
        "name": project.name,
        "phase": project.phase,
        "follows": project.follows,
        **_both("summary", project.summary),
        "sectors": list(project.sectors),
        "regions": None if regions is None else list(regions) or ["all"],
        **_both("region_words", project.region_words),
        "aid_cad": _amount(project.aid),
        "aid_qualifier": _word(project.aid_qualifier),
        "aid_shared_cad": _amount(project.joint_aid),
        "aid_shared_with": list(project.joint_with),
        "contributions": [f"{c.id}:{c.kind.value}:{c.amount.amount}" for c in project.contributions],
        "total_cost_cad": _amount(project.total_cost),
        "total_cost_qualifier": _word(project.total_cost_qualifier),
        "targets": _counts(project.targets),
        "results": _counts(project.results),
        **_both("note", project.note),
        "sources": _urls(project.sources),
    }


def envelope() -> Iterable[Row]:
    """What was said of the envelope, each with its kind."""
    for event in library().portfolio.envelope:
        yield {
            "id": event.id,
            **_days("date", event.date),
            "kind": event.kind.value,
            **_both("statement", event.statement),
            "amount_cad": _amount(event.amount),
            "cumulative_cad": _amount(event.cumulative),
            **_days("until", event.until),
            "sources": _urls(event.sources),
        }


def announcements() -> Iterable[Row]:
    """The batches and the published running totals (`kind`): totals overlap, never add them."""
    for batch in library().portfolio.batches.values():
        yield {
            "id": batch.id,
            "kind": batch.kind,
            **_days("date", batch.date),
            "projects": batch.projects,
            "organisations": batch.organisations,
            "aid_cad": _amount(batch.aid),
            "aid_qualifier": _word(batch.aid_qualifier),
            "total_cost_cad": _amount(batch.total_cost),
            "total_cost_qualifier": _word(batch.total_cost_qualifier),
            "targets": _counts(batch.targets),
            "results": _counts(batch.results),
            "covers": list(batch.covers),
            "sources": _urls(batch.sources),
        }


def remainders() -> Iterable[Row]:
    """What no source identifies, by difference."""
    for found in library().portfolio.remainders():
        yield {
            "id": found.rule.id,
            "announcement": found.rule.batch,
            "projects": found.projects,
            "aid_cad": _amount(found.aid),
            "approximate": "true" if found.approximate else "false",
            **_both("note", found.rule.note),
        }


def targets() -> Iterable[Row]:
    """One row for each target of each set."""
    for each in library().portfolio.target_sets:
        for quantity in each.targets:
            yield {
                "set": each.id,
                **_days("stated", each.as_of),
                **_both("scope", each.scope),
                "projects": each.projects,
                "measure": quantity.measure,
                "value": quantity.value,
                "qualifier": _word(quantity.qualifier),
                "sources": _urls(each.sources),
            }


def promises() -> Iterable[Row]:
    """One row for each observation of each promise; a promise that nothing observes has one row."""
    for promise in library().portfolio.promises.values():
        head: Row = {
            "promise": promise.id,
            **_both("statement", promise.statement),
            **_both("speaker", promise.speaker),
            "announced_on": promise.announced_on.isoformat(),
            "due": promise.due.isoformat() if promise.due else None,
            "pledges": [f"{p.measure}:{p.value}:{p.unit}" for p in promise.pledges],
            "promise_sources": _urls(promise.sources),
        }
        for seen in promise.observations:
            yield {
                **head,
                **_days("observed", seen.as_of),
                "measure": seen.measure,
                "value": seen.value,
                "qualifier": _word(seen.qualifier),
                "bears_on": seen.bears_on,
                "bearing": seen.bearing.value,
                **_both("how", seen.how),
                "sources": _urls(seen.sources),
            }


def contradictions() -> Iterable[Row]:
    """One row for each value that disagrees."""
    for each in library().portfolio.contradictions.values():
        for claim in each.claims:
            yield {
                "contradiction": each.id,
                **_both("title", each.title),
                **_both("label", claim.label),
                "value": claim.value,
                "unit": claim.unit,
                "qualifier": _word(claim.qualifier),
                **_days("as_of", claim.as_of),
                "target_set": claim.target_set,
                **_both("reading", each.reading),
                "sources": _urls(claim.sources),
            }


def figures() -> Iterable[Row]:
    """One row for each value of each published figure."""
    for figure in library().figures.records.values():
        alone: list[Value] = [(None, None, figure.value, figure.unit)]
        for label, at, value, unit in [(p.label, p.at, p.value, p.unit) for p in figure.points] or alone:
            yield {
                "figure": figure.id,
                "subject": figure.subject,
                **_both("statement", figure.statement),
                **_both("label", label),
                "at": at,
                "value": value,
                "unit": unit,
                "qualifier": _word(figure.qualifier),
                **_both("place", figure.place),
                **_both("speaker", figure.speaker),
                "data_date": figure.data_date,
                "published_on": figure.published_on,
                "kind": figure.kind.value,
                **_both("method", figure.method),
                "sources": _urls(figure.sources),
            }


def aids() -> Iterable[Row]:
    """One row for each dated version of each aid, with its conditions in words."""
    for aid in library().aids.values():
        rules = {norm.id: norm for norm in library().norms[aid.id].norms}
        for norm in aid.norms:
            told = paid(norm.money)
            found = rules[norm.id].rules if norm.id in rules else ()
            yield {
                "aid": aid.id,
                "version": norm.id,
                **_both("name", aid.name.words),
                "funder": aid.funder,
                "level": aid.level,
                "kinds": list(norm.kinds or aid.kinds),
                **_both("amount", told.amount),
                **_both("share", told.share),
                "terms": norm.terms,
                "conditions_fr": [rule.sentence.fr for rule in found],
                "conditions_en": [rule.sentence.en for rule in found],
                "sources": [source.url or "" for source in (norm.sources or aid.sources)],
            }


def sources() -> Iterable[Row]:
    """Every source that the portfolio cites by id."""
    for source in library().sources.values():
        yield {
            "id": source.id,
            "url": source.url,
            "date": source.date,
            "kind": source.kind,
            **_both("note", source.note),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One table: its title, what a row is, how to read it."""

    title: Lazy
    row: Lazy
    rows: Callable[[], Iterable[Row]]


DATASETS: Mapping[str, Dataset] = {
    "projets": Dataset(title=_("Projets nommés"), row=_("un projet par ligne"), rows=projects),
    "enveloppe": Dataset(title=_("Enveloppe"), row=_("un événement par ligne"), rows=envelope),
    "annonces": Dataset(title=_("Annonces et cumuls"), row=_("une annonce ou un cumul par ligne"), rows=announcements),
    "restes": Dataset(title=_("Projets non identifiés"), row=_("un reste par différence par ligne"), rows=remainders),
    "cibles": Dataset(title=_("Cibles"), row=_("une cible d’un jeu par ligne"), rows=targets),
    "engagements": Dataset(title=_("Engagements publics"), row=_("une observation par ligne"), rows=promises),
    "contradictions": Dataset(title=_("Contradictions"), row=_("une valeur par ligne"), rows=contradictions),
    "donnees": Dataset(title=_("Données publiées"), row=_("une valeur par ligne"), rows=figures),
    "aides": Dataset(title=_("Aides financières"), row=_("une version d’une aide par ligne"), rows=aids),
    "sources": Dataset(title=_("Sources"), row=_("une source par ligne"), rows=sources),
}
