"""Words of the owner's pages: aids, amounts, quarters."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _, ngettext

from virage.base.library import library
from virage.base.templatetags.words import french, language
from virage.core.eligibility import LABELS
from virage.core.portfolio import Project
from virage.stages.funding.queries import AidLine

register = template.Library()
MOST_REASONS = 2


@register.filter
def reasons(line: AidLine) -> list[dict[str, str]]:
    """Every finding, what refuses first, then what is not known, then what holds."""
    order = ("no", "unknown", "yes")
    found = sorted(line.verdict.findings, key=lambda f: order.index(f.answer.value))
    return [{"answer": f.answer.value, "words": f.sentence.say(language())} for f in found]


@register.filter
def main_reasons(line: AidLine) -> list[dict[str, str]]:
    """The reasons that matter most: what refuses, or the first that is not known, and what is settled."""
    every = reasons(line)
    decisive = [r for r in every if r["answer"] == "no"] or [r for r in every if r["answer"] == "unknown"]
    return decisive[:MOST_REASONS] or every[:MOST_REASONS]


@register.filter
def next_ask(line: AidLine) -> str:
    """The question whose answer would settle most for this aid."""
    question = library().facts.facts[line.verdict.ask[0]].question if line.verdict.ask else None
    return question.say(language()) if question else ""


@register.filter
def aid_href(line: AidLine) -> str:
    """The public page of the aid."""
    return reverse("public:aid", args=[line.aid.id])


@register.filter
def standing(line: AidLine) -> str:
    """What the verdict lets one say: « à préciser », « répond aux conditions publiées »."""
    return LABELS[line.verdict.standing].say(language())


@register.filter
def payer_names(lines: tuple[AidLine, ...]) -> str:
    """The first aid that could pay, what its verdict lets one say, and how many others."""
    if not lines:
        return _("vous")
    first = f"{lines[0].aid.name.words.say(language())} ({standing(lines[0])})"
    more = len(lines) - 1
    return (
        ngettext("%(first)s, %(n)s autre", "%(first)s, %(n)s autres", more) % {"first": first, "n": more}
        if more
        else first
    )


@register.filter
def project_name(project: Project) -> SafeString:
    """The project's name, or whose it is when no source names it."""
    if project.name:
        return french(project.name)
    return mark_safe(_("Un projet : %(promoter)s") % {"promoter": french(project.promoter)})  # noqa: S308 — escaped there
