"""What giving on may refuse, and the name under which the database holds it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal


class NotYourMoney(Forbidden):
    """Only those that the policy names."""

    sentence = _("Cette aide n’est pas de votre ressort.")


class OwnerConfirms(Forbidden):
    """Others may write in the owner's place; only the owner confirms."""

    sentence = _("Seule l’entreprise confirme les aides qu’elle a reçues.")


class NotSelected(Refusal):
    """Money follows enterprises selected: those with an open file in the project."""

    sentence = _("Cette entreprise n’a pas de dossier ouvert dans ce projet : l’argent suit les entreprises choisies.")
    field = "enterprise"


class BeyondAgreement(Refusal):
    """Lines never sum to more than the initiative's share of the signed agreement."""

    sentence = _("L’entente signée ne donne pas autant.")
    field = "amount"


class BeyondLine(Refusal):
    """Regrants never sum to more than what the agreement gives for them."""

    sentence = _("Il ne reste pas assez de ce que l’entente donne pour les entreprises.")
    field = "amount"


class BeyondCost(Refusal):
    """An aid is a part of a cost."""

    sentence = _("L’aide ne dépasse pas le coût du projet.")
    field = "total_cost"


class NotInOrder(Refusal):
    """Proposed, granted, paid."""

    sentence = _("Cette aide a déjà sa réponse, ou l’attend encore.")


class AidsNotConfirmed(Refusal):
    """Nothing is granted on a declaration that the owner did not confirm."""

    sentence = _("L’entreprise n’a pas encore confirmé les aides qu’elle a reçues.")


class AboveCeiling(Refusal):
    """Cumulation."""

    sentence = _("Le cumul des aides publiques dépasse le plafond.")
    field = "amount"


class ProposedByYou(Refusal):
    """Two people: who proposes, who decides."""

    sentence = _("Vous avez proposé cette aide : une autre personne de l’organisme y répond.")


class SayWhy(Refusal):
    """An enterprise that is refused knows why."""

    sentence = _("Écrivez la raison du refus : l’entreprise pourra la demander.")
    field = "settled"


class SaySettled(Refusal):
    """What a rule leaves unknown is settled by a person, in words."""

    sentence = _("Le cumul n’est pas certain : écrivez comment vous l’avez réglé.")
    field = "settled"


HELD: Mapping[str, type[Refusal]] = {
    "regrant_lines_beyond_agreement": BeyondAgreement,
    "regrant_beyond_line": BeyondLine,
    "regrant_within_cost": BeyondCost,
    "regrant_not_selected": NotSelected,
    "regrant_in_order": NotInOrder,
    "regrant_decided_by_another": ProposedByYou,
    "regrant_refused_with_words": SayWhy,
}
