"""What an amendment changes of a signed term; ``about`` is that term."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from virage.base.viewer import Viewer
from virage.stages.agreements.forms.fields import ActForm, day, dollars, line, whole, words
from virage.stages.agreements.operations import (
    change_contribution,
    change_deliverable,
    change_target,
    change_tranche,
)


def _reason() -> Any:
    return line(_("Raison du changement"), hint=_("L’organisme, l’approbateur et le vérificateur la lisent."))


class ChangeContributionForm(ActForm):
    """Another amount."""

    amount = dollars(
        _("Nouveau montant, en dollars"), least="0", hint=_("Zéro la retire. Jamais sous ce qui est dû ou engagé.")
    )
    why = _reason()

    def write(self, viewer: Viewer) -> int | None:
        """Change it."""
        change_contribution(viewer, agreement_id=self.agreement_id, changed_id=self.about, **self.cleaned_data)
        return None


class ChangeTrancheForm(ActForm):
    """Another amount, day or condition."""

    amount = dollars(_("Nouveau montant, en dollars"), least="0", hint=_("Zéro la retire."))
    due_on = day(_("Due le"), required=False)
    condition = line(_("Ou à quelle condition"), required=False)
    why = _reason()

    def write(self, viewer: Viewer) -> int | None:
        """Change it."""
        change_tranche(viewer, agreement_id=self.agreement_id, changed_id=self.about, **self.cleaned_data)
        return None

    def clean(self) -> dict[str, Any]:
        """A day or a condition."""
        told = super().clean() or {}
        if not told.get("due_on") and not told.get("condition"):
            self.add_error("due_on", _("Dites quand la tranche est due, ou à quelle condition."))
        return told


class ChangeDeliverableForm(ActForm):
    """Another day."""

    due_on = day(_("À remettre au plus tard le"))
    why = _reason()

    def write(self, viewer: Viewer) -> int | None:
        """Change it."""
        change_deliverable(viewer, agreement_id=self.agreement_id, changed_id=self.about, **self.cleaned_data)
        return None


class ChangeTargetForm(ActForm):
    """The next version of a target."""

    value = whole(_("Valeur visée"))
    due_on = day(_("Pour le"), required=False)
    definition = words(_("Ce qui est compté, et ce qui ne l’est pas"))
    baseline = line(_("Valeur de départ"), 160)
    method = words(_("Comment on le mesure"))
    why = _reason()

    def write(self, viewer: Viewer) -> int | None:
        """Change it."""
        change_target(viewer, agreement_id=self.agreement_id, changed_id=self.about, **self.cleaned_data)
        return None
