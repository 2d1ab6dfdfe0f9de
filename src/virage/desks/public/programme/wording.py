"""How published facts are said: dates known in part, bounded amounts, quantities, sources."""

import re
from datetime import date, timedelta
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext as _, gettext_lazy, ngettext

from virage.base import words
from virage.base.documents.wording import quarter
from virage.base.templatetags.words import french
from virage.base.words import Language
from virage.core import formats
from virage.core.money import Money
from virage.core.portfolio import Batch, EventKind, FunderKind, Project, Quantity, versions_of
from virage.core.promise_states import State
from virage.core.promises import Bearing
from virage.core.published import Portfolio
from virage.core.quarters import Quarter
from virage.core.remainders import Remainder, Step
from virage.core.sourcing import Citation, Qualifier
from virage.core.spans import Span
from virage.core.words import Words
from virage.desks.public.programme.money import Announced
from virage.desks.public.programme.results import results_of, whole

NB = words.NB
QUARTER = re.compile(r"(\d{4})-Q([1-4])")
WRITTEN_IN_FULL = {"M$": 6, "G$": 9}  # powers of ten

UNITS: dict[str, Promise] = {
    "enterprises": gettext_lazy("entreprises"),
    "projects": gettext_lazy("projets"),
    "organisations": gettext_lazy("organismes"),
    "establishments": gettext_lazy("établissements"),
    "jobs": gettext_lazy("emplois"),
    "people": gettext_lazy("personnes"),
    "points": gettext_lazy("points"),
    "per_capita": gettext_lazy("par personne"),
}
SOURCE_KINDS: dict[str, Promise] = {
    "primary": gettext_lazy("communiqué"),
    "press": gettext_lazy("presse"),
    "promoter": gettext_lazy("organisme porteur"),
    "sponsored": gettext_lazy("contenu commandité"),
    "aggregator": gettext_lazy("agrégateur"),
    "analysis": gettext_lazy("analyse"),
    "code": gettext_lazy("code source"),
    "official": gettext_lazy("source officielle"),
    "study": gettext_lazy("étude"),
    "lead": gettext_lazy("piste, sans page précise"),
}
EVENT_KINDS: dict[EventKind, Promise] = {
    EventKind.ANNOUNCED: gettext_lazy("annonce"),
    EventKind.VOTED: gettext_lazy("crédits votés"),
    EventKind.ADDED: gettext_lazy("ajout"),
    EventKind.LAUNCHED: gettext_lazy("lancement"),
    EventKind.REPORTED: gettext_lazy("bilan déclaré"),
}
FUNDER_KINDS: dict[FunderKind, Promise] = {
    FunderKind.PUBLIC: gettext_lazy("public"),
    FunderKind.PRIVATE: gettext_lazy("privé"),
    FunderKind.IN_KIND: gettext_lazy("en nature"),
}
AID_FORMS: dict[str, Promise] = {
    "non_repayable": gettext_lazy("aide non remboursable"),
    "repayable": gettext_lazy("aide remboursable"),
}
BEARINGS: dict[Bearing, Promise] = {
    Bearing.EXACT: gettext_lazy("mesure ce qui est promis"),
    Bearing.FLOOR: gettext_lazy("au moins autant"),
    Bearing.CEILING: gettext_lazy("au plus autant"),
    Bearing.CONTEXT: gettext_lazy("rien : à titre de contexte"),
}


def language() -> Language:
    """The language of the page."""
    return words.spoken(get_language())


def say(said: Words | None) -> str:
    """Words of a pack, in the language of the page."""
    return said.say(language()) if said else ""


def when(span: Span | None, *, short: bool = False) -> str:
    """A date as far as it is known: « 29 mars 2021 », « mars 2022 », « 2022 », « avril à décembre 2021 »."""
    if span is None:
        return ""
    lang = language()
    if span.first == span.last:
        return words.day(span.first, lang, short=short)
    if (span.first.month, span.last.month) == (1, 12) and span.first.year == span.last.year:
        return str(span.first.year)
    if (span.first.month, span.last.month) == (1, 12):
        return f"{span.first.year}–{span.last.year}"
    end = words.month(span.last, lang, short=short)
    if (span.first.year, span.first.month) == (span.last.year, span.last.month):
        return end
    begin = words.month(span.first, lang, short=short)
    if span.first.year == span.last.year:
        begin = begin.removesuffix(f"{NB}{span.first.year}")
    return _("%(begin)s à %(end)s") % {"begin": begin, "end": end}


def dated(written: str | None) -> str:
    """The date of a source or of a figure, as far as it is given; a quarter is named; other words as they are."""
    if not written:
        return ""
    if found := QUARTER.fullmatch(written):
        return quarter(Quarter(int(found[1]), int(found[2])), language())
    try:
        return when(Span.of(written))
    except ValueError:
        return written


