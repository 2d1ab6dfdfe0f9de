"""The living style guide: every component, with true words; in demo mode only. Axe and the screenshots read it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem, ViewerRequest

ON = date(2026, 11, 22)
SITUATIONS = (
    ("a", _("J’appelle le contremaître, ou je passe sur place")),
    ("b", _("On se parle par textos et photos; rien n’est classé")),
    ("c", _("Un tableur est tenu à jour au bureau, au moins chaque semaine")),
    ("unknown", _("Je ne sais pas")),
    ("na", _("Cela ne s’applique pas : nous n’avons pas de chantier")),
)


class Controls(forms.Form):
    """One field of each kind; the page shows it once as it is and once with errors."""

    employees = forms.IntegerField(
        label=_("Combien de personnes travaillent dans l’entreprise?"), help_text=_("Vous compris. Un nombre suffit.")
    )
    need = forms.CharField(
        label=_("Qu’est-ce qui vous freine?"),
        help_text=_("Par exemple : « Je perds des heures à refaire mes soumissions. »"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    region = forms.ChoiceField(
        label=_("Région"), choices=(("", _("Je ne sais pas encore")), ("01", "Bas-Saint-Laurent")), required=False
    )
    site = forms.ChoiceField(
        label=_("Comment savez-vous où en est un chantier aujourd’hui?"),
        help_text=_("Choisissez la situation qui ressemble le plus à la vôtre."),
        choices=SITUATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez la situation qui ressemble le plus à la vôtre.")},
    )
    barriers = forms.MultipleChoiceField(
        label=_("Ce qui manque le plus"),
        choices=(("time", _("Le temps")), ("knowledge", _("Savoir par où commencer")), ("cost", _("L’argent"))),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    consent = forms.BooleanField(label=_("J’accepte que cette personne voie mes réponses"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What the two guide pages show."""

    on: date
    due: date
    late: date
    form: Controls
    wrong: Controls
    hints: dict[str, Any]
    bands: tuple[Any, ...]
    stages: tuple[dict[str, Any], ...]
    reasons: tuple[dict[str, Any], ...]
    contradiction: tuple[dict[str, Any], ...]
    crumbs: tuple[tuple[Any, str], ...]
    list_page: Page[int]


def _guide() -> Guide:
    return Guide(
        on=ON,
        due=date(2026, 12, 1),
        late=date(2026, 11, 12),
        form=Controls(initial={"site": "b"}, prefix="c"),
        wrong=Controls({"e-employees": "douze"}, prefix="e"),
        hints={"unknown": _("Ce n’est pas un zéro : le score sera donné avec une marge.")},
        bands=(_("de base"), _("moyen"), _("assez avancé"), _("avancé")),
        stages=(
            {"title": _("Sensibilisation"), "state": "done", "note": _("webinaire du 6 octobre 2026")},
            {"title": _("Accompagnement et conseil"), "state": "done", "note": _("plan accepté le 18 novembre 2026")},
            {"title": _("Financement"), "state": "here", "note": _("deux demandes à déposer")},
            {"title": _("Accompagnement technologique"), "state": "ahead", "note": _("dès mai 2027")},
        ),
        reasons=(
            {"answer": "yes", "words": _("Entreprise établie au Québec.")},
            {"answer": "unknown", "words": _("Revenus d’au moins 2 500 000 $ : vous ne l’avez pas encore dit.")},
            {"answer": "no", "words": _("Le programme n’accepte plus de demandes : ses fonds sont tous attribués.")},
        ),
        contradiction=(
            {"value": _("près de 7 000"), "source": _("Les Affaires, page du 12 juin 2024")},
            {"value": _("environ 10 000"), "source": _("La Presse, 12 janvier 2024")},
        ),
        crumbs=((_("Le programme"), "#"), (_("Projets"), "#")),
        list_page=Paginator(range(200), 20).page(4),
    )


NAV = (NavItem(words=_("Guide public"), route="guide"), NavItem(words=_("Guide du personnel"), route="guide-staff"))
PUBLIC = Door(desk="guide", place=_("Guide de style"), nav=NAV)
STAFF = Door(desk="guide", place=_("Guide de style"), nav=NAV, layout="staff")


@PUBLIC.page("base/guide.html")
def public(_request: ViewerRequest) -> Guide:
    """Components at public density."""
    return _guide()


@STAFF.page("base/guide_staff.html")
def staff(_request: ViewerRequest) -> Guide:
    """Components at staff density."""
    return _guide()
