"""The two questions after a call, and what enterprises answered about one organisation."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.viewer import Viewer
from virage.stages.casefiles.queries import CallLine, CallsOf, call_lines, calls_of
from virage.stages.casefiles.states import Called, CallWent


class CallAnswerForm(forms.Form):
    """Two closed questions; nobody has to write, and the name stays out unless one says otherwise."""

    called = forms.TypedChoiceField(
        label=_("Vous a-t-on rappelé?"),
        choices=Called.choices,
        coerce=Called,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    went = forms.TypedChoiceField(
        label=_("Comment l’échange s’est-il passé?"),
        help_text=_("Laissez vide si personne ne vous a rappelé."),
        choices=CallWent.choices,
        coerce=CallWent,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    named = forms.BooleanField(
        label=_("L’organisme peut savoir que cette réponse vient de nous"),
        help_text=_("Pour qu’il puisse se reprendre. Sinon, vos réponses comptent sans votre nom."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("called") in {Called.IN_TIME, Called.LATE} and not said.get("went"):
            self.add_error("went", _("Dites comment l’échange s’est passé."))
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswersPage:
    """What enterprises say of the calls of one organisation, answer by answer; names only where they allow it.

    ``back`` is the address one came from; ``file``, the route of a file at this desk, empty where none opens.
    """

    calls: tuple[CallsOf, ...]
    lines: tuple[CallLine, ...]
    back: str
    file: str


def call_answers_page(viewer: Viewer, *, promoter_id: int, back: str, file: str = "") -> CallAnswersPage:
    """Three queries."""
    return CallAnswersPage(
        calls=tuple(one for one in calls_of(viewer) if one.promoter_id == promoter_id),
        lines=call_lines(viewer, promoter_id=promoter_id),
        back=back,
        file=file,
    )
