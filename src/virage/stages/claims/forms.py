"""What a promoter claims, what the ministry decides, what the finances post."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, Files, Percent, choose, refused_by
from virage.base.library import library
from virage.base.viewer import Viewer
from virage.stages.claims.operations import (
    Decision,
    InvoiceWords,
    TermsWords,
    add_invoice,
    begin_claim,
    join_evidence,
    pay_claim,
    record_visit,
    recover_advance,
    submit_claim,
    verify_claim,
    write_claim_terms,
)
from virage.stages.claims.queries import ClaimSheet, LineRow
from virage.stages.documents.fields import DocumentField

HUNDRED = Decimal(100)


def _amount(label: Any, *, least: str = "0.01", **kwargs: Any) -> forms.DecimalField:
    wrong = _("Écrivez un montant en dollars, comme 1500 ou 1500,50.")
    said = dict.fromkeys(("required", "invalid", "min_value", "max_decimal_places", "max_digits"), wrong)
    numbers = {"min_value": Decimal(least), "max_digits": 14, "decimal_places": 2, "localize": True}
    return forms.DecimalField(label=label, error_messages=said, **{**numbers, **kwargs})


def _day(label: Any) -> Day:
    return Day(label=label, error_messages={"required": _("Écrivez la date.")})


class BeginForm(forms.Form):
    """A claim begins: of which agreement, for which period."""

    agreement = forms.TypedChoiceField(
        label=_("Entente"), coerce=int, error_messages={"required": _("Choisissez une entente.")}
    )
    begins_on = _day(_("Dépenses du"))
    ends_on = _day(_("Au"))

    def begin(self, viewer: Viewer) -> int | None:
        """The claim's number; None with the reason among the errors."""
        told = dict(self.cleaned_data)
        with refused_by(self):
            return begin_claim(viewer, agreement_id=told.pop("agreement"), **told)
        return None


