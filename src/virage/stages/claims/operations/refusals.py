"""What a claim may refuse, and the name under which the database holds it."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal
from virage.stages.agreements.operations.refusals import HELD as HELD_BY_AGREEMENTS, in_words as refused


class NotYourClaim(Forbidden):
    """Only those that the policy names act on a claim."""

    sentence = _("Cette réclamation n’est pas de votre ressort.")


class NoClaimTerms(Refusal):
    """An agreement says what it pays before anything is claimed."""

    sentence = _("L’entente ne dit pas encore ce qu’elle rembourse : demandez au ministère de l’écrire.")


class TermsWritten(Refusal):
    """Terms are written once."""

    sentence = _("Ce que l’entente rembourse est déjà écrit, et ne change plus.")


class NotOpen(Refusal):
    """A claim is written while it is a draft or returned."""

    sentence = _("Cette réclamation est au ministère : elle ne se modifie plus.")


class NotSubmitted(Refusal):
    """Only what waits is verified or returned."""

    sentence = _("Cette réclamation n’attend pas de vérification.")


class NotVerified(Refusal):
    """Only what was verified is paid."""

    sentence = _("Cette réclamation n’est pas vérifiée : rien n’est à verser.")


class NothingToPay(Refusal):
    """Paid, or nothing was accepted."""

    sentence = _("Il n’y a rien à verser pour cette réclamation.")


class InvoiceClaimedBefore(Refusal):
    """An invoice is claimed once, in one project or in two."""

    sentence = _("Cette facture est déjà réclamée, dans ce projet ou dans un autre : une facture se réclame une fois.")
    field = "number"


class EmptyClaim(Refusal):
    """A claim has lines."""

    sentence = _("Ajoutez au moins une facture avant d’envoyer la réclamation.")


class EvidenceMissing(Refusal):
    """Each line shows its evidence."""

    sentence = _("Il manque une pièce à au moins une facture : joignez-la avant d’envoyer.")


class LinesUndecided(Refusal):
    """Each line gets an answer."""

    sentence = _("Décidez de chaque facture : acceptée, acceptée en partie ou refusée.")


class SayWhyLess(Refusal):
    """What is not accepted is explained."""

    sentence = _("Dites pourquoi une facture n’est pas acceptée en entier : l’organisme lira cette raison.")


class BeyondClaimed(Refusal):
    """No more is accepted than claimed."""

    sentence = _("Le montant accepté ne dépasse pas le montant réclamé.")


class OutsideTerms(Refusal):
    """What the agreement does not pay is not accepted."""

    sentence = _("Une facture est hors de ce que l’entente rembourse : elle ne peut pas être acceptée.")


class WhoClaimsDoesNotVerify(Refusal):
    """Two people, at least."""

    sentence = _("Qui réclame ne vérifie pas.")


class NoHoldback(Refusal):
    """A holdback is freed once."""

    sentence = _("Il n’y a pas de retenue à libérer, ou elle l’est déjà.")


class BeyondAdvance(Refusal):
    """No more comes back than what is unjustified."""

    sentence = _("Le montant dépasse ce qui n’est pas justifié de cette avance.")
    field = "amount"


class SayWhy(Refusal):
    """A return, or the answer to a signal, gives its reason."""

    sentence = _("Dites pourquoi.")
    field = "why"


HELD: Mapping[str, type[Refusal]] = {
    **HELD_BY_AGREEMENTS,
    "claims_claimterms_agreement_id_key": TermsWritten,
    "claim_is_with_the_ministry": NotOpen,
    "claim_is_verified": NotSubmitted,
    "claim_moves_in_order": NotOpen,
    "claim_stays": NotOpen,
    "claim_is_empty": EmptyClaim,
    "claim_lines_undecided": LinesUndecided,
    "invoice_claimed_once": InvoiceClaimedBefore,
    "accepted_within_claimed": BeyondClaimed,
    "less_accepted_says_why": SayWhyLess,
    "who_claims_does_not_verify": WhoClaimsDoesNotVerify,
}


def in_words() -> AbstractContextManager[None]:
    """The limit that the database held, as a refusal."""
    return refused(HELD)
