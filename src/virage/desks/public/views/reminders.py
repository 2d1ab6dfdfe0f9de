"""« Mes rappels par courriel » : whether one is told of one’s next moves by e-mail."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.public.door import PUBLIC
from virage.desks.public.views.entering import signed_in
from virage.stages.accounts.operations import choose_reminders
from virage.stages.accounts.queries import wants_reminders

CHOICES = (
    ("yes", gettext_lazy("Oui, les jours ouvrables où j’ai un geste à faire")),
    ("no", gettext_lazy("Non, je regarde ma journée moi-même")),
)


class RemindersForm(forms.Form):
    """One question."""

    wanted = forms.ChoiceField(
        label=gettext_lazy("Recevoir mes gestes du jour par courriel"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez oui ou non.")},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersPage:
    form: RemindersForm


@PUBLIC.form("public/reminders.html", admits=signed_in)
def reminders(request: ViewerRequest) -> RemindersPage | HttpResponse:
    held: dict[str, Any] = {"wanted": "yes" if wants_reminders(request.viewer) else "no"}
    form = RemindersForm(posted(request), initial=held)
    if request.method == "POST" and form.is_valid():
        choose_reminders(request.viewer, wanted=form.cleaned_data["wanted"] == "yes")
        messages.success(request, _("Votre choix est enregistré."))
        return redirect("public:reminders")
    return RemindersPage(form=form)
