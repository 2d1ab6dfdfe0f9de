"""A call as the ministry writes it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, choose, refused_by
from virage.base.viewer import Viewer
from virage.base.words import money
from virage.stages.calls.forms.fields import Row, add_rows, dollars, names, rows_of, said, text, whole
from virage.stages.calls.operations import cancel_call, draft_call, extend_call
from virage.stages.calls.written import CallWords, CriterionWords

CRITERION = ("name", "name_en", "weight")
FLOOR = ("sector", "region", "amount_least", "price")
DECLARED = ("declared", "declared_en")
PIECE = ("piece", "piece_en")
CRITERIA, FLOORS, OWN, PIECES = 6, 3, 2, 3


class CallForm(forms.Form):
    """Its words in both languages, its days and money, its criteria, conditions and floors."""

    initiative = forms.TypedChoiceField(label=_("Initiative"), coerce=int)
    title = text(_("Titre, en français"), required=_("Donnez un titre en français."))
    title_en = text(_("Titre, en anglais"), required=_("Donnez aussi un titre en anglais."))
    summary = text(_("Résumé, en français"), required=_("Écrivez un résumé en français."), rows=4, most=4000)
    summary_en = text(_("Résumé, en anglais"), required=_("Écrivez aussi un résumé en anglais."), rows=4, most=4000)
    amount = dollars(
        _("Enveloppe de l’appel ($)"),
        help_text=_("Sans montant ni dates : la grille des propositions directes, toujours ouverte."),
    )
    opens_on = Day(label=_("Ouvre le"), required=False)
    closes_on = Day(label=_("Ferme le"), required=False)
    results_on = Day(label=_("Résultats annoncés le"), required=False)
    other_share = whole(_("Part payée par d’autres, au moins (%)"), most=100)
    asked_most = dollars(_("Aide demandée, au plus ($)"))
    months_most = whole(_("Durée, au plus (mois)"), most=120)

    def __init__(self, *args: Any, initiatives: Iterable[tuple[int, str]], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "initiative", initiatives)
        add_rows(
            self,
            CRITERIA,
            {
                "name": lambda: text(_("Critère, en français"), most=160),
                "name_en": lambda: text(_("en anglais"), most=160),
                "weight": lambda: whole(_("Poids"), most=100),
            },
        )
        add_rows(
            self,
            OWN,
            {
                "declared": lambda: text(_("Condition à déclarer, en français")),
                "declared_en": lambda: text(_("en anglais")),
            },
        )
        add_rows(
            self,
            PIECES,
            {
                "piece": lambda: text(_("Fichier à joindre, en français"), most=160),
                "piece_en": lambda: text(_("en anglais"), most=160),
            },
        )
        some = [("", _("Sans importance"))]
        add_rows(
            self,
            FLOORS,
            {
                "sector": lambda: forms.ChoiceField(
                    label=_("Secteur"), required=False, choices=[*some, *names("sectors", language)]
                ),
                "region": lambda: forms.ChoiceField(
                    label=_("Région"), required=False, choices=[*some, *names("regions", language)]
                ),
                "amount_least": lambda: dollars(_("Au moins ($)")),
                "price": lambda: whole(_("Prix d’un dollar manquant (points)"), most=1000),
            },
        )

    @property
    def criteria(self) -> list[Row]:
        """Rows of criteria."""
        return rows_of(self, CRITERIA, CRITERION)

    @property
    def floors(self) -> list[Row]:
        """Rows of floors."""
        return rows_of(self, FLOORS, FLOOR)

    @property
    def declared(self) -> list[Row]:
        """Rows of conditions that the promoter answers."""
        return rows_of(self, OWN, DECLARED)

    @property
    def pieces(self) -> list[Row]:
        """Rows of files that a proposal must hold."""
        return rows_of(self, PIECES, PIECE)

    def write(self, viewer: Viewer) -> int | None:
        """The call's number, or nothing when it is refused."""
        given = self.cleaned_data
        written = ("title", "title_en", "summary", "summary_en", "amount", "opens_on", "closes_on", "results_on")
        criteria = [said(self, rank, CRITERION) for rank in range(CRITERIA)]
        floors = [said(self, rank, FLOOR) for rank in range(FLOORS)]
        pieces = [said(self, rank, PIECE) for rank in range(PIECES)]
        words = CallWords(
            **{name: given[name] for name in written},
            criteria=[
                CriterionWords(name=one["name"], name_en=one["name_en"] or one["name"], weight=one["weight"])
                for one in criteria
                if one["name"] and one["weight"]
            ],
            requirements=self._requirements(),
            floors=[
                {
                    "sector": one["sector"],
                    "region": one["region"],
                    "amount": str(one["amount_least"]),
                    "price": one["price"] or 0,
                }
                for one in floors
                if one["amount_least"]
            ],
            pieces=[{"fr": one["piece"], "en": one["piece_en"] or one["piece"]} for one in pieces if one["piece"]],
        )
        with refused_by(self):
            return draft_call(viewer, initiative_id=given["initiative"], words=words)
        return None

    def _requirements(self) -> list[dict[str, Any]]:
        given = self.cleaned_data
        found: list[dict[str, Any]] = []
        if share := given["other_share"]:
            found.append(
                {
                    "fr": f"Au moins {share} % du budget payé par d’autres que l’aide demandée",
                    "en": f"At least {share}% of the budget paid by others than the aid requested",
                    "condition": {"ge": {"other_share": share}},
                }
            )
        if most := given["asked_most"]:
            found.append(
                {
                    "fr": f"Aide demandée d’au plus {money(most, 'fr')}",
                    "en": f"Aid requested of at most {money(most, 'en')}",
                    "condition": {"le": {"asked": int(most)}},
                }
            )
        if months := given["months_most"]:
            found.append(
                {
                    "fr": f"Durée d’au plus {months} mois",
                    "en": f"At most {months} months",
                    "condition": {"le": {"months": months}},
                }
            )
        for rank in range(OWN):
            row = said(self, rank, DECLARED)
            if row["declared"]:
                english = row["declared_en"] or row["declared"]
                condition = {"eq": {f"declared_{rank + 1}": True}}
                found.append({"fr": row["declared"], "en": english, "condition": condition})
        return found


class ExtendForm(forms.Form):
    """A later last day, a day for the results, why."""

    closes_on = Day(label=_("Ferme plus tard, le"))
    results_on = Day(label=_("Résultats annoncés le"))
    reason = text(_("Raison, rendue publique"), required=_("Dites pourquoi l’appel est prolongé."), rows=2, most=1000)

    def write(self, viewer: Viewer, *, call_id: int) -> bool:
        """True when done."""
        with refused_by(self):
            extend_call(viewer, call_id=call_id, **self.cleaned_data)
            return True
        return False


class CancelForm(forms.Form):
    """Why a call is cancelled, for good."""

    because = text(_("Raison, en français"), required=_("Dites pourquoi l’appel est annulé."), rows=2, most=1000)
    because_en = text(_("Raison, en anglais"), required=_("Dites-le aussi en anglais."), rows=2, most=1000)

    def write(self, viewer: Viewer, *, call_id: int) -> bool:
        """True when done."""
        with refused_by(self):
            given = self.cleaned_data
            cancel_call(viewer, call_id=call_id, reason=given["because"], reason_en=given["because_en"])
            return True
        return False
