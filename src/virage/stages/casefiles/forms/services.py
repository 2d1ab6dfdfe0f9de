"""What is noted of a service, and how a line is corrected by another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, Files, Percent, refused_by
from virage.base.viewer import Viewer
from virage.core.money import Money
from virage.core.services import Cost, Deliverable
from virage.core.shares import Payer
from virage.stages.casefiles.forms.pages import file_of
from virage.stages.casefiles.operations import AlreadyCorrected, NotYours, correct_service, log_service
from virage.stages.casefiles.queries import CaseFileLine, ServiceLine, services
from virage.stages.documents.fields import DocumentField
from virage.stages.programme.queries import OfferCard, offers
from virage.stages.programme.states import OfferState

MOST_HOURS, WHOLE = 24, 100


class ServiceForm(forms.Form):
    """Hours given to the enterprise, what they left, what they cost."""

    given_on = Day(label=_("Date"), error_messages={"required": _("Donnez la date du service.")})
    hours = forms.DecimalField(
        label=_("Heures"),
        help_text=_("Au quart d’heure près, comme 1,5."),
        min_value=0,
        max_value=MOST_HOURS,
        max_digits=6,
        decimal_places=2,
        localize=True,
        error_messages={
            "required": _("Écrivez un nombre d’heures."),
            "invalid": _("Écrivez un nombre, comme 1,5."),
            "max_value": _("Plus de 24 heures en une journée : vérifiez, ou séparez les journées."),
        },
    )
    what = forms.CharField(
        label=_("Ce qui a été fait"),
        help_text=_("L’entreprise lit ces mots."),
        max_length=200,
        error_messages={"required": _("Dites en quelques mots ce qui a été fait.")},
    )
    deliverable = forms.CharField(
        label=_("Ce qui a été remis"),
        help_text=_("Un rapport, un plan, une soumission comparée… Laissez vide s’il n’y a rien."),
        max_length=160,
        required=False,
    )
    link = forms.URLField(
        label=_("Où il est gardé"),
        help_text=_("Une adresse qui commence par https://."),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Écrivez une adresse complète, comme https://exemple.ca/rapport.")},
    )
    file = DocumentField(label=_("Le fichier lui-même"), required=False)
    handed_on = Day(label=_("Remis à l’entreprise le"), required=False)
    price = forms.DecimalField(
        label=_("Prix ($)"),
        help_text=_("Laissez vide si le service n’a pas de prix."),
        min_value=0,
        max_digits=10,
        decimal_places=2,
        localize=True,
        required=False,
        error_messages={"invalid": _("Écrivez un montant, comme 450,00.")},
    )
    enterprise_share = Percent(label=_("Part de l’entreprise (%)"), required=False)
    project_share = Percent(label=_("Part du projet (%)"), required=False)
    partner_share = Percent(label=_("Part d’un partenaire (%)"), required=False)

    def __init__(self, *args: Any, on: date, kept: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.kept = on, kept

    def clean_given_on(self) -> date:
        given = cast("date", self.cleaned_data["given_on"])
        if given > self.on:
            raise forms.ValidationError(_("Cette date est à venir : notez le service une fois rendu."))
        return given

    def clean_handed_on(self) -> date | None:
        handed = cast("date | None", self.cleaned_data["handed_on"])
        if handed and handed > self.on:
            raise forms.ValidationError(_("Cette date est à venir : notez la remise une fois faite."))
        return handed

    def clean_hours(self) -> Decimal:
        hours = cast("Decimal", self.cleaned_data["hours"])
        if not hours:
            raise forms.ValidationError(_("Écrivez un nombre d’heures plus grand que zéro."))
        return hours

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        left = Deliverable(name=said.get("deliverable", ""), link=said.get("link", ""), handed_on=said.get("handed_on"))
        placed, sent = left.placed or bool(self.kept), said.get("file") is not None
        if left.name and not placed and not sent and not self.errors.keys() & {"link", "file", "handed_on"}:
            self.add_error("link", _("Joignez le fichier, dites où il est gardé, ou quel jour il a été remis."))
        if (left.placed or sent) and not left.name:
            self.add_error("deliverable", _("Nommez ce qui a été remis."))
        if said.get("price") is not None and sum(self._percents().values()) != WHOLE:
            self.add_error("enterprise_share", _("Les trois parts font cent pour cent ensemble, ni plus ni moins."))
        return said

    def _percents(self) -> Mapping[Payer, Decimal]:
        return {payer: self.cleaned_data.get(f"{payer.value}_share") or Decimal(0) for payer in Payer}

    def said(self) -> dict[str, Any]:
        """What was written, as the operations take it, once valid."""
        given = self.cleaned_data
        left, cost = None, None
        if given["deliverable"]:
            left = Deliverable(
                name=given["deliverable"], link=given["link"], handed_on=given["handed_on"], document=self.kept
            )
        if given["price"] is not None:
            shares = {payer: Fraction(percent) / WHOLE for payer, percent in self._percents().items()}
            cost = Cost(price=Money(given["price"]), shares=shares)
        return {name: given[name] for name in ("given_on", "hours", "what", "file")} | {
            "deliverable": left,
            "cost": cost,
        }

    def log(self, viewer: Viewer, *, case_file_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        with refused_by(self):
            log_service(viewer, case_file_id=case_file_id, **self.said())
            return True
        return False


class CorrectionForm(ServiceForm):
    """The line that takes another's place, and why. Zero hours: nothing was given."""

    why = forms.CharField(
        label=_("Ce que vous corrigez, et pourquoi"),
        max_length=200,
        error_messages={"required": _("Dites ce que vous corrigez : l’ancienne ligne reste, avec cette raison.")},
    )

    field_order = ("why",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].help_text = _("Au quart d’heure près, comme 1,5. Écrivez 0 si rien n’a été rendu.")

    def clean_hours(self) -> Decimal:
        return cast("Decimal", self.cleaned_data["hours"])

    def correct(self, viewer: Viewer, *, service_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        with refused_by(self):
            correct_service(viewer, service_id=service_id, why=self.cleaned_data["why"], **self.said())
            return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """A line to write, or just written (``done``); ``former`` is the one it corrects."""

    file: CaseFileLine
    form: ServiceForm
    former: ServiceLine | None
    done: bool


def service_page(
    viewer: Viewer, *, case_file_id: int, said: QueryDict | None, files: Files | None = None
) -> ServicePage:
    """A service to note, or just noted. Shares begin as the project's offers say, when they all say the same."""
    file, on = file_of(viewer, case_file_id), timezone.localdate()
    begun = {"given_on": on, **_usual_shares(file, offers(viewer, promoters=[file.promoter_id]))}
    form = ServiceForm(said, files, on=on, initial=begun)
    done = said is not None and form.is_valid() and form.log(viewer, case_file_id=case_file_id)
    return ServicePage(file=file, form=form, former=None, done=done)


def correction_page(
    viewer: Viewer, *, case_file_id: int, service_id: int, said: QueryDict | None, files: Files | None = None
) -> ServicePage:
    """A line to correct, or just corrected."""
    file = file_of(viewer, case_file_id)
    lines = services(viewer, case_file_id=case_file_id)
    former = next((line for line in lines if line.id == service_id), None)
    if former is None:
        raise AlreadyCorrected if any(service_id == old.id for line in lines for old in line.former) else NotYours
    form = CorrectionForm(said, files, on=timezone.localdate(), initial=_as_it_stands(former), kept=_kept(former))
    done = said is not None and form.is_valid() and form.correct(viewer, service_id=service_id)
    return ServicePage(file=file, form=form, former=former, done=done)


def _usual_shares(file: CaseFileLine, cards: Iterable[OfferCard]) -> Mapping[str, Decimal]:
    published = [c.percents for c in cards if c.project_id == file.project_id and c.state == OfferState.PUBLISHED]
    same = published and all(percents == published[0] for percents in published)
    return {f"{payer.value}_share": percent for payer, percent in published[0].items()} if same else {}


def _kept(line: ServiceLine) -> int | None:
    return line.deliverable.document if line.deliverable else None


def _as_it_stands(line: ServiceLine) -> Mapping[str, Any]:
    left, cost = line.deliverable, line.cost
    parts = cost.shares.items() if cost else ()
    shares = {f"{payer.value}_share": Decimal(part.numerator * WHOLE) / part.denominator for payer, part in parts}
    return {
        "given_on": line.given_on,
        "hours": line.hours,
        "what": line.what,
        "deliverable": left.name if left else "",
        "link": left.link if left else "",
        "handed_on": left.handed_on if left else None,
        "price": cost.price.amount if cost else None,
        **shares,
    }
