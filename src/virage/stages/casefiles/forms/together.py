"""The same act on several chosen files: asked, checked, done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _

from virage.base.forms import Day, choose, not_before, number_in
from virage.base.viewer import Role, Viewer
from virage.base.words import day, spoken
from virage.stages.casefiles.forms.fields import people_of
from virage.stages.casefiles.operations import RefusedFile, SomeRefused, change_files
from virage.stages.casefiles.operations.together import Deed, assign, close, move
from virage.stages.casefiles.queries import CaseFileLine, Colleague, chosen_files, team
from virage.stages.casefiles.states import SAID_ON_CLOSING, NextMove, Outcome, Together

NEEDED: Mapping[str, Mapping[str, Any]] = {
    Together.ASSIGN: {"owner": _("Choisissez qui s’occupe des dossiers.")},
    Together.MOVE: {
        "next_move": _("Dites ce qui sera fait, en quelques mots."),
        "next_move_by": _("Dites à qui est le prochain geste."),
        "next_move_on": _("Donnez une date : l’entreprise l’attendra."),
    },
    Together.CLOSE: {"outcome": _("Choisissez ce qui s’en approche le plus.")},
}


class TogetherForm(forms.Form):
    """What to do; only what the chosen act needs is asked for."""

    deed = forms.ChoiceField(
        label=_("Que faire de ces dossiers"),
        choices=Together.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce qu’il faut faire.")},
    )
    owner = forms.TypedChoiceField(label=_("Les confier à"), coerce=int, empty_value=None, required=False)
    next_move = forms.CharField(label=_("Prochain geste"), max_length=200, required=False)
    next_move_by = forms.ChoiceField(label=_("À qui est le prochain geste"), required=False)
    next_move_on = Day(label=_("Au plus tard le"), required=False)
    outcome = forms.ChoiceField(label=_("Comment l’accompagnement se termine"), required=False)
    words = forms.CharField(
        label=_("Pourquoi, et la suite que vous leur conseillez"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[Colleague], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        choose(self, "owner", [("", _("Choisir une personne")), *people_of(people)])
        choose(self, "next_move_by", [("", _("Choisir")), *NextMove.choices])
        choose(self, "outcome", [("", _("Choisir")), *((one.value, one.label) for one in SAID_ON_CLOSING)])

    def clean_next_move_on(self) -> date | None:
        chosen = self.cleaned_data["next_move_on"]
        return not_before(chosen, self.on) if chosen else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, sentence in NEEDED.get(said.get("deed", ""), {}).items():
            if not said.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if said.get("deed") == Together.CLOSE and said.get("outcome") not in {"", Outcome.DONE} and not said["words"]:
            self.add_error("words", _("Dites pourquoi en quelques mots : les entreprises les liront."))
        return said

    def act(self) -> Deed:
        """What was asked, once valid."""
        said = self.cleaned_data
        match Together(said["deed"]):
            case Together.ASSIGN:
                return assign(said["owner"])
            case Together.MOVE:
                return move(said["next_move"], NextMove(said["next_move_by"]), said["next_move_on"])
            case Together.CLOSE:
                return close(Outcome(said["outcome"]), said["words"])

    def answers(self) -> tuple[tuple[str, str], ...]:
        """What was asked, to be read again: label and words."""
        needed = [
            *NEEDED[self.cleaned_data["deed"]],
            *(["words"] if self.cleaned_data["deed"] == Together.CLOSE else []),
        ]
        return tuple((str(self.fields[name].label), self._said(name)) for name in ("deed", *needed))

    def _said(self, name: str) -> str:
        field, value = self.fields[name], self.cleaned_data[name]
        if isinstance(value, date):
            return day(value, spoken(get_language()))
        choices = {str(key): str(words) for key, words in getattr(field, "choices", ())}
        return choices.get(str(value), str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherPage:
    """Files chosen, and where one is: asking, checking what was asked, or done with ``changed`` files."""

    files: tuple[CaseFileLine, ...]
    form: TogetherForm
    step: Literal["ask", "check", "done"]
    refused: tuple[RefusedFile, ...]
    answers: tuple[tuple[str, str], ...]
    changed: int
    versions: Mapping[int, int]
    on: date

    @property
    def rows(self) -> tuple[tuple[CaseFileLine, int], ...]:
        """Each file with the version that was on screen."""
        return tuple((line, self.versions[line.id]) for line in self.files)


def together_page(viewer: Viewer, *, roles: Collection[Role], asked: QueryDict, said: QueryDict | None) -> TogetherPage:
    """The chosen files (``file``: « number:version », as often as there are) and what to do with them."""
    on = timezone.localdate()
    versions = versions_of((asked if said is None else said).getlist("file"))
    files = chosen_files(viewer, roles=roles, numbers=versions)
    people = team(viewer, organisations={line.promoter_id for line in files})
    form = TogetherForm(said, people=people, on=on)
    step: Literal["ask", "check", "done"] = "check" if files and said is not None and form.is_valid() else "ask"
    refused: tuple[RefusedFile, ...] = ()
    changed = 0
    if said is not None and step == "check" and said.get("sure"):
        try:
            changed = change_files(viewer, versions=versions, deed=form.act())
            step = "done"
        except SomeRefused as refusal:
            refused = refusal.refused
    answers = form.answers() if step == "check" else ()
    return TogetherPage(
        files=files,
        form=form,
        step=step,
        refused=refused,
        answers=answers,
        changed=changed,
        versions=versions,
        on=on,
    )


def versions_of(chosen: Iterable[str]) -> dict[int, int]:
    """« 12:3 » → {12: 3}; what is not so written is nobody's choice."""
    pairs = (
        (number_in(number), number_in(version)) for number, _colon, version in (one.partition(":") for one in chosen)
    )
    return {number: version for number, version in pairs if number is not None and version is not None}
