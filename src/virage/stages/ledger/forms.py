"""What the finances write in the ledger: a movement of credits, the end of a year, a correction."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now, gettext_lazy as _

from virage.base import words
from virage.base.forms import Day, refused_by
from virage.base.viewer import Viewer
from virage.stages.agreements.forms import ActForm, day as signing_day, line
from virage.stages.agreements.operations import Signed
from virage.stages.ledger.operations import (
    carry_over_credits,
    close_year,
    commit_agreement,
    lapse_credits,
    pay_payable,
    reverse_entry,
    sign_agreement,
    transfer_credits,
)
from virage.stages.ledger.queries import EntrySheet, EnvelopeCard, EnvelopeYear


def _amount() -> forms.DecimalField:
    wrong = _("Écrivez un montant en dollars, comme 1500 ou 1500,50.")
    return forms.DecimalField(
        label=_("Montant, en dollars"),
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        localize=True,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_decimal_places", "max_digits"), wrong),
    )


def _evidence(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        help_text=_("Décision, décret ou C.T., et son numéro : qui vérifie doit pouvoir la retrouver."),
        error_messages={"required": _("Dites sur quelle pièce s’appuie cette écriture.")},
    )


def _day() -> Day:
    return Day(label=_("Date"), error_messages={"required": _("Écrivez la date de la pièce.")})


def _year() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("Exercice"), coerce=int)


class PostingForm(forms.Form):
    """What every posting says. ``key`` is drawn when the form is shown: sent twice, it posts once."""

    amount = _amount()
    on = _day()
    evidence = _evidence(_("Pièce justificative"))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"key": uuid4(), "on": timezone.localdate(), **(initial or {})})

    def terms(self) -> dict[str, Any]:
        """What the operation takes."""
        told = dict(self.cleaned_data)
        return {"idempotency_key": str(told.pop("key")), **told}


def _year_words(year: EnvelopeYear, language: words.Language) -> str:
    left = words.money(year.uncommitted, language)
    return _now("%(year)s : %(left)s non engagés") % {"year": year.name, "left": left}


class MovementForm(PostingForm):
    """Credits of one open year of an envelope."""

    year = _year()
    field_order = ("to", "year", "amount", "on", "evidence", "key")

    def __init__(
        self, data: Any = None, *, card: EnvelopeCard, others: Iterable[EnvelopeCard], language: words.Language
    ) -> None:
        super().__init__(data)
        self.card = card
        years = [(year.year, _year_words(year, language)) for year in card.open_years]
        cast("forms.ChoiceField", self.fields["year"]).choices = years
        if "to" in self.fields:
            towards = [(each.id, each.name) for each in others]
            cast("forms.ChoiceField", self.fields["to"]).choices = towards

    def write(self, viewer: Viewer) -> int:
        """Post; the number of what leaves the envelope."""
        raise NotImplementedError

    def posted_by(self, viewer: Viewer) -> int | None:
        """The entry's number, or None with the reason among the errors."""
        with refused_by(self):
            return self.write(viewer)
        return None


class TransferForm(MovementForm):
    """Credits given to another envelope."""

    to = forms.TypedChoiceField(
        label=_("Vers quelle enveloppe"), coerce=int, error_messages={"required": _("Choisissez une enveloppe.")}
    )

    def write(self, viewer: Viewer) -> int:
        """Both halves at once."""
        terms = self.terms()
        return transfer_credits(viewer, envelope_id=self.card.id, to_id=terms.pop("to"), **terms)


class CarryOverForm(MovementForm):
    """Credits kept for the next year."""

    def write(self, viewer: Viewer) -> int:
        """Both halves at once."""
        return carry_over_credits(viewer, envelope_id=self.card.id, **self.terms())


class LapseForm(MovementForm):
    """Credits lost on 31 March."""

    def write(self, viewer: Viewer) -> int:
        """One entry."""
        return lapse_credits(viewer, envelope_id=self.card.id, **self.terms())


