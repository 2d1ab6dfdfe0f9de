"""The first page: three doors, the four stages, what we promise, and the programme in four figures."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from django.views.decorators.gzip import gzip_page

from virage.base import demonstration
from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.content.figures import FrontEntry
from virage.desks.public.desks import places
from virage.desks.public.door import PUBLIC
from virage.desks.public.programme.wording import dated, say, source_kind, valued

STAGES: tuple[tuple[Promise, Promise], ...] = (
    (_("Sensibilisation"), _("Webinaires, formations et ateliers, près de chez vous ou en ligne.")),
    (_("Accompagnement et conseil"), _("Un diagnostic avec les mots de votre métier, puis un plan.")),
    (_("Financement"), _("Les aides qui pourraient payer le plan, chacune avec ses conditions.")),
    (_("Accompagnement technologique"), _("Cahier des charges, choix du fournisseur, mise en service.")),
)
SIGNS = frozenset({"CAD", "%", "M$", "G$", "$/h"})  # units that stay beside their number; the others are in its words


class ShortForm(forms.Form):
    """The first words of the owner's thread: its own page receives them."""

    activity = forms.CharField(
        label=_("Que fait votre entreprise?"),
        help_text=_("Avec vos mots. Par exemple : « je fais des armoires de cuisine »."),
        max_length=200,
    )
    need = forms.CharField(
        label=_("Qu’est-ce qui vous freine?"),
        help_text=_("Par exemple : « je perds des heures à refaire mes soumissions »."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )
    region = forms.ChoiceField(label=_("Région"), required=False)
    employees = forms.IntegerField(label=_("Personnes, y compris vous"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region = self.fields["region"]
        if isinstance(region, forms.ChoiceField):
            choices = [(each.code, say(each.name)) for each in library().regions.values()]
            region.choices = [("", pgettext_lazy("région", "Je préfère ne pas le dire")), *choices]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """One published figure in few words, with its source; ``but`` is the other figure, or the doubt."""

    id: str
    value: str
    what: str
    name: str
    source: str
    url: str
    but: str
    contradiction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """``desk`` is where the person signed in works; ``rehearsal`` that one may enter as each of the cast."""

    form: ShortForm
    stages: tuple[dict[str, Promise], ...]
    leading: tuple[Leading, ...]
    desk: str
    returning: bool
    rehearsal: bool


@gzip_page
@PUBLIC.page("public/home.html")
def home(request: ViewerRequest) -> Home:
    figures = library().figures
    return Home(
        form=ShortForm(),
        stages=tuple({"title": title, "note": note} for title, note in STAGES),
        leading=tuple(_leading(entry) for entry in figures.front if entry.figure in figures.records),
        desk=reverse("public:desk") if places(request.viewer) else "",
        returning=bool(request.viewer.keys),
        rehearsal=demonstration.open_to(request),
    )


def _leading(entry: FrontEntry) -> Leading:
    shelf = library()
    figure = shelf.figures.records[entry.figure]
    point = figure.value if figure.value is not None else figure.points[0].value
    source = figure.sources[0]
    known = entry.contradiction if entry.contradiction in shelf.portfolio.contradictions else None
    return Leading(
        id=figure.id,
        value=valued(point, figure.unit if figure.unit in SIGNS else None, figure.qualifier),
        what=say(entry.what.words),
        name=say(figure.statement),
        source=", ".join(part for part in (source_kind(source), dated(source.date)) if part),
        url=source.url or "",
        but=say(entry.but.words).replace("{named}", str(len(shelf.portfolio.identified))) if entry.but else "",
        contradiction=known or "",
    )
