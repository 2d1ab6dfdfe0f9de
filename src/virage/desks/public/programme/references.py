"""Names that a pack's words give by id (a project, an announcement, a source, a contradiction), made readable."""

import re

from django.urls import reverse
from django.utils.html import format_html

from virage.base.library import library
from virage.base.templatetags.words import french
from virage.desks.public.programme.wording import dated, host, language

IDS = re.compile(
    r"(?P<lot>lot|batch) (?P<batch>[A-Z]+\d[\w-]*)"
    r"|(?P<project>\b[a-z]{3}[-\u2011]\d{3}\b)"
    r"|(?P<source>\bS\d+\b)"
    r"|(?P<contradiction>\bC\d+\b)"
)


def readable(text: str) -> str:
    """Put links and names where ids stand; an id that nothing declares stays as it is. `text` is safe HTML."""
    return IDS.sub(_said, text)


def _said(found: re.Match[str]) -> str:
    portfolio = library().portfolio
    kind = found.lastgroup or ""
    if kind == "batch" and found["batch"] in portfolio.batches:
        on = portfolio.batches[found["batch"]].date.say().say(language())
        return f"lot annoncé {on}" if found["lot"] == "lot" else f"batch announced {on}"
    if kind == "project" and (project := portfolio.projects.get(found["project"].replace("\u2011", "-"))):
        return _link(reverse("public:project", args=[project.id]), french(project.promoter))
    if kind == "source" and (source := library().sources.get(found["source"])) and source.url:
        return _link(source.url, f"{host(source)}, {dated(source.date)}")
    if kind == "contradiction" and found["contradiction"] in portfolio.contradictions:
        name = found["contradiction"]
        title = portfolio.contradictions[name].title.say(language())
        return _link(
            f"{reverse('public:contradictions')}#{name}", f"« {title} »" if language() == "fr" else f"“{title}”"
        )
    return found[0]


def _link(href: str, words: str) -> str:
    return format_html('<a class="govuk-link" href="{}">{}</a>', href, words)
