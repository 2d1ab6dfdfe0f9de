"""What an owner writes of an aid received, a body of one it gives, the ministry of what an agreement sets aside."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, Percent, choose, refused_by
from virage.base.viewer import Viewer
from virage.stages.agreements.forms import ActForm, day, dollars, line as words_line
from virage.stages.regrants.operations import (
    correct_aid,
    declare_aid,
    grant_regrant,
    open_regrant_line,
    pay_regrant,
    propose_regrant,
    refuse_regrant,
)
from virage.stages.regrants.operations.declaring import AidWords
from virage.stages.regrants.queries import DeclaredCard
from virage.stages.regrants.states import AID_KINDS

HUNDRED = Decimal(100)
SAME = {"yes": True, "no": False, "unknown": None}


class AidForm(forms.Form):
    """One public aid. What is not known stays unknown: it is asked before money is granted, never guessed."""

    name = forms.CharField(
        label=_("Nom de l’aide"), max_length=160, error_messages={"required": _("Écrivez le nom de l’aide.")}
    )
    giver = forms.CharField(label=_("Qui l’a donnée"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Genre d’aide"), choices=(("", _("je ne sais pas")), *AID_KINDS), required=False)
    amount = forms.DecimalField(
        label=_("Montant, en dollars"),
        help_text=_("Laissez vide si vous ne le savez pas."),
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        localize=True,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_decimal_places", "max_digits", "max_whole_digits"),
            _("Écrivez un montant en dollars, comme 1500 ou 1500,50."),
        ),
    )
    received_on = Day(label=_("Date de la décision"), error_messages={"required": _("Écrivez la date de la décision.")})
    same_project = forms.ChoiceField(
        label=_("Paie-t-elle le même projet numérique?"),
        choices=(("yes", _("oui")), ("no", _("non, un autre")), ("unknown", _("je ne sais pas"))),
        initial="unknown",
    )

    def declare(self, viewer: Viewer, *, enterprise_id: int, aid_id: int | None = None) -> bool:
        """Write it down, or write one again; false when it was refused, and the form says why."""
        told: dict[str, Any] = dict(self.cleaned_data)
        words = AidWords(**{**told, "same_project": SAME[told["same_project"]]})
        with refused_by(self):
            if aid_id is None:
                declare_aid(viewer, enterprise_id=enterprise_id, words=words)
            else:
                correct_aid(viewer, aid_id=aid_id, words=words)
        return self.is_valid()


def as_written(card: DeclaredCard) -> dict[str, Any]:
    """What the form of an aid shows when it is corrected."""
    told = next(word for word, answer in SAME.items() if answer is card.same_project)
    shown = {name: getattr(card, name) for name in ("name", "giver", "kind", "amount", "received_on")}
    return {**shown, "same_project": told}


class SearchForm(forms.Form):
    """A part of the name of the enterprise to propose for."""

    nom = forms.CharField(label=_("Nom de l’entreprise, ou une partie"), max_length=120, required=False)


class ProposeForm(forms.Form):
    """Dollars for one project of an enterprise that has an open file."""

    line = forms.TypedChoiceField(
        label=_("Somme prévue"), coerce=int, error_messages={"required": _("Choisissez la somme prévue.")}
    )
    enterprise = forms.TypedChoiceField(
        label=_("Entreprise"),
        coerce=int,
        help_text=_("Celles qui ont un dossier ouvert dans un de vos projets."),
        error_messages={"required": _("Choisissez l’entreprise.")},
    )
    amount = dollars(_("Aide proposée, en dollars"))
    total_cost = dollars(_("Coût du projet de l’entreprise, en dollars"))
    purpose = words_line(_("Ce que l’aide paie"))

    def __init__(self, data: Any = None, *, lines: list[tuple[int, str]], enterprises: list[tuple[int, str]]) -> None:
        super().__init__(data)
        choose(self, "line", [("", _("Choisir…")), *lines])
        choose(self, "enterprise", [("", _("Choisir…")), *enterprises])

    def propose(self, viewer: Viewer) -> int | None:
        """The regrant's number; None with the reason among the errors."""
        told = dict(self.cleaned_data)
        with refused_by(self):
            return propose_regrant(viewer, line_id=told.pop("line"), enterprise_id=told.pop("enterprise"), **told)
        return None


class DecideForm(forms.Form):
    """The answer to a regrant proposed: whoever grants or refuses did not propose."""

    on = day(_("Date de la décision"))
    settled = forms.CharField(
        label=_("Votre raison"),
        max_length=300,
        required=False,
        help_text=_(
            "Obligatoire pour refuser, et l’entreprise la lira; ou pour accorder quand le cumul reste à préciser."
        ),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})

    def decide(self, viewer: Viewer, *, regrant_id: int, grants: bool) -> bool:
        """True when done; False with the reason among the errors."""
        on, settled = self.cleaned_data["on"], self.cleaned_data["settled"].strip()
        with refused_by(self):
            if grants:
                grant_regrant(viewer, regrant_id=regrant_id, on=on, settled=settled)
            else:
                refuse_regrant(viewer, regrant_id=regrant_id, on=on, why=settled)
            return True
        return False


class PaidForm(forms.Form):
    """The day on which a regrant granted was paid."""

    on = day(_("Date du versement"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})

    def pay(self, viewer: Viewer, *, regrant_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        with refused_by(self):
            pay_regrant(viewer, regrant_id=regrant_id, on=self.cleaned_data["on"])
            return True
        return False


class OpenLineForm(ActForm):
    """What a signed agreement sets aside for enterprises, and its own rule of cumulation."""

    amount = dollars(_("Somme prévue pour les entreprises, en dollars"))
    ceiling = Percent(
        label=_("Plafond des aides publiques, en pourcentage du coût du projet"),
        required=False,
        help_text=_("Laissez vide si l’entente n’en dit rien : chaque cumul restera alors à préciser."),
    )
    repayable = Percent(label=_("Part comptée d’une aide remboursable, en pourcentage"), required=False)
    tax_credit = Percent(label=_("Part comptée d’un crédit d’impôt, en pourcentage"), required=False)
    clause = words_line(_("Où l’entente le dit"), hint=_("L’article, tel qu’on le retrouvera."))

    def write(self, viewer: Viewer) -> int | None:
        """Open the line."""
        told: dict[str, Any] = dict(self.cleaned_data)
        for name in ("ceiling", "repayable", "tax_credit"):
            told[name] = None if told[name] is None else told[name] / HUNDRED
        open_regrant_line(viewer, agreement_id=self.agreement_id, **told)
        return None
