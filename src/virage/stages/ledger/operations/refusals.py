"""What the ledger may refuse, and the name under which the database holds it."""

from contextlib import AbstractContextManager

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal
from virage.stages.agreements.operations.refusals import HELD, in_words as refused


class NotFinance(Forbidden):
    """Only the finance role of the funder posts."""

    sentence = _("Seule la personne des finances du ministère qui finance l’enveloppe peut inscrire au grand livre.")


class BeyondCredits(Refusal):
    """More committed than the year's credits: voted, after transfers, carry-overs and lapses."""

    sentence = _("Cette écriture dépasserait les crédits de l’exercice qui ne sont pas encore engagés.")
    field = "amount"


class BeyondAuthorised(Refusal):
    """More committed than authorised."""

    sentence = _("Cet engagement dépasserait ce qui est autorisé pour l’exercice.")
    field = "amount"


class BeyondCommitted(Refusal):
    """More paid, advanced and held back than committed."""

    sentence = _("Ce qui est versé, avancé et retenu dépasserait ce qui est engagé.")
    field = "amount"


class BeyondEntry(Refusal):
    """More than what is left of the entry that this one follows or corrects."""

    sentence = _("Le montant dépasse ce qui reste de l’écriture qu’il suit ou corrige.")
    field = "amount"


class AdvanceBeyondNeed(Refusal):
    """Advances not yet justified would exceed the cash need that was proven."""

    sentence = _("Cette avance, ajoutée à celles qui ne sont pas encore justifiées, dépasserait le besoin démontré.")
    field = "amount"


class StateTheNeed(Refusal):
    """An advance, and a payment of the last thirty days of the year, say why they are needed."""

    sentence = _("Dites à quel besoin répond ce versement : une avance, ou un versement du 2 au 31 mars, le précise.")
    field = "need"


class YearClosed(Refusal):
    """Nothing enters a closed year."""

    sentence = _("Cet exercice est clos : plus rien ne s’y inscrit.")
    field = "year"


class ClosingLeavesMoney(Refusal):
    """A year closes once every dollar is told."""

    sentence = _("L’exercice ne peut pas être clos : il reste des crédits non engagés ou des engagements non versés.")


class DateFarFromYear(Refusal):
    """The date does not belong to the fiscal year that the entry names."""

    sentence = _("La date est trop loin de l’exercice où l’écriture s’inscrit.")
    field = "on"


class FollowsAnother(Refusal):
    """The entry named is not one that this kind may follow or correct."""

    sentence = _("Cette écriture ne peut pas suivre ni corriger celle qu’elle nomme.")


class PhaseOfAnother(Refusal):
    """An envelope is of a phase of its own initiative."""

    sentence = _("Cette phase est celle d’une autre initiative.")


class PostedBefore(Refusal):
    """The same idempotency key with other terms."""

    sentence = _("Cette écriture a déjà été inscrite avec d’autres montants.")


class NotPostedAlone(Refusal):
    """A transfer or a carry-over has two halves, posted together by its own operation."""

    sentence = _("Un transfert ou un report s’inscrit en deux écritures, ensemble.")


class NotCents(Refusal):
    """An amount is a positive number of dollars and cents."""

    sentence = _("Écrivez un montant positif, en dollars et en cents.")
    field = "amount"


class NotInTheFuture(Refusal):
    """What did not happen yet is not posted."""

    sentence = _("Le grand livre dit ce qui est arrivé : la date ne peut pas être dans l’avenir.")
    field = "on"


class NamesNothing(Refusal):
    """A commitment names its agreement, a payment what it pays."""

    sentence = _("Un engagement nomme une entente; un versement, une somme due.")


class NotPayable(Refusal):
    """What is paid was found owed, for this agreement, and not before."""

    sentence = _("Cette somme n’est pas à verser, ou pas à cette date.")


class VerifierPays(Refusal):
    """Whoever finds that an amount is owed does not pay it."""

    sentence = _("Qui a vérifié qu’une somme est due ne la verse pas.")


class DeliverableLate(Refusal):
    """A deliverable past its day and not accepted holds every payment of its agreement."""

    sentence = _("Un document dû par l’organisme est en retard ou n’est pas encore accepté : aucun versement d’ici là.")


class BeyondPayable(Refusal):
    """More than what is owed."""

    sentence = _("Le montant dépasse ce qui reste à verser de cette somme.")
    field = "amount"


class NothingCommitted(Refusal):
    """A payment draws on commitments of its agreement, in a year still open."""

    sentence = _("Il ne reste pas assez d’engagé à cette entente, dans vos enveloppes, pour verser ce montant.")
    field = "amount"


_HELD: dict[str, type[Refusal]] = {
    "committed_within_credits": BeyondCredits,
    "committed_within_authorised": BeyondAuthorised,
    "paid_within_committed": BeyondCommitted,
    "freed_within_held": BeyondEntry,
    "released_within_committed": BeyondEntry,
    "beyond_entry": BeyondEntry,
    "advance_within_need": AdvanceBeyondNeed,
    "advance_states_its_need": StateTheNeed,
    "year_end_states_its_need": StateTheNeed,
    "year_is_closed": YearClosed,
    "closed_once": YearClosed,
    "closing_leaves_money": ClosingLeavesMoney,
    "date_far_from_year": DateFarFromYear,
    "follows_another": FollowsAnother,
    "corrects_another": FollowsAnother,
    "not_payable": NotPayable,
    "verifier_pays": VerifierPays,
    "deliverable_late": DeliverableLate,
    "beyond_payable": BeyondPayable,
}


def in_words() -> AbstractContextManager[None]:
    """The limit that the database held, as a refusal."""
    return refused({**HELD, **_HELD})
