"""What an owner takes away: the plan in PDF and Word, a first specification, their own data."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from fractions import Fraction

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from virage.base.documents.pdf import pdf
from virage.base.documents.word import word
from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.base.templatetags.content import host, say
from virage.base.words import Language, number, spoken
from virage.content.clauses import clauses_for
from virage.content.texts import SourceRef
from virage.core.eligibility import LABELS
from virage.core.plan_reasons import computed_for, why_left_out
from virage.core.sequencing import Means
from virage.desks.sme.action_cards import ActionCard, action_card
from virage.desks.sme.door import SME, own
from virage.desks.sme.heading import caption
from virage.desks.sme.projects import real_projects
from virage.desks.sme.score import score_box
from virage.stages.assessments.queries import Sheet, latest_sheet
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.funding.queries import AidBoard, AidLine, board_of
from virage.stages.plans.documents.plan import PlanAction, PlanAid, PlanDocument, plan_document
from virage.stages.plans.documents.specification import (
    Requirement,
    SpecificationDocument,
    Wanted,
    specification_document,
)
from virage.stages.plans.queries import PlanSheet, latest_plan, left_out, need_in
from virage.stages.stewardship.queries import given_data

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@SME.page("")
def plan_pdf(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    return _file(pdf(plan_document(_plan(request, enterprise_id))), PDF, _("plan-d-intervention.pdf"))


@SME.page("")
def plan_word(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    return _file(word(plan_document(_plan(request, enterprise_id))), WORD, _("plan-d-intervention.docx"))


@SME.page("")
def specification(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    """The clauses of the actions kept, once each."""
    kept = _kept(request, enterprise_id)
    language = spoken(request.viewer.language)
    wanted = [c for c in kept.actions if c.step.action.entry.clauses]
    clauses = clauses_for([name for c in wanted for name in c.step.action.entry.clauses], library().clauses)
    document = SpecificationDocument(
        title=_("Cahier des charges – première version"),
        enterprise=caption(kept.enterprise, language),
        on=kept.plan.drawn_on,
        language=language,
        notice=_notice(),
        context=tuple(_context(kept.enterprise, language)),
        wanted=tuple(Wanted(title=c.title, summary=c.why, why="\n".join(c.reasons)) for c in wanted),
        requirements=tuple(
            Requirement(
                id=clause.id,
                category=clause.category,
                priority=clause.priority,
                title=clause.title.words.say(language),
                text=clause.text.words.say(language),
                acceptance=clause.acceptance.words.say(language),
                sources=tuple(_source(s) for s in clause.sources),
            )
            for clause in clauses
        ),
        fictitious=kept.enterprise.fictitious,
    )
    return _file(word(specification_document(document)), WORD, _("cahier-des-charges.docx"))


def _context(card: EnterpriseCard, language: Language) -> Iterable[tuple[str, str]]:
    """What the owner said of the enterprise, as said; what was not said stays to be filled in."""
    facts, shelf = card.facts, library()
    sector = shelf.sectors.get(str(facts.get("sector", "")))
    region = shelf.regions.get(str(facts.get("region", "")))
    employees = facts.get("employees")
    yield _("L’entreprise, en ses mots"), str(facts.get("activity") or "")
    yield _("Son secteur"), sector.name.say(language) if sector else ""
    yield _("Personnes qui y travaillent"), number(employees, language) if isinstance(employees, int) else ""
    yield _("Sa région"), region.name.say(language) if region else ""
    yield _("Ce qui lui fait perdre du temps ou de l’argent"), need_in(facts)


@SME.page("")
def my_data(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    """Everything this enterprise gave, apart from what was computed from it (P-39.1 s. 27)."""
    card = own(request, enterprise_id)
    data = given_data(request.viewer, key=card.key)
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_plain)
    return _file(text.encode(), "application/json", _("mes-donnees.json"))


def _plain(value: object) -> object:
    """Give JSON words for what it has none for: a record by its fields, an exact number as a number."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Fraction):
        return round(float(value), 2)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    return str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the owner keeps of the plan, with all it rests on."""

    enterprise: EnterpriseCard
    plan: PlanSheet
    sheet: Sheet
    board: AidBoard
    actions: tuple[ActionCard, ...]


def _kept(request: ViewerRequest, enterprise_id: int) -> Kept:
    card = own(request, enterprise_id)
    plan = latest_plan(request.viewer, key=card.key)
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts)
    if plan is None or sheet is None:
        raise Http404
    board = board_of(card, sheet, on=plan.drawn_on)
    language = spoken(request.viewer.language)
    return Kept(
        enterprise=card,
        plan=plan,
        sheet=sheet,
        board=board,
        actions=tuple(action_card(step, sheet, board, language) for step in plan.kept),
    )


def _plan(request: ViewerRequest, enterprise_id: int) -> PlanDocument:
    kept = _kept(request, enterprise_id)
    plan, language = kept.plan, spoken(request.viewer.language)
    score = score_box(kept.sheet, kept.enterprise, language)
    estimate = plan.steps[0].action.estimate if plan.steps else None
    titles = {name: action.entry.title.words for name, action in library().actions.items()}
    helpers = ", ".join(dict.fromkeys(m.thing.promoter for m in real_projects(kept.enterprise)[:2]))
    return PlanDocument(
        title=_("Plan d’intervention"),
        enterprise=caption(kept.enterprise, language),
        on=plan.drawn_on,
        language=language,
        notice=_notice(),
        estimated_by=estimate.author if estimate else "Virage",
        estimated_on=estimate.on if estimate else plan.drawn_on,
        score=score.value if score else None,
        interval=(score.low, score.high) if score else None,
        actions=tuple(_action(c, helpers, language) for c in kept.actions),
        aids=tuple(_aids(kept.board, language)),
        left_out=tuple(
            (titles[one.action].say(language), why_left_out(one, Means(), titles).say(language))
            for one in left_out(plan)
        ),
        means=computed_for(Means()).say(language),
        sources=tuple(dict.fromkeys(_source(s) for c in kept.actions for s in _sources(c))),
        fictitious=kept.enterprise.fictitious,
    )


def _action(card: ActionCard, helpers: str, language: Language) -> PlanAction:
    entry, step = card.step.action.entry, card.step
    return PlanAction(
        title=card.title,
        when=(step.quarter, step.last_quarter),
        why="\n".join(card.reasons),
        gives=card.why,
        gain=entry.gain.words.words.say(language) if entry.gain.words else _("non mesuré"),
        first_step=entry.sheet.first_step.words.say(language),
        pitfalls=entry.sheet.pitfalls.words.say(language),
        cost=(step.cost.low, step.cost.high),
        hours=(step.hours.low, step.hours.high),
        who_helps=_("Accueil à vérifier : %(names)s") % {"names": helpers} if helpers else "",
        who_could_pay="\n".join(
            f"{p.aid.name.words.say(language)} ({LABELS[p.verdict.standing].say(language)})" for p in card.payers
        ),
        first=step.first_rank is not None,
    )


def _sources(card: ActionCard) -> Iterable[SourceRef]:
    return (*card.step.action.entry.sheet.sources, *card.step.action.entry.gain.sources)


def _aids(board: AidBoard, language: Language) -> Iterable[PlanAid]:
    for line in (*board.certain, *board.to_verify[:8]):
        yield PlanAid(
            name=line.aid.name.words.say(language),
            verdict=LABELS[line.verdict.standing].say(language),
            note=_to_settle(line, language),
            source=line.aid.funder,
        )


def _to_settle(line: AidLine, language: Language) -> str:
    questions = [library().facts.facts[name].question for name in line.verdict.ask[:3]]
    return "\n".join(words.say(language) for words in questions if words)


def _source(source: SourceRef) -> tuple[str, str | None]:
    told = f"{host(source.url)}, {say(source.words)}" if source.words and "://" in source.url else say(source.words)
    named = told or source.note or source.url
    return (f"{named} ({source.date})" if source.date else named, source.url if "://" in source.url else None)


def _notice() -> str:
    return _("Démonstration indépendante — n’est pas un site du gouvernement du Québec")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