class InvoiceForm(forms.Form):
    """One invoice and its evidence."""

    category = forms.ChoiceField(label=_("Dépense"), error_messages={"required": _("Choisissez la dépense.")})
    supplier = forms.CharField(
        label=_("Fournisseur"), max_length=160, error_messages={"required": _("Écrivez le nom du fournisseur.")}
    )
    number = forms.CharField(
        label=_("Numéro de la facture"),
        max_length=60,
        error_messages={"required": _("Écrivez le numéro, tel qu’il est sur la facture.")},
    )
    on = _day(_("Date de la facture"))
    amount = _amount(
        _("Montant réclamé, en dollars"),
        help_text=_("Tel que vous le réclamez, sans ce qui vous est remboursé ailleurs."),
    )
    what = forms.CharField(label=_("Ce qui a été acheté"), max_length=300, required=False)
    file = DocumentField(label=_("La facture, ou sa photo"), required=False)

    def __init__(self, *args: Any, categories: tuple[str, ...], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = library().expense_categories
        named = [(one.id, one.label.words.say(language)) for one in known.values()]
        kept = [each for each in named if not categories or each[0] in categories]
        choose(self, "category", [("", _("Choisir…")), *kept])

    def add(self, viewer: Viewer, *, claim_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        told = dict(self.cleaned_data)
        file = told.pop("file")
        with refused_by(self):
            add_invoice(viewer, claim_id=claim_id, invoice=InvoiceWords(**told), file=file)
            return True
        return False


class EvidenceForm(forms.Form):
    """The evidence of an invoice already written: the one that lacks its own comes first."""

    line = forms.TypedChoiceField(
        label=_("Facture"), coerce=int, error_messages={"required": _("Choisissez la facture.")}
    )
    file = DocumentField(label=_("La facture, ou sa photo"))

    def __init__(self, data: Any = None, files: Files | None = None, *, sheet: ClaimSheet) -> None:
        super().__init__(data, files, prefix="piece")
        self.sheet = sheet
        lines = sorted(sheet.lines, key=lambda line: line.file is not None)
        choose(self, "line", [(line.id, self._named(line)) for line in lines])

    def join(self, viewer: Viewer) -> bool:
        """True when done; False with the reason among the errors."""
        told = self.cleaned_data
        with refused_by(self):
            join_evidence(viewer, claim_id=self.sheet.card.id, line_id=told["line"], file=told["file"])
            return True
        return False

    @staticmethod
    def _named(line: LineRow) -> str:
        said = f"{line.supplier}, {line.number}"
        return said if line.file else _("%(invoice)s – pièce manquante") % {"invoice": said}


class SubmitForm(forms.Form):
    """What cash is needed next; nothing where no advance is held."""

    need = _amount(_("Argent qu’il vous faudra, en dollars"), least="0", required=False)
    need_words = forms.CharField(label=_("Pour quelles dépenses"), max_length=300, required=False)

    def submit(self, viewer: Viewer, *, claim_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        with refused_by(self):
            submit_claim(viewer, claim_id=claim_id, **self.cleaned_data)
            return True
        return False


class DecisionForm(forms.Form):
    """What is accepted of each invoice: all of it at first, nothing where the terms object."""

    def __init__(self, data: Any = None, *, sheet: ClaimSheet) -> None:
        super().__init__(data)
        self.sheet = sheet
        for line in sheet.lines:
            least = Decimal(0) if line.objections else line.amount
            self.fields[f"accepted_{line.id}"] = _amount(
                _("Montant accepté, en dollars"), least="0", initial=least, max_value=line.amount
            )
            self.fields[f"why_{line.id}"] = forms.CharField(
                label=_("Pourquoi pas tout"),
                max_length=300,
                required=False,
                initial=" ".join(line.objections),
                help_text=_("L’organisme lit cette raison."),
            )

    def rows(self) -> Iterator[tuple[LineRow, forms.BoundField, forms.BoundField]]:
        """Each invoice with its two fields."""
        for line in self.sheet.lines:
            yield line, self[f"accepted_{line.id}"], self[f"why_{line.id}"]

    def verify(self, viewer: Viewer) -> bool:
        """True when done; False with the reason among the errors."""
        told = self.cleaned_data
        decisions = {
            line.id: Decision(
                accepted=told[f"accepted_{line.id}"],
                why=told[f"why_{line.id}"] if told[f"accepted_{line.id}"] < line.amount else "",
            )
            for line in self.sheet.lines
        }
        with refused_by(self):
            verify_claim(viewer, claim_id=self.sheet.card.id, decisions=decisions)
            return True
        return False


class PayForm(forms.Form):
    """What left, on which evidence."""

    on = _day(_("Date du versement"))
    evidence = forms.CharField(
        label=_("Pièce du versement"),
        max_length=300,
        help_text=_("Numéro du virement ou du chèque."),
        error_messages={"required": _("Dites sur quelle pièce s’appuie cette écriture.")},
    )
    need = forms.CharField(
        label=_("Besoin"),
        max_length=300,
        required=False,
        help_text=_("Obligatoire du 2 au 31 mars : à quoi il répond."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()}, prefix="paye")

    def pay(self, viewer: Viewer, *, claim_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        with refused_by(self):
            pay_claim(viewer, claim_id=claim_id, **self.cleaned_data)
            return True
        return False


class RecoverForm(forms.Form):
    """Money of an advance that came back. ``key``: sent twice, it posts once."""

    advance = forms.IntegerField(widget=forms.HiddenInput)
    amount = _amount(_("Montant revenu, en dollars"))
    on = _day(_("Date"))
    evidence = forms.CharField(
        label=_("Pièce justificative"),
        max_length=300,
        error_messages={"required": _("Dites sur quelle pièce s’appuie cette écriture.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, prefix: str | None = None) -> None:
        first = {"key": uuid4(), "on": timezone.localdate(), **(initial or {})}
        super().__init__(data, initial=first, prefix=prefix)

    def recover(self, viewer: Viewer) -> bool:
        """True when done; False with the reason among the errors."""
        told = dict(self.cleaned_data)
        key, number = str(told.pop("key")), told.pop("advance")
        with refused_by(self):
            recover_advance(viewer, advance_id=number, idempotency_key=key, **told)
            return True
        return False


class TermsForm(forms.Form):
    """What an agreement pays by claims."""

    rate = Percent(label=_("Part remboursée, en pourcentage"), error_messages={"required": _("Écrivez la part.")})
    holdback = Percent(label=_("Part retenue jusqu’à la fin, en pourcentage"), initial=0)
    need_months = forms.IntegerField(
        label=_("Nombre de mois pendant lesquels un besoin de liquidités reste démontré"),
        min_value=1,
        max_value=12,
        error_messages={"required": _("Écrivez un nombre de mois.")},
    )
    quotes_from = _amount(_("Montant à partir duquel l’entente demande plusieurs soumissions"), required=False)
    categories = forms.MultipleChoiceField(
        label=_("Dépenses remboursées"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Toutes, si aucune n’est cochée."),
    )
    ties = forms.CharField(
        label=_("Noms apparentés à l’organisme, un par ligne"), required=False, widget=forms.Textarea
    )

    def __init__(self, data: Any = None, *, language: str) -> None:
        super().__init__(data)
        choose(self, "categories", [(k.id, k.label.words.say(language)) for k in library().expense_categories.values()])

    def write(self, viewer: Viewer, *, agreement_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        told = self.cleaned_data
        words = TermsWords(
            rate=told["rate"] / HUNDRED,
            holdback=told["holdback"] / HUNDRED,
            need_months=told["need_months"],
            quotes_from=told["quotes_from"],
            categories=tuple(told["categories"]),
            ties=tuple(line.strip() for line in cast("str", told["ties"]).splitlines() if line.strip()),
        )
        with refused_by(self):
            write_claim_terms(viewer, agreement_id=agreement_id, words=words)
            return True
        return False


class VisitForm(forms.Form):
    """What a field visit saw."""

    on = _day(_("Date de la visite"))
    seen = forms.CharField(
        label=_("Ce qui a été vu"), widget=forms.Textarea, error_messages={"required": _("Écrivez ce qui a été vu.")}
    )
    file = DocumentField(label=_("Rapport de visite"), required=False)

    def __init__(self, data: Any = None, files: Files | None = None) -> None:
        super().__init__(data, files)

    def keep(self, viewer: Viewer, *, agreement_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        with refused_by(self):
            record_visit(viewer, agreement_id=agreement_id, **self.cleaned_data)
            return True
        return False
