"""Choose a partner to share with."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import choose
from virage.stages.concertation.queries import Place


class ShareForm(forms.Form):
    """With which partner, and for how long. The consent is read on the page after, word for word."""

    organisation = forms.TypedChoiceField(
        label=_("Avec quel partenaire"), coerce=int, error_messages={"required": _("Choisissez un partenaire.")}
    )
    months = forms.TypedChoiceField(
        label=_("Pendant combien de temps"),
        coerce=int,
        choices=[(3, _("trois mois")), (6, _("six mois")), (12, _("un an"))],
    )

    def __init__(self, *args: Any, partners: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organisation", [(p.id, p.name) for p in partners])
