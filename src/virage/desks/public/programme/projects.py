"""The announced projects: search and filters that never hide what is not known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from virage.core.money import Money, total
from virage.core.portfolio import Project, aid_named
from virage.core.sectors import Sector
from virage.core.territory import Region
from virage.core.text import fold
from virage.desks.public.programme.wording import say

PER_PAGE = 10


class ProjectFilter(forms.Form):
    """Text, sector, region. A project that no source limits to other regions stays in every region."""

    q = forms.CharField(label=_("Mots"), max_length=100, required=False)
    secteur = forms.ChoiceField(label=_("Secteur"), required=False)
    region = forms.ChoiceField(label=_("Région"), required=False)

    def __init__(self, data: Any, *, sectors: Iterable[Sector], regions: Iterable[Region]) -> None:
        super().__init__(data or None)
        for name, choices in (
            ("secteur", [(s.id, say(s.name)) for s in sectors]),
            ("region", [(r.code, say(r.name)) for r in regions]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("Toutes") if name == "region" else _("Tous")), *choices]

    @property
    def chosen(self) -> Mapping[str, str]:
        """What was asked; nothing for what makes no sense."""
        return {k: v for k, v in self.cleaned_data.items() if v} if self.is_bound and self.is_valid() else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the projects found; `named_aid` is their aid, a shared amount once."""

    form: ProjectFilter
    page: Page[Project]
    found: int
    named_aid: Money
    query: str
    region: Region | None


def sectors_used(projects: Iterable[Project], sectors: Mapping[str, Sector]) -> tuple[Sector, ...]:
    """The sectors that at least one project names, in the order of their names."""
    used = {s for p in projects for s in p.sectors}
    return tuple(sorted((sectors[s] for s in used if s in sectors), key=lambda s: fold(say(s.name))))


def listing(
    asked: Any, projects: Sequence[Project], sectors: Mapping[str, Sector], regions: Mapping[str, Region]
) -> Listing:
    """Keep what was asked for, and cut the list in pages."""
    form = ProjectFilter(asked, sectors=sectors_used(projects, sectors), regions=regions.values())
    chosen = form.chosen
    kept = [p for p in projects if _kept(p, chosen, sectors)]
    query = f"&{urlencode(chosen)}" if chosen else ""
    return Listing(
        form=form,
        page=Paginator(kept, PER_PAGE).get_page(asked.get("page")),
        found=len(kept),
        named_aid=total(amount for _ids, amount in aid_named(kept)),
        query=f"{query}#projets",
        region=regions.get(chosen.get("region", "")),
    )


def _kept(project: Project, chosen: Mapping[str, str], sectors: Mapping[str, Sector]) -> bool:
    if "secteur" in chosen and chosen["secteur"] not in project.sectors:
        return False
    if "region" in chosen and project.regions and chosen["region"] not in project.regions:
        return False
    return all(word in _text(project, sectors) for word in fold(chosen.get("q", "")).split())


def _text(project: Project, sectors: Mapping[str, Sector]) -> str:
    """Everything of a project that one may type, in both languages."""
    said = [w for w in (project.summary, project.note, project.region_words) if w]
    named = [sectors[s].name for s in project.sectors if s in sectors]
    parts = [project.id, project.promoter, project.name or "", *project.partners]
    parts += [text for w in (*said, *named) for text in (w.fr, w.en)]
    parts += [word for listed in project.need_words.values() for word in listed]
    return fold(" ".join(parts))


def naming(region: str, projects: Iterable[Project]) -> tuple[Project, ...]:
    """The projects whose sources name this region."""
    return tuple(p for p in projects if p.regions and region in p.regions)


def everywhere(projects: Iterable[Project]) -> tuple[Project, ...]:
    """The projects that no source limits to some regions."""
    return tuple(p for p in projects if p.regions == ())


def somewhere(projects: Iterable[Project]) -> tuple[Project, ...]:
    """The projects whose regions are known in words only, or not at all."""
    return tuple(p for p in projects if p.regions is None)
