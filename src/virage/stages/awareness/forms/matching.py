"""« Quel projet peut m’aider? »: four facts and a sentence of need, and everything that answers them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from virage.base.forms import Headcount, choose
from virage.base.library import library, names
from virage.base.viewer import Viewer
from virage.core.activity import propose
from virage.core.answers import Answer
from virage.core.governance import NOT_ESTABLISHED, GovernanceFact, Pole
from virage.core.matching import Found, Seeker, found, settling
from virage.core.portfolio import Project
from virage.core.routing import announced, poles
from virage.core.values import Facts
from virage.stages.awareness.forms.drafts import sector_choices
from virage.stages.awareness.queries import matched_sessions
from virage.stages.programme.queries import matched_projects

AT_FIRST = 3
"""Shown without unfolding: what one reads between two calls."""

SHOWN = ("need", "activity", "sector", "region", "employees", "social_economy")
QUESTIONS = {
    "sector": _("ce que fait votre entreprise"),
    "scian": _("ce que fait votre entreprise, plus précisément"),
    "social_economy": _("si votre entreprise est de l’économie sociale"),
    "region": _("votre région"),
    "employees": _("combien de personnes y travaillent"),
}
FIELDS = {"scian": "activity"}


class MatchForm(forms.Form):
    """Nothing is required: what is not said leaves answers « à préciser »."""

    need = forms.CharField(
        label=_("De quoi avez-vous besoin?"),
        help_text=_("Avec vos mots. Par exemple : « je perds des heures à refaire mes soumissions »."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )
    activity = forms.CharField(
        label=_("Que fait votre entreprise?"),
        help_text=_("Par exemple : « je fais des armoires de cuisine »."),
        max_length=200,
        required=False,
    )
    sector = forms.ChoiceField(
        label=_("Secteur"), help_text=_("Laissez vide : nous le lirons dans vos mots."), required=False
    )
    region = forms.ChoiceField(label=_("Région"), required=False)
    employees = Headcount(
        label=_("Personnes, y compris vous"),
    )
    social_economy = forms.NullBooleanField(
        label=_("Entreprise d’économie sociale?"),
        help_text=_("Une coopérative, un organisme sans but lucratif ou une mutuelle qui vend des biens ou services."),
        widget=forms.Select(choices=[("", _("Je ne sais pas")), ("true", _("Oui")), ("false", _("Non"))]),
        required=False,
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unsaid = pgettext_lazy("région", "Je préfère ne pas le dire")
        regions = [(region.code, region.name.say(language)) for region in library().regions.values()]
        choose(self, "region", [("", unsaid), *regions])
        choose(self, "sector", [("", _("Je ne sais pas")), *sector_choices()])

    def facts(self) -> dict[str, Any]:
        """What was said and makes sense, under the names that facts are kept by; the code read in the words."""
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value not in {"", None}}
        code, read = _read(str(said.get("activity", "")))
        if "sector" in said:
            return {**said, **({"scian": code} if code and said["sector"] == read else {})}
        return {**said, **({"sector": read} if read else {}), **({"scian": code} if code else {})}


def _read(activity: str) -> tuple[str | None, str | None]:
    """The code and the sector of a trade whose every word was typed; nothing when words only resemble it."""
    shelf = library()
    first = next(iter(propose(activity, shelf.activities, shelf.sectors)), None) if activity else None
    shown = {name for name, _words in sector_choices()}
    sector = next((name for name in first.sectors if name in shown), None) if first and first.whole else None
    return (first.scian, sector) if first and sector else (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What was judged of one kind: the first that may help, the others that may, and what is refused, last."""

    first: tuple[Found[Any], ...]
    others: tuple[Found[Any], ...]
    refused: tuple[Found[Any], ...]

    @classmethod
    def of(cls, judged: tuple[Found[Any], ...]) -> "Listed":
        """In the order of the matching."""
        no = tuple(one for one in judged if one.answer is Answer.NO)
        helps = judged[: len(judged) - len(no)]
        return cls(first=helps[:AT_FIRST], others=helps[AT_FIRST:], refused=no)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """The fact that would settle most, and how many answers wait for it."""

    fact: str
    count: int

    @property
    def words(self) -> str:
        """The fact, as one is asked for it."""
        return str(QUESTIONS[self.fact])

    @property
    def field(self) -> str:
        """Where it is said in the form."""
        return FIELDS.get(self.fact, self.fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPage:
    """The two worlds apart: what this installation runs, and what sources say. ``read`` is the sector understood."""

    form: MatchForm
    asked: bool
    facts: Facts
    read: str
    here: Listed
    sessions: Listed
    published: Listed
    poles: Listed
    pole_facts: tuple[GovernanceFact, ...]
    settle: Settle | None
    questions: Mapping[str, Any] = field(default_factory=lambda: QUESTIONS)

    @property
    def said(self) -> tuple[tuple[str, Any], ...]:
        """What was typed, as the form takes it again."""
        return tuple((name, self.form.data[name]) for name in SHOWN if self.form.is_bound and self.form.data.get(name))


def match_page(viewer: Viewer, *, said: QueryDict, known: Mapping[str, Any] | None = None) -> MatchPage:
    """Judge everything from what was typed, or from the facts ``known`` of a thread. Three queries."""
    asked = any(name in said for name in SHOWN)
    form = MatchForm(said, language=viewer.language) if asked else MatchForm(initial=known, language=viewer.language)
    facts: dict[str, Any] = form.facts() if asked else dict(known or {})
    if asked and known and "scian" in known and facts.get("sector") == known.get("sector"):
        facts.setdefault("scian", known["scian"])
    seeker = Seeker.of(facts)
    here, sessions = matched_projects(viewer, seeker), matched_sessions(viewer, seeker)
    published, poles_found, pole_facts = _published(seeker)
    every: list[Found[Any]] = [*here, *sessions, *published]
    settle = settling(every)
    sector = library().sectors.get(str(facts.get("sector", "")))
    return MatchPage(
        form=form,
        asked=bool(facts),
        facts=facts,
        read=sector.name.say(viewer.language) if sector and asked and not form.cleaned_data.get("sector") else "",
        here=Listed.of(here),
        sessions=Listed.of(sessions),
        published=Listed.of(published),
        poles=Listed.of(poles_found),
        pole_facts=pole_facts,
        settle=Settle(fact=settle[0], count=settle[1]) if settle else None,
    )


def _published(
    seeker: Seeker,
) -> tuple[tuple[Found[Project], ...], tuple[Found[Pole], ...], tuple[GovernanceFact, ...]]:
    """What sources say, from the packs: announced projects, poles, and the statements that name those poles."""
    shelf = library()
    named = tuple(fact for topic in shelf.governance.values() for fact in topic.facts if fact.poles)
    listed = [pole for fact in named for pole in fact.poles]
    projects = found(seeker, announced(shelf.portfolio.projects.values()), names())
    return projects, found(seeker, poles(listed, NOT_ESTABLISHED), names()), named
