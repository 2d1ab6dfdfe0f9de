"""The living style guide: every component, with true words; in demo mode only. Axe and the screenshots read it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from virage.base.charts.bars import Step, Sum, funnel, remainders
from virage.base.charts.model import Chart, Said
from virage.base.charts.profile import Dimension, profile
from virage.base.charts.steps import Rise, Words, envelope
from virage.base.charts.targets import Published, targets
from virage.base.charts.tiles import Scale, Tile, tile_map
from virage.base.door import Door, NavItem, ViewerRequest
from virage.base.templatetags.words import day, number

ON = date(2026, 11, 22)
SITUATIONS = (
    ("a", _("J’appelle le contremaître, ou je passe sur place")),
    ("b", _("On se parle par textos et photos; rien n’est classé")),
    ("c", _("Un tableur est tenu à jour au bureau, au moins chaque semaine")),
    ("unknown", _("Je ne sais pas")),
    ("na", _("Cela ne s’applique pas : nous n’avons pas de chantier")),
)


REASONS = (
    {"answer": "yes", "words": _("Entreprise établie au Québec.")},
    {"answer": "unknown", "words": _("Revenus d’au moins 2 500 000 $ : vous ne l’avez pas encore dit.")},
    {"answer": "no", "words": _("Le programme n’accepte plus de demandes : ses fonds sont tous attribués.")},
)


class Controls(forms.Form):
    """One field of each kind; the page shows it once as it is and once with errors."""

    employees = forms.IntegerField(
        error_messages={"invalid": _("Écrivez un nombre, par exemple 12.")},
        label=_("Combien de personnes travaillent dans l’entreprise?"),
        help_text=_("Vous compris. Un nombre suffit."),
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
    consent = forms.BooleanField(
        label=_("J’accepte que cette personne voie mes réponses"),
        error_messages={"required": _("Cochez la case, ou gardez vos réponses pour vous.")},
    )


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
    reasons_yes: tuple[dict[str, Any], ...]
    reasons_unknown: tuple[dict[str, Any], ...]
    reasons_no: tuple[dict[str, Any], ...]
    contradiction: tuple[dict[str, Any], ...]
    crumbs: tuple[tuple[Any, str], ...]
    list_page: Page[int]
    charts: dict[str, Chart]


GRID = (
    *(("10", "Nord-du-Québec", 2, 0), ("08", "Abitibi-Témiscamingue", 0, 1), ("02", "Saguenay–Lac-Saint-Jean", 3, 1)),
    *(("09", "Côte-Nord", 4, 1), ("07", "Outaouais", 0, 2), ("15", "Laurentides", 1, 2), ("14", "Lanaudière", 2, 2)),
    *(("04", "Mauricie", 3, 2), ("03", "Capitale-Nationale", 4, 2), ("01", "Bas-Saint-Laurent", 5, 2)),
    *(
        ("11", "Gaspésie–Îles-de-la-Madeleine", 6, 2),
        ("13", "Laval", 1, 3),
        ("06", "Montréal", 2, 3),
        ("17", "Centre-du-Québec", 3, 3),
    ),
    *(("12", "Chaudière-Appalaches", 4, 3), ("16", "Montérégie", 2, 4), ("05", "Estrie", 3, 4)),
)


def _said(language: str, name: str, title: Any, finding: Any) -> Said:
    return Said(name=name, title=str(title), finding=str(finding), language=language)


def charts(language: str, here: str) -> dict[str, Chart]:
    """One chart of each kind. The public figures are those of the sources named on the page."""
    dimensions = ((_("Sécurité"), 18, 12, 30, 35), (_("Données"), 28, 20, 40, 33), (_("Opérations"), 30, 22, 38, None))
    stages = ((_("Sensibilisées"), 1412), (_("Diagnostiquées"), 216), (_("Plan remis"), 173), (_("En service"), 22))
    voted = ((date(2020, 11, 1), 130), (date(2022, 7, 1), 190), (date(2023, 3, 21), 240), (date(2025, 3, 25), 254))
    committed = ((date(2021, 3, 29), "33.7"), (date(2022, 4, 20), "110.4"), (date(2023, 4, 3), "147.4"))
    last = ((date(2025, 4, 25), "218"), (date(2026, 1, 14), "222.3"))

    def rise(on: date, total: Any) -> Rise:
        return Rise(on=on, total=Decimal(total) * 1_000_000, when=day(on, "short"), source=str(_("communiqué")))

    def said(name: str, title: Any, finding: Any) -> Said:
        return _said(language, name, title, finding)

    return {
        "profile": profile(
            [Dimension(label=str(d), value=v, low=a, high=b, peers=p) for d, v, a, b, p in dimensions],
            said("g-profil", _("Score par dimension, sur 100"), _("La sécurité est la plus basse, 18 sur 100.")),
        ),
        "funnel": funnel(
            [Step(label=str(name), count=count, href=here) for name, count in stages],
            said("g-etapes", _("Entreprises distinctes par étape"), _("De 1 412 sensibilisées à 22 en service.")),
        ),
        "envelope": envelope(
            [rise(*each) for each in voted],
            [rise(*each) for each in committed + last],
            ON,
            said("g-argent", _("Enveloppe votée et engagements"), _("De 130 à 254 M$ votés; 222,3 M$ engagés.")),
            Words(upper=str(_("voté")), lower=str(_("engagé dans des projets"))),
        ),
        "remainders": remainders(
            [
                Sum(label=str(_("29 mars 2021")), named=Decimal(33_700_000), rest=Decimal(0)),
                Sum(label=str(_("3 avril 2023")), named=Decimal(13_900_000), rest=Decimal(23_100_000)),
            ],
            said("g-lots", _("Engagements par annonce"), _("Le reste est connu par différence.")),
        ),
        "targets": targets(
            [
                Published(on=date(2021, 3, 29), count=8000, words=number(8000), what=str(_("Cible"))),
                Published(on=date(2025, 4, 25), count=20000, words=number(20000), what=str(_("Cible"))),
            ],
            [
                Published(on=date(2024, 1, 12), count=10000, words=number(10000), what=str(_("Résultat"))),
                Published(on=date(2025, 4, 25), count=17000, words=number(17000), what=str(_("Résultat"))),
            ],
            said(
                "g-cibles", _("Entreprises accompagnées : cibles et résultats"), _("17 000 pour une cible de 20 000.")
            ),
        ),
        "tiles": tile_map(
            [
                Tile(
                    code=code,
                    name=name,
                    column=column,
                    row=row,
                    count=None if code == "10" else (int(code) * 37) % 90,
                    href="" if code == "10" else here,
                )
                for code, name, column, row in GRID
            ],
            Scale(cuts=(5, 10, 25, 50), unit=str(_("entreprises"))),
            said("g-carte", _("Entreprises par région"), _("Dix-sept tuiles égales; une région n’est pas connue.")),
        ),
    }


def _guide(language: str, here: str) -> Guide:
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
        reasons_yes=REASONS[:1],
        reasons_unknown=REASONS[:2],
        reasons_no=REASONS[2:],
        contradiction=(
            {"value": _("près de 7 000"), "source": _("Les Affaires, page du 12 juin 2024")},
            {"value": _("environ 10 000"), "source": _("La Presse, 12 janvier 2024")},
        ),
        crumbs=((_("Le programme"), "#"), (_("Projets"), "#")),
        list_page=Paginator(range(200), 20).page(4),
        charts=charts(language, here),
    )


NAV = (NavItem(words=_("Guide public"), route="guide"), NavItem(words=_("Guide du personnel"), route="guide-staff"))
PUBLIC = Door(desk="guide", place=_("Guide de style"), nav=NAV)
STAFF = Door(desk="guide", place=_("Guide de style"), nav=NAV, layout="staff")


@PUBLIC.page("base/guide.html")
def public(request: ViewerRequest) -> Guide:
    """Components at public density."""
    return _guide(request.viewer.language, request.path)


@STAFF.page("base/guide_staff.html")
def staff(request: ViewerRequest) -> Guide:
    """Components at staff density."""
    return _guide(request.viewer.language, request.path)