class ClosingForm(forms.Form):
    """The end of a year."""

    year = _year()
    evidence = _evidence(_("Pièce justificative"))

    def __init__(self, data: Any = None, *, card: EnvelopeCard, language: words.Language) -> None:
        super().__init__(data)
        self.card = card
        years = [(year.year, _year_words(year, language)) for year in reversed(card.open_years)]
        cast("forms.ChoiceField", self.fields["year"]).choices = years

    def close(self, viewer: Viewer) -> bool:
        """True once it is closed; False with the reason among the errors."""
        with refused_by(self):
            close_year(viewer, envelope_id=self.card.id, **self.cleaned_data)
            return True
        return False


class CorrectionForm(PostingForm):
    """What is taken away from an entry, and why."""

    evidence = _evidence(_("Pourquoi, et sur quelle pièce"))

    def __init__(self, data: Any = None, *, sheet: EntrySheet) -> None:
        super().__init__(data, initial={"amount": sheet.left})
        self.sheet = sheet

    def posted_by(self, viewer: Viewer) -> int | None:
        """The correction's number, or None with the reason among the errors."""
        with refused_by(self):
            return reverse_entry(viewer, entry_id=self.sheet.line.id, **self.terms())
        return None


class SigningForm(ActForm):
    """Both signatures, and the money bound with them."""

    promoter_name = line(_("Signé pour l’organisme par"), 160)
    promoter_title = line(_("À titre de"), 160)
    promoter_on = signing_day(_("Le"))
    ministry_name = line(_("Signé pour le ministère par"), 160)
    ministry_title = line(_("À titre de"), 160)
    ministry_on = signing_day(_("Le"))
    envelope = forms.TypedChoiceField(label=_("Enveloppe"), coerce=int)
    amount = forms.DecimalField(
        label=_("Montant engagé cet exercice, en dollars"),
        min_value=Decimal(0),
        max_digits=14,
        decimal_places=2,
        localize=True,
        help_text=_("Les exercices suivants s’engagent le moment venu."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *given: Any,
        envelopes: Iterable[tuple[int, str]] = (),
        initial: dict[str, Any] | None = None,
        **named: Any,
    ) -> None:
        super().__init__(*given, initial={"key": uuid4(), **(initial or {})}, **named)
        cast("forms.ChoiceField", self.fields["envelope"]).choices = list(envelopes)

    def write(self, viewer: Viewer) -> int | None:
        """Sign and commit."""
        told = self.cleaned_data
        sides = {
            side: Signed(name=told[f"{side}_name"], title=told[f"{side}_title"], on=told[f"{side}_on"])
            for side in ("promoter", "ministry")
        }
        sign_agreement(
            viewer,
            agreement_id=self.agreement_id,
            envelope_id=told["envelope"],
            amount=told["amount"],
            idempotency_key=str(told["key"]),
            **sides,
        )
        return None


class CommitForm(ActForm):
    """More money bound to a signed agreement, in a later year."""

    envelope = forms.TypedChoiceField(label=_("Enveloppe"), coerce=int)
    amount = _amount()
    on = _day()
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *given: Any,
        envelopes: Iterable[tuple[int, str]] = (),
        initial: dict[str, Any] | None = None,
        **named: Any,
    ) -> None:
        super().__init__(*given, initial={"key": uuid4(), "on": timezone.localdate(), **(initial or {})}, **named)
        cast("forms.ChoiceField", self.fields["envelope"]).choices = list(envelopes)

    def write(self, viewer: Viewer) -> int | None:
        """Commit."""
        told = self.cleaned_data
        commit_agreement(
            viewer,
            agreement_id=self.agreement_id,
            envelope_id=told["envelope"],
            amount=told["amount"],
            on=told["on"],
            idempotency_key=str(told["key"]),
        )
        return None


class PaymentForm(ActForm):
    """What leaves, of a sum owed."""

    amount = _amount()
    on = _day()
    evidence = _evidence(_("Pièce justificative"))
    need = line(
        _("Besoin auquel il répond"),
        required=False,
        hint=_("Pour un versement du 2 au 31 mars. Une avance a déjà dit le sien."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, initial: dict[str, Any] | None = None, **named: Any) -> None:
        super().__init__(*given, initial={"key": uuid4(), "on": timezone.localdate(), **(initial or {})}, **named)

    def write(self, viewer: Viewer) -> int | None:
        """Pay."""
        told = dict(self.cleaned_data)
        pay_payable(viewer, payable_id=self.about, idempotency_key=str(told.pop("key")), **told)
        return None
