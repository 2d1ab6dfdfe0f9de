"""What an owner is asked, one thing at a time."""

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from virage.base.forms import Headcount, Mail, choose
from virage.base.library import library
from virage.content.instrument_files import QuestionEntry
from virage.content.instruments import Instrument
from virage.core.facts import Fact, FactType
from virage.core.instruments import NOT_APPLICABLE, UNKNOWN
from virage.stages.assessments.states import RespondentRole
from virage.stages.directory.states import Purpose
from virage.stages.directory.wording import WORDING

if TYPE_CHECKING:
    from collections.abc import Callable

HUNDRED = 100
DIGITS_LEAST = 10  # with the area code: two regions may share the other seven


class StartForm(forms.Form):
    """Four facts in the owner's words; only the first is needed."""

    activity = forms.CharField(
        label=_("Que fait votre entreprise?"),
        help_text=_(
            "Avec vos mots. Par exemple : « je fais des armoires de cuisine », « garage », « on livre des repas »."
        ),
        max_length=200,
        error_messages={"required": _("Dites en quelques mots ce que fait votre entreprise.")},
    )
    employees = Headcount(
        label=_("Combien de personnes y travaillent, y compris vous?"),
    )
    region = forms.ChoiceField(label=_("Dans quelle région?"), required=False)
    need = forms.CharField(
        label=_("Qu’est-ce qui vous fait perdre du temps ou de l’argent?"),
        help_text=_("Une phrase suffit. Par exemple : « je perds des heures à refaire mes soumissions »."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = [(region.code, region.name.say(language)) for region in library().regions.values()]
        choose(self, "region", [("", pgettext_lazy("région", "Je préfère ne pas le dire")), *regions])


class SectorForm(forms.Form):
    """The sector proposed from the owner's words, or another one."""

    sector = forms.ChoiceField(
        label=_("Lequel ressemble le plus à votre entreprise?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez le secteur le plus proche du vôtre."),
            "invalid_choice": _("Choisissez un secteur de la liste."),
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "sector", choices)


class AnswerForm(forms.Form):
    """One question and its situations."""

    answer = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez la situation qui ressemble le plus à la vôtre, ou « Je ne sais pas »."),
            "invalid_choice": _("Choisissez une des situations proposées."),
        },
    )

    def __init__(self, *args: Any, instrument: Instrument, entry: QuestionEntry, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        answer.label = entry.text.words.say(language)
        answer.help_text = (entry.hint or instrument.file.hint).words.say(language)
        choices = [(option, words.words.say(language)) for option, words in entry.options.items()]
        choices.append((UNKNOWN, instrument.file.unknown.words.say(language)))
        if entry.na is not None:
            choices.append((NOT_APPLICABLE, entry.na.words.say(language)))
        choose(self, "answer", choices)


class RespondentForm(forms.Form):
    """A colleague to invite."""

    name = forms.CharField(
        label=_("Son nom"), max_length=120, error_messages={"required": _("Écrivez le nom de la personne.")}
    )
    role = forms.ChoiceField(
        label=_("Ce dont cette personne s’occupe"),
        choices=RespondentRole.choices,
        error_messages={"required": _("Dites de quoi cette personne s’occupe.")},
    )
    email = Mail(label=_("Son courriel"), error_messages={"required": _("Écrivez l’adresse de courriel.")})


class AgreementForm(AnswerForm):
    """The answer that several people came to, and who agrees."""

    agreed = forms.MultipleChoiceField(
        label=_("Qui en convient avec vous?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une personne; sans accord, laissez chacun à sa réponse.")},
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("La réponse dont vous convenez")
        choose(self, "agreed", [(str(number), words) for number, words in people])


class CallBackForm(forms.Form):
    """Who calls, whom, and when; what is sent is said beside the box."""

    enterprise_name = forms.CharField(
        label=_("Nom de l’entreprise"),
        max_length=200,
        error_messages={"required": _("Écrivez le nom de l’entreprise, pour que la personne sache qui elle appelle.")},
    )
    name = forms.CharField(label=_("Votre nom"), max_length=120, error_messages={"required": _("Écrivez votre nom.")})
    phone = forms.CharField(
        label=_("Téléphone"), max_length=30, error_messages={"required": _("Écrivez le numéro où vous joindre.")}
    )
    email = Mail(
        label=_("Courriel"),
        help_text=_("Nous y envoyons aussi un lien privé pour revenir à votre dossier."),
        error_messages={
            "required": _("Écrivez votre adresse de courriel."),
        },
    )
    best_time = forms.CharField(
        label=_("Quand vous appeler?"),
        help_text=_("Par exemple : « le matin avant 8 h », « jeudi après-midi »."),
        max_length=120,
        required=False,
    )
    project = forms.TypedChoiceField(label=_("Qui vous appelle"), coerce=int, widget=forms.RadioSelect)
    consent = forms.BooleanField(
        label=WORDING[Purpose.CALL_BACK].words,
        help_text=_("Vous pouvez retirer cet accord en tout temps; l’organisme ne voit alors plus votre dossier."),
        error_messages={"required": _("Sans votre accord, rien n’est transmis : personne ne pourrait vous rappeler.")},
    )

    def __init__(self, *args: Any, projects: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "project", projects)

    def clean_phone(self) -> str:
        """A number that can be dialled, with or without its extension; written as its owner wrote it."""
        phone = str(self.cleaned_data["phone"])
        if sum(character.isdigit() for character in phone) < DIGITS_LEAST:
            raise forms.ValidationError(
                _("Écrivez le numéro au complet, avec l’indicatif régional, comme 418 555-0100.")
            )
        return phone


class LinkForm(forms.Form):
    """Where to send the private link."""

    email = Mail(
        label=_("Votre courriel"),
        error_messages={
            "required": _("Écrivez votre adresse de courriel."),
        },
    )


class FactForm(forms.Form):
    """One fact that an aid asks for; « Je ne sais pas » stands beside every answer."""

    fact = forms.CharField(widget=forms.HiddenInput)
    unknown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, fact: Fact, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = fact
        self.initial["fact"] = fact.id
        self.fields["value"] = _field(fact, language)
        self.fields["value"].required = not self.data.get("unknown")
        self.fields["value"].error_messages["required"] = _("Répondez, ou choisissez « Je ne sais pas ».")
        self.question = fact.question.say(language) if fact.question else fact.id
        self.fields["value"].label = self.question

    @property
    def is_boolean(self) -> bool:
        """Two buttons are enough."""
        return self.of.type is FactType.BOOLEAN

    def value(self) -> object:
        """The answer as the rulebook reads it; None for « je ne sais pas »."""
        said = self.cleaned_data.get("value")
        if self.cleaned_data.get("unknown") or said in {"", None, "unknown"}:
            return None
        if self.of.type is FactType.BOOLEAN:
            return said == "yes"
        if isinstance(said, Decimal):
            return float(said / HUNDRED) if self.of.type is FactType.SHARE else float(said)
        return said.isoformat() if isinstance(said, date) else said


def _field(fact: Fact, language: str) -> forms.Field:
    """The field of a fact's type; plain text where none is better."""
    unsure = [("", _("Je ne sais pas"))]
    makers: dict[FactType, Callable[[], forms.Field]] = {
        FactType.BOOLEAN: lambda: forms.ChoiceField(
            choices=[("yes", _("Oui")), ("no", _("Non")), ("unknown", _("Je ne sais pas"))]
        ),
        FactType.INTEGER: lambda: forms.IntegerField(
            min_value=0, error_messages={"invalid": _("Écrivez un nombre entier, comme 12.")}
        ),
        FactType.DECIMAL: lambda: AmountField(
            min_value=0, error_messages={"invalid": _("Écrivez un nombre, comme 250 000 ou 12,5.")}
        ),
        FactType.SHARE: lambda: AmountField(
            min_value=0,
            max_value=HUNDRED,
            help_text=_("En pour cent, de 0 à 100."),
            error_messages={"invalid": _("Écrivez un pourcentage, comme 40.")},
        ),
        FactType.DATE: lambda: forms.DateField(
            help_text=_("Année, mois et jour, comme 2025-06-30."),
            error_messages={"invalid": _("Écrivez la date en chiffres : année-mois-jour, comme 2025-06-30.")},
        ),
        FactType.CHOICE: lambda: forms.ChoiceField(
            choices=[*unsure, *((value, words.say(language)) for value, words in fact.values.items())]
        ),
        FactType.REGION: lambda: forms.ChoiceField(
            choices=[*unsure, *((r.code, r.name.say(language)) for r in library().regions.values())]
        ),
    }
    return makers.get(fact.type, lambda: forms.CharField(max_length=120))()


class AmountField(forms.DecimalField):
    """A number as people write it here: « 250 000 », « 12,5 », « 1 000 000 $ »."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"[\s\u00a0\u202f$%]", "", value).replace(",", ".")
        return super().to_python(value)