def middle(span: Span) -> date:
    """Where a date known in part is drawn."""
    return span.first + timedelta(days=(span.last - span.first).days // 2)


def bounded(qualifier: Qualifier | None, text: str) -> str:
    """« plus de 350 »."""
    return f"{qualifier.words.say(language())} {text}" if qualifier else text


def dollars(amount: Money | None, qualifier: Qualifier | None = None) -> str:
    """An amount to the dollar, with how its source bounds it."""
    return "" if amount is None else bounded(qualifier, words.money(amount.amount, language()))


def millions(amount: Money | None, qualifier: Qualifier | None = None) -> str:
    """The same, in millions."""
    return "" if amount is None else bounded(qualifier, words.millions(amount.amount, language()))


def plain(value: Decimal) -> str:
    """A number with the decimals it was published with."""
    return say(formats.number(value)).replace("-", words.MINUS)


def valued(value: Decimal, unit: str | None, qualifier: Qualifier | None = None) -> str:
    """A published value with its unit: « près de 300 M$ », « 50 % », « environ 10 000 entreprises »."""
    return bounded(qualifier, _valued(value, unit))


def _valued(value: Decimal, unit: str | None) -> str:
    lang = language()
    if unit == "CAD":
        return words.millions(value, lang) if value >= words.MILLION else words.money(value, lang)
    if unit in WRITTEN_IN_FULL:
        sign = f"{NB}{unit}"
        return plain(value) + sign if lang == "fr" else f"${plain(value)}{'M' if unit == 'M$' else 'B'}"
    if unit == "$/h":
        return f"{plain(value)}{NB}$/h" if lang == "fr" else f"${plain(value)}/h"
    if unit == "%":
        return plain(value) + (f"{NB}%" if lang == "fr" else "%")
    named = UNITS.get(unit or "")
    return f"{plain(value)} {named}" if named else plain(value)


def quantity(found: Quantity, measures: dict[str, Words]) -> str:
    """So many of a measure: « plus de 350 diagnostics »; a share of something names it first."""
    measure = say(measures.get(found.measure)) or found.measure
    if found.measure.endswith("_pct"):
        share = bounded(found.qualifier, _valued(found.value, "%"))
        return _("%(what)s : %(share)s") % {"what": measure.split(",")[0], "share": share}
    return bounded(found.qualifier, f"{plain(found.value)} {measure}")


def finding(measure: str, portfolio: Portfolio) -> str:
    """« 17 000 entreprises accompagnées au dernier bilan, pour 20 000 visées »."""
    reached = results_of(measure, portfolio)[-1].quantity
    aimed = versions_of(measure, [s for s in portfolio.target_sets if whole(s, portfolio)])[-1][1]
    return _("%(reached)s au dernier bilan, pour %(aimed)s visées") % {
        "reached": quantity(reached, dict(portfolio.measures)),
        "aimed": bounded(aimed.qualifier, plain(aimed.value)),
    }


def host(source: Citation) -> str:
    """The site of a source: « newswire.ca »."""
    from virage.base.templatetags.content import host as site

    return site(source.url) if source.url else ""


def source_kind(source: Citation) -> str:
    """What sort of source it is, in words."""
    return str(SOURCE_KINDS.get(source.kind, source.kind))


def project_name(project: Project) -> str:
    """Its name, or its promoter's: many projects have no published name."""
    return project.name or project.promoter


def batch_name(batch: Batch) -> str:
    """« 8 projets annoncés le 24 janvier 2022 », « 35 projets, cumul, automne 2023 »."""
    at = say(batch.date_words) or when(batch.date)
    if batch.kind == "batch":
        return _("%(n)s projets annoncés, %(when)s") % {"n": batch.projects, "when": at}
    return _("%(n)s projets, cumul publié, %(when)s") % {"n": batch.projects, "when": at}


def line_name(line: Announced) -> str:
    """« 8 projets annoncés, 24 janvier 2022 », or what came between two totals, or one project alone."""
    if line.batch is None:
        return f"{line.named[0].promoter}, {when(line.date)}"
    if line.batch.kind != "batch" and line.remainder:
        return _("%(n)s projets comptés au bilan, %(when)s") % {"n": line.count, "when": when(line.date)}
    return batch_name(line.batch)


def steps_of(found: Remainder, portfolio: Portfolio) -> list[str]:
    """The subtraction, line by line: the published total first, what remains last."""
    lines = [_step(step, portfolio) for step in found.steps]
    about = _("environ") + " " if found.approximate and found.aid else ""
    amount = f"{about}{dollars(found.aid)}, " if found.aid is not None else ""
    many = ngettext("%(n)d projet non identifié", "%(n)d projets non identifiés", found.projects) % {
        "n": found.projects
    }
    return [*lines, f"= {amount}{many}"]


def _step(step: Step, portfolio: Portfolio) -> str:
    sign = "" if step.sign > 0 else f"{words.MINUS} "
    amount = f", {dollars(step.aid, step.qualifier)}" if step.aid is not None else ""
    if step.refers[0] in portfolio.batches:
        return f"{sign}{batch_name(portfolio.batches[step.refers[0]])}{amount}"
    names = list(dict.fromkeys(portfolio.projects[name].promoter for name in step.refers))
    many = ngettext("%(n)d projet", "%(n)d projets", len(step.refers)) % {"n": len(step.refers)}
    spoken = format_html_join(", ", "{}", ((french(name),) for name in names))
    return format_html("{}{}, {}{}", sign, spoken, many, amount)


STATE_SIGNS: dict[State, str] = {
    State.KEPT: "yes",
    State.LATE: "no",
    State.MISSED: "no",
    State.NOT_OBSERVABLE: "unknown",
}
"""The sign beside each state, the clock for one still open; the word says which."""
