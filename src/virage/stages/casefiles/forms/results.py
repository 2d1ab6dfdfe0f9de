"""What is noted of a result: one short form for each kind; a correction takes its place, or voids it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, choose, refused_by
from virage.base.library import library
from virage.base.viewer import Viewer
from virage.stages.casefiles.forms.pages import file_of
from virage.stages.casefiles.operations import (
    AlreadyCorrected,
    Closed,
    NotYours,
    Obtained,
    correct_result,
    note_result,
)
from virage.stages.casefiles.queries import CaseFileLine, ResultLine, case_results
from virage.stages.casefiles.states import ResultKind

FAVOURABLE = (("yes", _("Favorable")), ("no", _("Défavorable")))


class PlanForm(forms.Form):
    """The day the plan was handed over."""

    kind = ResultKind.PLAN
    happened_on = Day(label=_("Remis à l’entreprise le"), error_messages={"required": _("Donnez la date.")})
    note = forms.CharField(
        label=_("Précision, s’il y a lieu"),
        help_text=_("L’entreprise la lit dans son dossier."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        self.language = language
        super().__init__(*args, **kwargs)

    def obtained(self) -> Obtained:
        """What was written, as the operations take it, once valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name in Obtained.__dataclass_fields__}
        return Obtained(**{**said, "kind": self.kind})


class DecisionForm(PlanForm):
    """The answer on an aid, and its signature."""

    kind = ResultKind.DECISION
    field_order = ("aid", "what", "favourable", "happened_on", "signed_on", "amount", "note")
    aid = forms.ChoiceField(
        label=_("Aide demandée"), help_text=_("Dans la liste, ou par son nom juste après."), required=False
    )
    what = forms.CharField(
        label=_("Si elle n’est pas dans la liste, son nom"),
        max_length=160,
        required=False,
    )
    favourable = forms.ChoiceField(
        label=_("Décision"),
        choices=FAVOURABLE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites si la décision est favorable.")},
    )
    signed_on = Day(label=_("Aide signée le, si elle l’est"), required=False)
    amount = forms.DecimalField(
        label=_("Montant accordé ($)"),
        help_text=_("Laissez vide s’il n’est pas connu."),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
        required=False,
        error_messages={"invalid": _("Écrivez un montant, comme 15 000,00.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].label = _("Date de la décision")
        known = sorted((aid.name.words.say(self.language), key) for key, aid in library().aids.items())
        choose(self, "aid", [("", _("Choisissez une aide")), *((key, name) for name, key in known)])

    def obtained(self) -> Obtained:
        self.cleaned_data["favourable"] = self.cleaned_data["favourable"] == "yes"
        return super().obtained()


class RolloutForm(PlanForm):
    """What was rolled out, and who in the enterprise accepted it."""

    kind = ResultKind.ROLLOUT
    field_order = ("what", "begun_on", "happened_on", "accepted_by", "note")
    what = forms.CharField(
        label=_("Ce qui a été implanté"),
        max_length=160,
        error_messages={"required": _("Dites en quelques mots ce qui a été implanté.")},
    )
    begun_on = Day(label=_("Commencée le"), help_text=_("Laissez vide si vous ne le savez pas."), required=False)
    accepted_by = forms.CharField(
        label=_("Reçue par"),
        help_text=_("La personne de l’entreprise qui a confirmé que tout fonctionne."),
        max_length=120,
        error_messages={"required": _("Dites qui, dans l’entreprise, a reçu l’implantation.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].label = _("Reçue le")


FORMS: Mapping[ResultKind, type[PlanForm]] = {form.kind: form for form in (DecisionForm, PlanForm, RolloutForm)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """A result to note, or just noted (``done``); ``former`` is the line it corrects; without a form, the kinds."""

    file: CaseFileLine
    form: PlanForm | None
    title: str
    former: ResultLine | None
    done: bool
    kinds: tuple[ResultKind, ...] = tuple(ResultKind)


def result_page(viewer: Viewer, *, case_file_id: int, said: QueryDict | None, kind: str = "") -> ResultPage:
    """The three kinds to choose from, then the form of one, or the result just noted."""
    file = file_of(viewer, case_file_id)
    if file.closed_at:
        raise Closed
    if not kind:
        return ResultPage(file=file, form=None, title="", former=None, done=False)
    if kind not in ResultKind.values:
        raise NotYours
    form = FORMS[ResultKind(kind)](said, language=viewer.language)
    done = said is not None and form.is_valid() and _noted(form, viewer, case_file_id)
    return ResultPage(file=file, form=form, title=str(ResultKind(kind).label), former=None, done=done)


def result_correction_page(viewer: Viewer, *, case_file_id: int, result_id: int, said: QueryDict | None) -> ResultPage:
    """A result to correct or void, or just corrected."""
    file = file_of(viewer, case_file_id)
    former = next((one for one in case_results(viewer, case_file_id=case_file_id) if one.id == result_id), None)
    if former is None:
        raise AlreadyCorrected
    form = FORMS[former.kind](said, language=viewer.language, initial=_as_it_stands(former))
    void = said is not None and said.get("void") == "on"
    form.fields["why"] = forms.CharField(
        label=_("Ce que vous corrigez, et pourquoi"),
        max_length=200,
        error_messages={"required": _("Dites ce que vous corrigez : l’ancienne ligne reste, avec cette raison.")},
    )
    form.fields["void"] = forms.BooleanField(label=_("Ce résultat n’a pas eu lieu : l’annuler"), required=False)
    if void:
        for name in form.fields.keys() - {"why", "void"}:
            del form.fields[name]
    done = said is not None and form.is_valid() and _corrected(form, viewer, result_id, void=void)
    return ResultPage(file=file, form=form, title=former.title, former=former, done=done)


def _noted(form: PlanForm, viewer: Viewer, case_file_id: int) -> bool:
    with refused_by(form):
        note_result(viewer, case_file_id=case_file_id, obtained=form.obtained())
        return True
    return False


def _corrected(form: PlanForm, viewer: Viewer, result_id: int, *, void: bool) -> bool:
    with refused_by(form):
        kept = None if void else form.obtained()
        correct_result(viewer, result_id=result_id, why=form.cleaned_data["why"], obtained=kept)
        return True
    return False


def _as_it_stands(line: ResultLine) -> Mapping[str, date | str | object]:
    said = {name: getattr(line, name) for name in Obtained.__dataclass_fields__}
    answer = None if line.favourable is None else "yes" if line.favourable else "no"
    return {**said, "favourable": answer, "what": "" if line.aid else line.what}
